"""Node, needed only to build: the machine's own if it is new enough, else the one in a Python package."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tools.preparing.steps import CHECKOUT, VENV, Step, below, run

OLDEST_NODE = 20
BUILT = CHECKOUT / "src" / "hall" / "portal" / "static" / "hall" / "built"
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


@cache
def node_is_here() -> bool:
    """Whether the machine has Node, new enough, and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return False
    said = subprocess.run([node, "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    digits = said.stdout.strip().lstrip("v").split(".")[0]
    return said.returncode == 0 and digits.isdigit() and int(digits) >= OLDEST_NODE


def modules_step(*, for_tests: bool) -> Step:
    return Step(
        "modules",
        "what the pages are built from" + (", and their judges" if for_tests else ""),
        inputs=lambda: [str(for_tests), CHECKOUT / "package.json", CHECKOUT / "package-lock.json"],
        leaves=[CHECKOUT / "node_modules"],
        do=lambda: _install_modules(for_tests),
    )


def assets_step() -> Step:
    return Step(
        "assets",
        "style and scripts of the pages",
        inputs=lambda: [CHECKOUT / "package-lock.json", *below("frontend")],
        leaves=[BUILT],
        do=lambda: run(_program("node"), "frontend/build.mjs", **_surroundings()),
    )


def _install_modules(for_tests: bool) -> None:
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    run(_program("npm"), "ci", *options, *([] if for_tests else ["--omit=dev"]), **_surroundings())


def _program(name: str) -> str:
    return name if node_is_here() else str(VENV / "bin" / name)


def _surroundings() -> dict[str, str]:
    """Node of the Python package knows neither its own folder nor the system's certificates."""
    if node_is_here():
        return {}
    more = {"PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if _CERTIFICATES.exists() and not os.environ.get("NODE_EXTRA_CA_CERTS"):
        more["NODE_EXTRA_CA_CERTS"] = str(_CERTIFICATES)
    return more
