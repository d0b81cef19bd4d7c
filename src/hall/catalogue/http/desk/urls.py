"""The addresses of the item managers' desk."""

from __future__ import annotations

from django.urls import path

from hall.catalogue.http.desk import attaching, editing, exporting, importing, listing, selecting

app_name = "desk"
_IMPORT = "imports/<uuid:import_id>"
_EXPORT = "exports/<uuid:export_id>"

urlpatterns = [
    path("", listing.items, name="items"),
    path("exports/", exporting.exports, name="exports"),
    path(f"{_EXPORT}/", exporting.one, name="export"),
    path(f"{_EXPORT}/guides.xlsx", exporting.file, name="export_file"),
    path("export.json", listing.as_json, name="json"),
    path("blank.xlsx", listing.blank, name="blank"),
    path("together/", selecting.together, name="together"),
    path("together/submit/", selecting.submit, name="submit_all"),
    path("imports/", importing.imports, name="imports"),
    path(f"{_IMPORT}/", importing.one, name="import"),
    path(f"{_IMPORT}/apply/", importing.apply, name="import_apply"),
    path(f"{_IMPORT}/again/", importing.again, name="import_again"),
    path(f"{_IMPORT}/discard/", importing.discard, name="import_discard"),
    path("<str:code>/", editing.item, name="item"),
    path("<str:code>/form/", attaching.form, name="form"),
    path("<str:code>/begin/", selecting.begin, name="begin"),
    path("<str:code>/compare/", editing.compare, name="compare"),
    path("<str:code>/submit/", editing.submit, name="submit"),
    path("<str:code>/discard/", editing.discard, name="discard"),
    path("<str:code>/send-back/", editing.send_back, name="send_back"),
    path("<str:code>/publish/", editing.publish, name="publish"),
    path("<str:code>/withdraw/", editing.withdraw, name="withdraw"),
    path("<str:code>/edit/<str:group>/", editing.edit, name="edit"),
]
