"""The tongue of the command line: Chinese where the terminal's locale is Chinese or unset, else English."""

from __future__ import annotations

import os


def speaks_chinese() -> bool:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        told = os.environ.get(name, "")
        if told:
            return told.lower().startswith("zh") or told.split(".")[0] in {"C", "POSIX"}
    return True


def say(chinese: str, english: str) -> str:
    """One of two wordings of the same sentence."""
    return chinese if speaks_chinese() else english
