"""The virtual environment: made with what Python brings, then filled by uv from hash-locked lists."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.preparing.node import node_is_here
from tools.preparing.steps import CHECKOUT, VENV, Step, Unprepared, apt_install, below, run, succeeds

BIN = VENV / "bin"
PYTHON = BIN / "python"
REQUIREMENTS = CHECKOUT / "requirements"


def environment_step() -> Step:
    return Step(
        "environment",
        "a Python environment of its own in .venv",
        inputs=lambda: [REQUIREMENTS / "uv.txt", sys.version, str(CHECKOUT)],  # it can't be moved
        leaves=[PYTHON, BIN / "uv"],
        do=_make_environment,
    )


def packages_step(wanted: str) -> Step:
    """`wanted`: "demo" or "dev" (which holds all that the demo needs)."""
    return Step(
        "packages",
        "Python packages" if wanted == "demo" else "Python packages, with those for tests",
        inputs=lambda: [wanted, *_lists(wanted)],
        leaves=[BIN / "hall"],
        do=lambda: _install_packages(wanted),
    )


def messages_step() -> Step:
    return Step(
        "messages",
        "the English texts",
        inputs=lambda: [CHECKOUT / "tools" / "compile_messages.py", *below("src/hall", "*.po")],
        leaves=[],
        do=lambda: run(PYTHON, "-m", "tools.compile_messages"),
    )


def _lists(wanted: str) -> list[Path]:
    lists = [REQUIREMENTS / f"{wanted}.txt", CHECKOUT / "pyproject.toml"]
    return lists if node_is_here() else [*lists, REQUIREMENTS / "node.txt"]


def _make_environment() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    if succeeds(sys.executable, "-m", "ensurepip", "--version"):
        run(sys.executable, "-m", "venv", VENV)
    elif succeeds(sys.executable, "-m", "pip", "--version"):
        run(sys.executable, "-m", "venv", "--without-pip", VENV)
    elif os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install("python3-venv")
        run(sys.executable, "-m", "venv", VENV)
    else:
        raise Unprepared(
            "This Python can't make virtual environments. Ask an administrator for:\n"
            "      apt-get install python3-venv"
        )
    pip = [PYTHON, "-m", "pip"] if succeeds(PYTHON, "-m", "pip", "--version") else _pip_of_the_system()
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:"]
    run(*pip, "install", *options, "--require-hashes", "-r", REQUIREMENTS / "uv.txt")


def _pip_of_the_system() -> list[str | Path]:
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def _install_packages(wanted: str) -> None:
    settings = _mirror()
    files = [path for path in _lists(wanted) if path.suffix == ".txt"]
    run(BIN / "uv", "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", *files, **settings)
    build: list[str | Path] = ["--no-deps", "--no-build-isolation", "--editable", CHECKOUT]
    run(BIN / "uv", "pip", "install", "--quiet", "--python", PYTHON, "--offline", *build, **settings)


def _mirror() -> dict[str, str]:
    """uv set up as pip is on this machine: the mirror named there, and the certificates of the system."""
    settings = {} if os.environ.get("UV_SYSTEM_CERTS") else {"UV_SYSTEM_CERTS": "1"}
    if os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL"):
        return settings
    told = os.environ.get("PIP_INDEX_URL") or _said_by(
        sys.executable, "-m", "pip", "config", "get", "global.index-url"
    )
    return {**settings, "UV_DEFAULT_INDEX": told} if told else settings


def _said_by(*command: str) -> str:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""
