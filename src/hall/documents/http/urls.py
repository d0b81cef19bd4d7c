"""Addresses of the documents room: anyone may check a paper."""

from django.urls import path

from hall.documents.http import citizen

urlpatterns = [
    path("verify/", citizen.verify, name="verify"),
    path("verify/<str:code>/", citizen.verified, name="verified"),
]
