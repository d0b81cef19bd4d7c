"""The addresses of the desk of words."""

from __future__ import annotations

from django.urls import path

from hall.catalogue.http.words import desk

app_name = "words"

urlpatterns = [
    path("", desk.queue, name="queue"),
    path("synonyms/", desk.listed, name="synonyms"),
    path("synonyms/new/", desk.new, name="new"),
    path("synonyms/<int:synonym_id>/", desk.one, name="one"),
]
