"""Sources that travel: no path of one machine, no download address in a lock, nothing left half done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.house_rules.trespass import Trespass, files

_TEXT = (
    ".py", ".html", ".js", ".mjs", ".ts", ".css", ".scss", ".toml", ".json", ".yml", ".yaml", ".md", ".txt",
    ".sh", ".sql", ".typ", ".cfg", ".in", ".po", "",
)  # fmt: skip
# Homes and workplaces of one machine. /var/lib, /usr, /etc and /tmp mean the same on every machine.
_OWN_PATH = re.compile(r"(?<![\w.:/~-])/(?:work|root|home|farm|Users|mnt)/[\w.-]+")
_ADDRESS = re.compile(r"https?://|\bgit\+|file:")
_UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
# What git writes around the two sides of a conflict.
_MERGING = re.compile(r"(?:<{7}|>{7}) ")


def no_path_of_one_machine(root: Path) -> Iterator[Trespass]:
    for path, number, line in _lines(root, _TEXT):
        if found := _OWN_PATH.search(line):
            yield Trespass(path, number, f"{found.group()} exists on one machine only: find it relatively.")


def locks_hold_no_addresses(root: Path) -> Iterator[Trespass]:
    """A lock says what, by hash; where from is for the installer's own configuration (mirrors differ)."""
    for path in [*files(root, "requirements", suffixes=(".txt",)), *root.glob("*lock*")]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if _ADDRESS.search(line) and '"url":' not in line:  # npm repeats funding pages under "url"
                yield Trespass(path.relative_to(root), number, "a download address: run `make lock`.")


def nothing_is_left_unfinished(root: Path) -> Iterator[Trespass]:
    for path, number, line in _lines(root, (".py", ".html", ".js", ".mjs", ".css", ".sql", ".typ")):
        if found := _UNFINISHED.search(line):
            yield Trespass(
                path, number, f"{found.group()}: do it now, or file an issue and say nothing here."
            )


def no_merge_is_half_done(root: Path) -> Iterator[Trespass]:
    for path, number, line in _lines(root, _TEXT):
        if _MERGING.match(line):
            yield Trespass(path, number, "two versions stand here side by side: decide between them.")


def _lines(root: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, int, str]]:
    for path in files(root, suffixes=suffixes):
        if path.stat().st_size > 2_000_000 or "data" in path.relative_to(root).parts[:1]:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield path.relative_to(root), number, line
