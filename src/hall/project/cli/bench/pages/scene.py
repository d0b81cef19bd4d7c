"""Which pages are measured, at which addresses, asked by whom.

Run as a module in the hall on stage: `python -m …pages.scene [APPLICATION]` prints JSON.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.parse import quote

import django

SEARCHES = (
    "社保卡", "身份证丢了怎么办", "营业执照", "gongjijin", "sfz", "食品经营许可", "公积金提取", "生孩子",
    "驾照到期", "开饭店", "退休", "不动产",
)  # fmt: skip
OFFICERS = ("window", "window.shizhi", "review.shizhi", "decide.shizhi", "watch", "window.guoyang", "review")
DRAWERS = ("", "?drawer=closed", "?drawer=underway")
STRANGER = [""]


ITEM, HALL = "000709111001-02", "qiaocheng"
"""What is filed for the case that is looked at, and where."""


def scene() -> dict[str, Any]:
    """Everything that can be measured before a case is filed, and what is needed to file one."""
    from hall.catalogue.public import ServiceItem
    from hall.identity.public import Account, actor_for, issue_token
    from hall.places.public import halls

    guides = ServiceItem.objects.filter(is_online=True).order_by("pk").values_list("code", flat=True)[:40]
    citizen = Account.objects.get(username="citizen")
    return {
        "item": ITEM,
        "hall": HALL,
        "token": issue_token(label="bench", actor=actor_for(citizen)),
        "citizen": signed_in("citizen"),
        "guides_of_halls": [
            f"/items/{quote(code, safe='')}/?hall={hall.slug}" for code in guides for hall in halls()[:6]
        ],
        "pages": [
            _page("home", ["/"], STRANGER),
            _page("search", [f"/search/?q={quote(words)}" for words in SEARCHES], STRANGER),
            _page("guide", [f"/items/{quote(code, safe='')}/" for code in guides], STRANGER),
            _page("desk", [f"/desk/{drawer}" for drawer in DRAWERS], [signed_in(name) for name in OFFICERS]),
        ],
    }


def case_page(application: str) -> dict[str, Any]:
    """The case that has come of an application, as the clerk at the window looks at it."""
    from hall.approvals.public import Case

    case = Case.objects.get(application_id=application)
    return _page("case", [f"/desk/cases/{case.pk}/"], [signed_in("window")])


def _page(name: str, addresses: list[str], cookies: list[str]) -> dict[str, Any]:
    return {"name": name, "addresses": addresses, "cookies": cookies}


def signed_in(username: str) -> str:
    """The cookie of a session of this account."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from hall.identity.public import Account

    account = Account.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    django.setup()
    print(json.dumps(case_page(sys.argv[1]) if len(sys.argv) > 1 else scene()))
