"""Texts: every Chinese string that a person may read has an English one in a room's locale."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib

from tools.house_rules.trespass import Trespass, files, modules

_HAN = re.compile(r"[㐀-䶿一-鿿]")
_TRANSLATE = re.compile(
    r"\{%\s*trans(?:late)?\s+(?P<quote>[\"'])(?P<text>.*?)(?P=quote)(?P<rest>.*?)%\}"
    r"|\b_\((?P<quote2>[\"'])(?P<text2>.*?)(?P=quote2)\)",
    re.S,
)
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b(?P<options>.*?)%\}(?P<body>.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.S
)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_MARKERS = {
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "_",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}


def every_text_has_english(root: Path) -> Iterator[Trespass]:
    known = english(root)
    for path, line, text in [*_of_templates(root), *_of_python(root)]:
        if _HAN.search(text) and text not in known:
            yield Trespass(path, line, f"“{text}” has no English: add it to the room's locale/en.")
    for path in files(root, "src/hall", suffixes=(".po",)):
        for entry in polib.pofile(str(path)):
            if entry.fuzzy:
                yield Trespass(path.relative_to(root), entry.linenum, f"“{entry.msgid}” is fuzzy: decide it.")


def english(root: Path) -> set[str]:
    """Every message with an English translation, of all rooms."""
    return {
        entry.msgid
        for path in files(root, "src/hall", suffixes=(".po",))
        if "en" in path.parts
        for entry in polib.pofile(str(path)).translated_entries()
    }


def _of_templates(root: Path) -> Iterator[tuple[Path, int, str]]:
    for path in files(root, "src/hall", suffixes=(".html", ".txt")):
        source = path.read_text(encoding="utf-8")
        for found in _TRANSLATE.finditer(source):
            text = found.group("text") if found.group("quote") else found.group("text2")
            yield path.relative_to(root), source.count("\n", 0, found.start()) + 1, text
        for found in _BLOCK.finditer(source):
            text = _message(
                _PLURAL.split(found.group("body"))[0], "trimmed" in found.group("options").split()
            )
            yield path.relative_to(root), source.count("\n", 0, found.start()) + 1, text


def _message(body: str, trimmed: bool) -> str:
    """The msgid of a block's `body`, as Django makes it."""
    text = re.sub(r"\{\{\s*([\w.]+)[^}]*\}\}", r"%(\1)s", body.replace("%", "%%"))
    return re.sub(r"\s*\n\s*", " ", text.strip()) if trimmed else text


def _of_python(root: Path) -> Iterator[tuple[Path, int, str]]:
    for path, tree in modules(root, "src/hall"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            position = 1 if name.startswith("pgettext") and len(node.args) > 1 else 0
            text = node.args[position]
            if name in _MARKERS and isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield path, node.lineno, text.value
