"""The whole catalogue as files, written while they are sent: nothing of them lies in memory or on a disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from hall.catalogue.queries.describing import described, every_service, linked_services
from hall.catalogue.queries.publishing import field_names, last_change, number_of_services, publisher
from hall.catalogue.rules.linked.columns import as_record, as_row, heading
from hall.catalogue.rules.linked.cpsv import service
from hall.catalogue.rules.linked.portal import portal_entry
from hall.catalogue.rules.linked.terms import CONTEXT
from hall.foundation.public import for_everybody

LINKED, LINES = "application/ld+json", "application/x-ndjson"
PIECE = 64 * 1024
BOM = "\ufeff"  # without it spreadsheets take UTF-8 for something else


@for_everybody()
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The entry for data portals (DCAT 3)."""
    entry = portal_entry(publisher(), services=number_of_services(), modified=last_change())
    return json_for_programs(entry, LINKED)


@for_everybody()
@require_safe
def context(request: HttpRequest) -> HttpResponse:
    """What the words of our JSON-LD mean."""
    return json_for_programs({"@context": CONTEXT}, LINKED)


@for_everybody()
@require_safe
def one_service(request: HttpRequest, code: str) -> HttpResponse:
    """One service, whole."""
    return json_for_programs({"@context": CONTEXT, **service(described(code), publisher())}, LINKED)


@require_safe
def name_of_service(request: HttpRequest, code: str) -> HttpResponse:
    """The address that names a service leads to what is said of it."""
    answer = HttpResponseRedirect(reverse("catalogue:open_service", args=[code]))
    answer.status_code = 303
    return answer


@for_everybody()
@gzip_page
@require_safe
def whole(request: HttpRequest, name: str) -> StreamingHttpResponse:
    """One of the files that hold everything."""
    media, parts = WHOLE[name]
    headers = {**_FOR_PROGRAMS, "Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(_in_pieces(parts()), content_type=media, headers=headers)


def _document() -> Iterator[bytes]:
    yield b'{"@context":' + orjson.dumps(CONTEXT) + b',"@graph":[\n'
    for number, node in enumerate(linked_services()):
        yield (b",\n" if number else b"") + orjson.dumps(node)
    yield b"\n]}\n"


def _service_lines() -> Iterator[bytes]:
    words = publisher().base + reverse("catalogue:open_context")
    for node in linked_services():
        yield orjson.dumps({"@context": words, **node}) + b"\n"


def _records() -> Iterator[bytes]:
    base = publisher().base
    for each in every_service():
        yield orjson.dumps(as_record(each, base)) + b"\n"


def _table() -> Iterator[bytes]:
    names, base = field_names(), publisher().base
    line = io.StringIO()
    writer = csv.writer(line)
    line.write(BOM)
    writer.writerow(heading(list(names), names))
    for each in every_service():
        writer.writerow(as_row(each, list(names), base))
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def json_for_programs(content: dict[str, Any], media: str) -> HttpResponse:
    return HttpResponse(orjson.dumps(content), content_type=media, headers=_FOR_PROGRAMS)


def _in_pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Many small parts in pieces that are worth sending."""
    piece = bytearray()
    for part in parts:
        piece += part
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)


#: Any site's script may read open data: it is the same for everybody and no cookie is looked at.
_FOR_PROGRAMS = {"Access-Control-Allow-Origin": "*"}

#: The files that hold everything: name → media type, and what writes it.
WHOLE: dict[str, tuple[str, Callable[[], Iterator[bytes]]]] = {
    "services.jsonld": (LINKED, _document),
    "services.ndjson": (LINES, _service_lines),
    "guides.csv": ("text/csv; charset=utf-8", _table),
    "guides.ndjson": (LINES, _records),
}
