"""Template tags of the theme: icons, where one is, and whether an address leads anywhere."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django import template
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

register = template.Library()


@cache
def _sprite() -> str:
    return static("hall/icons.svg")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite: mute beside words, named by `label` when it stands alone."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, _sprite(), name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', _sprite(), name)


@register.filter
@lru_cache(maxsize=1024)
def leads(address: str) -> bool:
    """Whether some room answers this address: the theme links only to what exists."""
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return True


@register.filter
def day(when: date) -> SafeString:
    """A date that stays in one piece, for sentences: put it into `blocktranslate` as it is."""
    return _timed(f"{when:%Y-%m-%d}") if when else SafeString()


@register.filter
def moment(when: datetime) -> SafeString:
    """A date with its time in one piece, on this hall's clock."""
    return _timed(f"{localtime(when):%Y-%m-%d %H:%M}") if when else SafeString()


def _timed(text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', text, text)


@register.filter
def data_block(content: Any) -> SafeString:
    """JSON for a `<script>` that holds data: nothing in it can end the element or begin a comment.

    The policy of scripts doesn't concern it: what no browser runs, none refuses.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.translate(_NO_MARKUP))


_NO_MARKUP = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@register.filter
def without_sign(days: int) -> int:
    """How many, whichever way: "3 days late" needs no minus."""
    return abs(days)


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], address: str) -> SafeString:
    """`aria-current` when the page shown lies under `address` (and carries its query)."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    wanted = urlsplit(address)
    under = request.path == wanted.path or (wanted.path != "/" and request.path.startswith(wanted.path))
    same_query = all(request.GET.get(key) == value for key, value in parse_qsl(wanted.query))
    if not (under and same_query):
        return SafeString("")
    exact = request.path == wanted.path
    return format_html(' aria-current="{}"', "page" if exact else "true")


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """This page's address with some query values changed (an empty value drops the key)."""
    request = context["request"]
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in ("", None):
            query[key] = value
    encoded = query.urlencode()
    return f"{request.path}?{encoded}" if encoded else request.path
