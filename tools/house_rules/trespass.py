"""What a broken house rule looks like, and which files the rules read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SKIPPED = {
    ".git", ".venv", ".hall", "node_modules", "__pycache__", "built", "build", "dist",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache",
}  # fmt: skip


@dataclass(frozen=True)
class Trespass:
    """Where a rule was broken (`path:line`), and what to do instead."""

    path: Path
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.why}"


def files(root: Path, *folders: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    """Every file under `folders` of `root` with one of `suffixes`, generated and foreign ones left out."""
    for folder in folders or (".",):
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root).parts
            if path.suffix in suffixes and not SKIPPED.intersection(inside) and path.is_file():
                yield path


def modules(root: Path, *folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Python files with their syntax trees, migrations left out."""
    for path in files(root, *folders):
        if "migrations" not in path.parts:
            yield path.relative_to(root), _parsed(path, path.stat().st_mtime_ns)


@cache
def _parsed(path: Path, _changed: int) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def room_of(path: Path) -> str:
    """The room a relative path under src/hall lies in, or an empty string."""
    return path.parts[2] if path.parts[:2] == ("src", "hall") and len(path.parts) > 3 else ""
