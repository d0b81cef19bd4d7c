"""The addresses of the designer, under /desk/forms/."""

from __future__ import annotations

from django.urls import path

from hall.catalogue.http.designer import editing, pages, questions

app_name = "designer"

urlpatterns = [
    path("", pages.forms, name="forms"),
    path("<slug:slug>/", pages.form, name="form"),
    path("<slug:slug>/edit/", editing.edit, name="edit"),
    path("<slug:slug>/edit/sections/<str:key>/", questions.section, name="section"),
    path("<slug:slug>/edit/fields/<str:key>/", questions.question, name="question"),
    path("<slug:slug>/edit/fields/<str:key>/columns/<str:column>/", questions.question, name="column"),
]
