"""The addresses of the catalogue."""

from __future__ import annotations

from django.urls import include, path

from hall.catalogue.http import citizen, guides, places, quality, region
from hall.catalogue.http.open import changes, files, page, sitemaps
from hall.catalogue.http.words import noting

app_name = "catalogue"

urlpatterns = [
    path("desk/words/", include("hall.catalogue.http.words.urls")),
    path("desk/items/", include("hall.catalogue.http.desk.urls")),
    path("items/", citizen.items, name="items"),
    path("items/<path:code>/", guides.guide, name="guide"),
    path("search/", citizen.search, name="search"),
    path("search/suggest/", citizen.suggest, name="suggest"),
    path("search/noted/", noting.noted, name="noted"),
    path("search/missed/", noting.missed, name="missed"),
    path("topics/", citizen.topics, name="topics"),
    path("events/", citizen.events, name="events"),
    path("departments/", citizen.functions, name="functions"),
    path("letters/", citizen.letters, name="letters"),
    path("regions/", region.regions, name="regions"),
    path("regions/choose/", region.choose_region, name="choose_region"),
    path("quality/", quality.quality, name="quality"),
    path("quality/<str:function>/", quality.department, name="quality_of"),
    path("halls/<slug:slug>/", places.hall, name="hall"),
    path("departments/<int:department_id>/", places.department, name="department"),
    path("open/", page.open_data, name="open"),
    path("open/catalogue.jsonld", files.catalogue, name="open_catalogue"),
    path("open/context.jsonld", files.context, name="open_context"),
    *[path(f"open/{name}", files.whole, {"name": name}, name=f"open_{name}") for name in files.WHOLE],
    path("open/changes.atom", changes.readers, name="open_changes_atom"),
    path("open/changes.json", changes.programs, name="open_changes_json"),
    path("open/services/<path:code>.jsonld", files.one_service, name="open_service"),
    path("open/services/<path:code>", files.name_of_service, name="open_service_name"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemaps/<slug:shelf>-<int:number>.xml", sitemaps.part, name="sitemap_part"),
]
