"""Where the tools run: the checkout, and an environment in which the hall's package is found."""

from __future__ import annotations

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]


def environment(**more: str) -> dict[str, str]:
    """This process's environment, with the checkout's code first on the path."""
    paths = [str(CHECKOUT / "src"), str(CHECKOUT)]
    if os.environ.get("PYTHONPATH"):
        paths.append(os.environ["PYTHONPATH"])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **more}
