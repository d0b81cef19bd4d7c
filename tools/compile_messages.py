"""Compile every room's texts: locale/*/LC_MESSAGES/django.po → django.mo, without GNU gettext.

Run at set-up; the .mo files aren't committed. Fuzzy entries are left out, as msgfmt does.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

CHECKOUT = Path(__file__).resolve().parents[1]


def compile_messages(root: Path = CHECKOUT) -> int:
    """Returns: how many catalogues were compiled."""
    catalogues = sorted((root / "src" / "hall").rglob("LC_MESSAGES/*.po"))
    for path in catalogues:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return len(catalogues)


if __name__ == "__main__":
    print(f"{compile_messages()} catalogues")
    sys.exit(0)
