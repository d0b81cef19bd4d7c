"""What the designer's pages show of filing: a form as an applicant would see it, and against an older one."""

from __future__ import annotations

from django.urls import path

from hall.applications.http import officer

app_name = "designing"

urlpatterns = [
    path("<slug:slug>/preview/", officer.preview, name="preview"),
    path("<slug:slug>/changes/", officer.changes_of_form, name="changes"),
]
