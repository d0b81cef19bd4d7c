"""Addresses of the ratings room."""

from django.urls import path

from hall.ratings.http import citizen

urlpatterns = [path("my/applications/<uuid:application_id>/rate/", citizen.rate, name="rate")]
