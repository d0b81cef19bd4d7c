"""What has changed in the guides: for feed readers (Atom, RFC 4287, paged by RFC 5005) and for programs."""

from __future__ import annotations

from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hall.catalogue.http.open.files import json_for_programs
from hall.catalogue.queries.changes import MOST, Change, changes_behind, latest_changes
from hall.catalogue.queries.publishing import last_change, publisher
from hall.foundation.public import for_everybody

ATOM = "application/atom+xml; charset=utf-8"
SOON = 60  # a change is told when no older transaction is open any more, which announces nothing


@for_everybody(seconds=SOON)
@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """From the first change on, or behind `?since=`; `next` is where to go on, now or another day."""
    since = request.GET.get("since", "")
    found = changes_behind(since)
    goes_on = found[-1].cursor if found else since
    address = publisher().base + reverse("catalogue:open_changes_json")
    return json_for_programs(
        {
            "changes": [_told(change) for change in found],
            "next": f"{address}?{urlencode({'since': goes_on})}" if goes_on else address,
            "is_all": len(found) < MOST,
        },
        "application/json",
    )


@for_everybody(seconds=SOON)
@require_safe
def readers(request: HttpRequest) -> HttpResponse:
    """The latest changes, newest first; older ones behind the link `next`."""
    before = request.GET.get("before", "")
    found = latest_changes(before)
    who = publisher()
    feed = who.base + reverse("catalogue:open_changes_atom")
    here = f"{feed}?{urlencode({'before': before})}" if before else feed
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">',
        f"<id>{escape(feed)}</id>",
        f"<title>{escape(who.city)}办事指南的变更</title>",
        f"<author><name>{escape(who.city)}开放政务大厅</name></author>",
        f"<updated>{(found[0].at if found else last_change()).isoformat(timespec='seconds')}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(who.base + reverse("catalogue:open"))}/>',
    ]
    if len(found) == MOST:
        older = f"{feed}?{urlencode({'before': found[-1].cursor})}"
        lines.append(f'<link rel="next" type="application/atom+xml" href={quoteattr(older)}/>')
    lines += [_entry(change, who.base, feed) for change in found]
    return HttpResponse("\n".join([*lines, "</feed>\n"]), content_type=ATOM)


def _entry(change: Change, base: str, feed: str) -> str:
    where = f"（{change.place}）" if change.place else ""
    day = f"，自 {change.effective_from} 起" if change.effective_from else ""
    return (
        f"<entry><id>{escape(feed)}#{change.number}</id>"
        f"<title>{escape(change.name)}{escape(where)}：{change.kind_name}</title>"
        f"<updated>{change.at.isoformat(timespec='seconds')}</updated>"
        f'<category term="{change.kind}" label="{change.kind_name}"/>'
        f'<link rel="alternate" type="text/html" href={quoteattr(base + change.page)}/>'
        f'<link rel="related" type="application/ld+json" href={quoteattr(base + change.data)}/>'
        f"<summary>第 {change.version} 版{change.kind_name}{day}。</summary></entry>"
    )


def _told(change: Change) -> dict[str, object]:
    base = publisher().base
    return {
        "kind": change.kind,
        "at": change.at.isoformat(),
        "code": change.code,
        "name": change.name,
        "place": change.place,
        "version": change.version,
        "effective_from": change.effective_from and change.effective_from.isoformat(),
        "page": base + change.page,
        "data": base + change.data,
        "cursor": change.cursor,
    }
