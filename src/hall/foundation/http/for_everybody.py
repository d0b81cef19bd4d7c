"""Pages that are the same for everybody who isn't signed in: any cache on the way may keep them.

A view says so with `@for_everybody`. The middleware `project.public_pages` then serves it without cookies
or form tokens, with an ETag. Such a view sees nothing of its visitor but what stands in `LOOKS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "for_everybody"

#: The cookies that a public page may look at, and the values they may have. Whatever else a browser sends is
#: taken away before the view sees it, so a page can't depend on what its key in the cache doesn't name.
LOOKS: dict[str, re.Pattern[str]] = {
    "mode": re.compile(r"elder"),
    settings.LANGUAGE_COOKIE_NAME: re.compile("|".join(code for code, _ in settings.LANGUAGES)),
}


@dataclass(frozen=True)
class Terms:
    """How long a page may be kept although nothing that is announced has changed; None: until then."""

    seconds: int | None


def for_everybody(*, seconds: int | None = None) -> Callable[[View], View]:
    """Mark a view. Give `seconds` when it shows what announces no change (`freshness`), as decisions."""

    def marked(view: View) -> View:
        setattr(view, _MARK, Terms(seconds))
        return view

    return marked


def terms_of(view: Callable[..., Any]) -> Terms | None:
    """What a view says of itself; None when it isn't for everybody."""
    return getattr(view, _MARK, None)
