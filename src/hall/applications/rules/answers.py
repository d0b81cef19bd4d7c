"""Whether one answer can be taken, by the type of its question, and how it is then written down.

Messages are the Chinese source text of a sentence that says what to do; the page translates them. A value
that can't be taken is never thrown away: it is kept as typed, shown again beside the reason, and only stops
the filing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from hall.applications.rules import composed, kinds
from hall.applications.rules.asked import Field
from hall.applications.rules.faults import Fault
from hall.applications.rules.kinds import LONGEST
from hall.standards.expressions import is_filled

__all__ = ["LONGEST", "MESSAGES", "REQUIRED", "as_typed", "check", "is_empty", "keep", "missing", "tidy"]

LONGEST_TYPED = 20_000
REQUIRED = "请填写“%(label)s”"
CHOOSE = "请选择“%(label)s”"
CONFIRM = "请确认“%(label)s”"
SIGN = "请在“%(label)s”处签名"

#: Every sentence of a rule, so that a test can ask whether each has its English.
MESSAGES = (REQUIRED, CHOOSE, CONFIRM, SIGN, *kinds.MESSAGES, *composed.MESSAGES)


def is_empty(value: Any) -> bool:
    """Whether nothing was answered. An unticked box is no answer; the number 0 is one."""
    return not is_filled(value)


def tidy(raw: Any) -> Any:
    """What was typed, as it is kept even when it can't be taken: no control characters, ends trimmed."""
    if isinstance(raw, Mapping):
        return {str(key): tidy(each) for key, each in raw.items()}
    if isinstance(raw, list | tuple):
        return [tidy(each) for each in raw if each not in (None, "") and not _is_blank_row(each)]
    if isinstance(raw, bool) or raw is None:
        return raw or ""
    text = unicodedata.normalize("NFC", str(raw)).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) != "Cc").strip()


def _is_blank_row(each: Any) -> bool:
    return isinstance(each, Mapping) and is_empty(dict(each))


def check(asked: Field, raw: Any, *, today: date) -> Any:
    """The answer as it is filed. An empty one is taken as empty: whether it may be is `completeness`' to say.

    Raises: Fault.
    """
    value = tidy(raw)
    if is_empty(value) or asked.type == "file":  # an uploaded file is a paper: `completeness` looks for it
        several = asked.type == "table" or (asked.type == "checkbox" and asked.options)
        return [] if several else ""
    take = composed.COMPOSED.get(asked.type) or kinds.SIMPLE[asked.type]
    return take(asked, value, today)


def as_typed(asked: Field, raw: Any) -> Any:
    """What can't be taken, bounded, in the shape that its box draws again."""
    value = tidy(raw)
    if asked.type in composed.COMPOSED:
        return composed.shaped(asked, value, LONGEST_TYPED)
    return [str(each) for each in value] if isinstance(value, list) else str(value)[:LONGEST_TYPED]


def keep(asked: Field, raw: Any, stored: Any, *, today: date, stamp: Mapping[str, str]) -> Any:
    """The answer as a draft keeps it: as it is filed when it is sound, as it was typed when it isn't.

    A signature gets `stamp` (when, and with which account) unless it is the one that already stands there.
    """
    try:
        kept = check(asked, raw, today=today)
    except Fault:
        return as_typed(asked, raw)
    if asked.type != "signature" or not kept:
        return kept
    known = stored if isinstance(stored, Mapping) else {}
    written = {key: each for key, each in kept.items() if key not in composed.STAMP}
    is_same = written == {key: each for key, each in known.items() if key not in composed.STAMP}
    return written | {key: known[key] if is_same and key in known else stamp[key] for key in composed.STAMP}


def missing(asked: Field) -> Fault:
    """What is said of a required question without an answer."""
    if asked.type == "checkbox" and not asked.options:
        return Fault(CONFIRM, {"label": asked.label})
    if asked.type == "signature":
        return Fault(SIGN, {"label": asked.label})
    text = CHOOSE if asked.type in {"select", "radio", "checkbox", "division"} else REQUIRED
    return Fault(text, {"label": asked.label})
