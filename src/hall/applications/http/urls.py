"""The addresses of filing."""

from __future__ import annotations

from django.urls import path

from hall.applications.http import papers
from hall.applications.http.citizen import (
    changes,
    draft,
    materials,
    receipt,
    review,
    sections,
    situation,
    start,
    supplement,
    withdrawal,
)

app_name = "applications"
_ONE = "my/applications/<uuid:application_id>"

urlpatterns = [
    *[
        path(f"forms/<slug:slug>.{kind}", papers.blank_form, {"kind": kind}, name=f"blank_{kind}")
        for kind in papers.KINDS
    ],
    *[
        path(f"{_ONE}/form.{kind}", papers.own_form, {"kind": kind}, name=f"form_{kind}")
        for kind in papers.KINDS
    ],
    path("apply/places/", sections.places, name="places"),
    path("apply/<path:item_code>/", start.start, name="start"),
    path(f"{_ONE}/draft/", draft.task_list, name="draft"),
    path(f"{_ONE}/changes/", changes.changed, name="changed"),
    path(f"{_ONE}/discard/", draft.discard, name="discard"),
    path(f"{_ONE}/form/<str:key>/", sections.section, name="section"),
    path(f"{_ONE}/form/<str:key>/autosave/", sections.autosave, name="autosave"),
    path(f"{_ONE}/situation/", situation.situation, name="situation"),
    path(f"{_ONE}/materials/", materials.materials, name="materials"),
    path(f"{_ONE}/materials/<str:key>/upload/", materials.upload, name="upload"),
    path(f"{_ONE}/materials/<str:key>/choose/", materials.choose, name="choose"),
    path(f"{_ONE}/files/<uuid:file_id>/", materials.download, name="file"),
    path(f"{_ONE}/files/<uuid:file_id>/remove/", materials.remove, name="remove"),
    path(f"{_ONE}/review/", review.review, name="review"),
    path(f"{_ONE}/done/", receipt.done, name="done"),
    path(f"{_ONE}/receipt.pdf", receipt.receipt, name="receipt"),
    path(f"{_ONE}/withdraw/", withdrawal.withdraw, name="withdraw"),
    path(f"{_ONE}/supplement/", supplement.supplement, name="supplement"),
]
