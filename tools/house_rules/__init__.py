"""The house rules that no ready-made linter knows. Each explains itself when it is broken.

A rule is a function from the root of a checkout to the trespasses it found; `RULES` lists them all.
`python -m tools.house_rules` runs them; `tests/architecture` plants a trespass for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tools.house_rules import budgets, names, pages, purity, sources, texts
from tools.house_rules.trespass import Trespass

RULES: list[Callable[[Path], Iterable[Trespass]]] = [
    budgets.files_are_short,
    budgets.functions_are_short,
    names.modules_say_what_they_hold,
    names.rooms_hold_only_their_furniture,
    purity.nothing_hangs_on_model_signals,
    purity.one_clock,
    purity.one_reader_of_the_environment,
    purity.actions_name_their_actor,
    pages.pages_carry_no_inline_code,
    pages.pages_wrap_their_chinese,
    texts.every_text_has_english,
    sources.no_path_of_one_machine,
    sources.locks_hold_no_addresses,
    sources.nothing_is_left_unfinished,
    sources.no_merge_is_half_done,
]


def trespasses(root: Path) -> list[Trespass]:
    return [found for rule in RULES for found in rule(root)]
