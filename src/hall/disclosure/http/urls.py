"""Addresses of disclosure: public, no sign-in."""

from django.urls import path

from hall.disclosure.http import citizen

urlpatterns = [
    path("published/", citizen.published, name="published"),
    path("published/<uuid:publication_id>/", citizen.one, name="published_one"),
]
