"""Addresses of the licences room."""

from django.urls import path

from hall.licences.http import citizen

urlpatterns = [
    path("my/licences/", citizen.licences, name="my_licences"),
    path("my/licences/<uuid:licence_id>.pdf", citizen.pdf, name="my_licence_pdf"),
]
