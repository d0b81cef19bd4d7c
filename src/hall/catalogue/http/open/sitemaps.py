"""For search engines: what to read, in sitemaps of at most 50,000 addresses, and what not (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hall.catalogue.queries.browsing import counted_topics
from hall.catalogue.queries.mapping import Part, addresses_of_part, parts
from hall.catalogue.queries.publishing import publisher
from hall.foundation.public import for_everybody
from hall.places.public import Department, halls

XML = "application/xml; charset=utf-8"
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = ' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
FIXED = ("/", "/items/", "/topics/", "/quality/", "/published/", "/open/", "/help/", "/about/")
#: What is one's own, or endless.
PRIVATE = ("/my/", "/desk/", "/accounts/", "/apply/", "/api/", "/mode/", "/i18n/", "/search/")


@for_everybody()
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    lines.append(f"Sitemap: {publisher().base}{reverse('catalogue:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@for_everybody()
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The sitemaps: one of pages, and as many of guides as it takes."""
    base = publisher().base
    lines = [_entry("sitemap", base + reverse("catalogue:sitemap_pages"), None)]
    for part in parts():
        address = base + reverse("catalogue:sitemap_part", args=[part.shelf.value, part.number])
        lines.append(_entry("sitemap", address, part.changed_at))
    return HttpResponse(
        f"{_OPENING}<sitemapindex{_SPACE}>\n{''.join(lines)}</sitemapindex>\n", content_type=XML
    )


@for_everybody()
@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    base = publisher().base
    found = [
        *FIXED,
        *(reverse("catalogue:hall", args=[hall.slug]) for hall in halls()),
        *(f"{reverse('catalogue:items')}?topic={topic.code}" for topic in counted_topics()),
        *(
            reverse("catalogue:department", args=[number])
            for number in Department.objects.order_by("pk").values_list("pk", flat=True)
        ),
    ]
    lines = "".join(_entry("url", base + address, None) for address in found)
    return HttpResponse(f"{_OPENING}<urlset{_SPACE}>\n{lines}</urlset>\n", content_type=XML)


@for_everybody()
@require_safe
def part(request: HttpRequest, shelf: str, number: int) -> StreamingHttpResponse:
    """One sitemap of guides."""
    found = next((each for each in parts() if (each.shelf, each.number) == (shelf, number)), None)
    if found is None:
        raise Http404(number)
    return StreamingHttpResponse(_urls(found), content_type=XML)


def _urls(found: Part) -> Iterator[bytes]:
    base = publisher().base
    yield f"{_OPENING}<urlset{_SPACE}>\n".encode()
    for address, changed_at in addresses_of_part(found):
        yield _entry("url", base + address, changed_at).encode()
    yield b"</urlset>\n"


def _entry(tag: str, address: str, changed_at: datetime | None) -> str:
    when = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
    return f"<{tag}><loc>{escape(address)}</loc>{when}</{tag}>\n"
