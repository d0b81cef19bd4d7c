"""What it means to act: one durable transaction, done once however often it is asked for by the same key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from hall.foundation.clock import now
from hall.foundation.errors import Invalid, KeyReused
from hall.foundation.statements import first_row

P = ParamSpec("P")
R = TypeVar("R")
_LONGEST_KEY = 255
_CLAIM = """
    INSERT INTO foundation_idempotencykey AS known (actor, purpose, key, fingerprint, used_at)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (actor, purpose, key) DO UPDATE SET used_at = excluded.used_at
    RETURNING xmax = 0, known.fingerprint, known.result::text
"""
_REMEMBER = """
    UPDATE foundation_idempotencykey SET result = %s
    WHERE actor = %s AND purpose = %s AND key = %s
    RETURNING 1
"""


def action(purpose: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function one durable transaction, idempotent by the keyword `key` when it is given.

    The function takes `*, actor` and may be called with `key="…"`, which it doesn't see. Its result must be
    JSON (None, text, number, dict, list): a repeated key returns the first result without acting again.
    Raises: KeyReused (a Conflict) when the key was used for a different request by the same actor.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            key = str(kwargs.pop("key", "") or "")
            with transaction.atomic(durable=True):
                if not key:
                    return function(*args, **kwargs)
                who = _who(kwargs.get("actor"))
                fresh, earlier = _claim(who, purpose, key, _fingerprint(args, kwargs))
                if not fresh:
                    return cast(R, earlier)
                result = function(*args, **kwargs)
                _remember(who, purpose, key, result)
                return result

        return act

    return decorate


def _who(actor: Any) -> str:
    return f"{actor.kind}:{actor.account_id}"


def _fingerprint(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    wanted = [list(args), {name: value for name, value in kwargs.items() if name != "actor"}]
    return hashlib.sha256(orjson.dumps(wanted, default=repr, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _claim(who: str, purpose: str, key: str, fingerprint: str) -> tuple[bool, Any]:
    """Take the key, or wait for whoever holds it and get what they got. One round trip."""
    if len(key) > _LONGEST_KEY:
        raise Invalid(_("Idempotency-Key 过长。"), errors={"Idempotency-Key": _("最多 255 个字符")})
    claimed = first_row(_CLAIM, [who, purpose, key, fingerprint, now()])
    assert claimed is not None  # the upsert always returns its row
    fresh, first_fingerprint, result = claimed
    if not fresh and first_fingerprint != fingerprint:
        raise KeyReused(
            _("这个 Idempotency-Key 已用于另一个不同的请求。"),
            remedy=_("请为新的请求换一个新的 Idempotency-Key。"),
        )
    return fresh, None if result is None else orjson.loads(result)


def _remember(who: str, purpose: str, key: str, result: Any) -> None:
    first_row(_REMEMBER, [orjson.dumps(result).decode(), who, purpose, key])
