"""Which room answers which address."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from hall.portal.http import citizen as portal
from hall.portal.http import gallery, my
from hall.project.api import api
from hall.project.api_manners import unknown_address
from hall.registers.http.citizen import my_data

urlpatterns: list[URLPattern | URLResolver] = [
    path("", portal.home, name="home"),
    path("favicon.ico", portal.mark),
    path("mode/", portal.choose_mode, name="choose_mode"),
    path("styleguide/", gallery.styleguide, name="styleguide"),
    *[path(f"{name}/", portal.page, {"name": name}, name=name) for name in sorted(portal.PAGES)],
    path("", include("hall.catalogue.http.urls")),
    path("", include("hall.applications.http.urls")),
    path("my/", my.home, name="my"),
    path("my/applications/", my.applications, name="my_applications"),
    path("my/applications/<uuid:application_id>/", my.application, name="my_application"),
    path("my/applications/<uuid:application_id>/papers/<uuid:document_id>.pdf", my.paper, name="my_paper"),
    path("desk/forms/", include("hall.applications.http.officer_urls")),
    path("desk/forms/", include("hall.catalogue.http.designer.urls")),
    path("desk/", include("hall.approvals.http.urls")),
    path("my/data/", my_data, name="my_data"),
    path("", include("hall.documents.http.urls")),
    path("", include("hall.licences.http.urls")),
    path("", include("hall.disclosure.http.urls")),
    path("", include("hall.notifications.http.urls")),
    path("", include("hall.ratings.http.urls")),
    path("i18n/setlang/", portal.choose_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    re_path(r"^api/", unknown_address),
]
