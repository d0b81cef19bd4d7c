"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from hall.approvals.http import deeds, dossier, officer

app_name = "desk"
_ONE = "cases/<uuid:case_id>"

urlpatterns = [
    path("", officer.desk, name="desk"),
    path("find/", officer.find, name="find"),
    path(f"{_ONE}/", dossier.case, name="case"),
    path(f"{_ONE}/files/<uuid:file_id>/", dossier.material, name="file"),
    path(f"{_ONE}/papers/<uuid:document_id>.pdf", dossier.paper, name="paper"),
    path(f"{_ONE}/accept/", deeds.accept, name="accept"),
    path(f"{_ONE}/supplement/", deeds.supplement, name="supplement"),
    path(f"{_ONE}/refuse-acceptance/", deeds.refuse, name="refuse"),
    path(f"{_ONE}/reviews/<int:department_id>/", deeds.review, name="review"),
    path(f"{_ONE}/decide/", deeds.decide, name="decide"),
    path(f"{_ONE}/complete/", deeds.complete, name="complete"),
]
