"""The addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from hall.catalogue.http import citizen, guides, places, quality

app_name = "catalogue"

urlpatterns = [
    path("items/", citizen.items, name="items"),
    path("items/<path:code>/", guides.guide, name="guide"),
    path("search/", citizen.search, name="search"),
    path("search/suggest/", citizen.suggest, name="suggest"),
    path("topics/", citizen.topics, name="topics"),
    path("quality/", quality.quality, name="quality"),
    path("quality/<str:function>/", quality.department, name="quality_of"),
    path("halls/<slug:slug>/", places.hall, name="hall"),
    path("departments/<int:department_id>/", places.department, name="department"),
]
