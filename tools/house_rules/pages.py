"""Pages: no inline code (the content security policy would stop it), and no text outside translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.house_rules.trespass import Trespass, files

_INLINE = [
    (re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", re.I), "inline script"),
    (re.compile(r"<style[\s>]", re.I), "inline style sheet"),
    (re.compile(r"\sstyle\s*=\s*[\"']", re.I), "style attribute"),
    (re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I), "inline event handler"),
    (re.compile(r"\shx-on[:=]", re.I), "inline htmx handler"),
    (re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.I), "address outside the hall"),
]
_HAN = re.compile(r"[㐀-䶿一-鿿]+")
_NOT_SHOWN = re.compile(
    r"\{#.*?#\}"
    r"|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}"
    r"|<!--.*?-->"
    r"|\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%.*?%\}"
    r"|\{\{.*?\}\}",
    re.S,
)
# Pages shown when nothing else works any more, or to those who build: they say it in both languages at once.
_SPEAK_FOR_THEMSELVES = {"500.html", "styleguide.html"}
# Each language is named in itself on the switch.
_OWN_NAMES = {"中文"}


def pages_carry_no_inline_code(root: Path) -> Iterator[Trespass]:
    for path, text in _pages(root):
        for pattern, what in _INLINE:
            for found in pattern.finditer(_blank(re.compile(r"\{#.*?#\}", re.S), text)):
                line = text.count("\n", 0, found.start()) + 1
                yield Trespass(path, line, f"{what}: put it into frontend/, the policy is script-src 'self'.")


def pages_wrap_their_chinese(root: Path) -> Iterator[Trespass]:
    """Chinese in a template stands in {% translate %} or {% blocktranslate %}, so that it has English."""
    for path, text in _pages(root):
        if path.name in _SPEAK_FOR_THEMSELVES:
            continue
        for found in _HAN.finditer(_blank(_NOT_SHOWN, text)):
            if found.group() not in _OWN_NAMES:
                line = text.count("\n", 0, found.start()) + 1
                yield Trespass(path, line, f"“{found.group()}” has no English: wrap it in {{% translate %}}.")


def _pages(root: Path) -> Iterator[tuple[Path, str]]:
    for path in files(root, "src/hall", suffixes=(".html",)):
        yield path.relative_to(root), path.read_text(encoding="utf-8")


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """`text` with what matches blanked out, its line numbers kept."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
