"""`python -m tools.house_rules`: exit 1 and one line a trespass, or nothing and 0."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.house_rules import trespasses


def main() -> int:
    found = trespasses(Path(__file__).resolve().parents[2])
    for trespass in found:
        print(trespass)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
