"""Compile every room's texts: locale/*/LC_MESSAGES/django.po → django.mo, without GNU gettext.

Run at set-up and by the tests; the .mo files aren't committed. What is fresh is left alone, and fuzzy entries
are left out, as msgfmt does.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

CHECKOUT = Path(__file__).resolve().parents[1]


def compile_messages(root: Path = CHECKOUT) -> int:
    """Returns: how many catalogues were compiled."""
    stale = [path for path in (root / "src" / "hall").rglob("LC_MESSAGES/*.po") if not _is_fresh(path)]
    for path in stale:
        draft = path.with_suffix(".mo.new")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(path.with_suffix(".mo"))
    return len(stale)


def _is_fresh(path: Path) -> bool:
    made = path.with_suffix(".mo")
    return made.exists() and made.stat().st_mtime_ns >= path.stat().st_mtime_ns


if __name__ == "__main__":
    print(f"{compile_messages()} catalogues")
    sys.exit(0)
