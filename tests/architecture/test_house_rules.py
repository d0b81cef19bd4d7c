"""The house rules hold in the tree, and each catches the trespass it was made for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.conftest import CHECKOUT
from tools.house_rules import RULES, budgets, names, pages, purity, sources, texts, trespasses

TRANSLATED = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "办事"\nmsgstr "Services"\n'
)
UNFINISHED = "TO" + "DO"
PLANTED = [
    (budgets.files_are_short, "src/hall/places/queries.py", "x = 1\n" * 301, "budget 300"),
    (
        budgets.functions_are_short,
        "src/hall/places/queries.py",
        "def f():\n" + "    x = 1\n" * 41,
        "name its steps",
    ),
    (names.modules_say_what_they_hold, "src/hall/places/rules/utils.py", "", "says nothing"),
    (names.modules_say_what_they_hold, "src/hall/places/services/open.py", "", "says nothing"),
    (names.rooms_hold_only_their_furniture, "src/hall/places/views.py", "", "no furniture"),
    (
        purity.nothing_hangs_on_model_signals,
        "src/hall/places/apps.py",
        "from django.db.models.signals import post_save\n",
        "react to it in wiring",
    ),
    (
        purity.one_clock,
        "src/hall/places/queries.py",
        "import datetime\nx = datetime.date.today()\n",
        "use now()",
    ),
    (purity.one_clock, "src/hall/places/queries.py", "y = timezone.now()\n", "use now()"),
    (
        purity.one_reader_of_the_environment,
        "src/hall/places/queries.py",
        "import os\nx = os.environ['A']\n",
        "make it a setting",
    ),
    (
        purity.actions_name_their_actor,
        "src/hall/places/actions.py",
        "@action('places.open')\ndef open_hall(hall):\n    pass\n",
        "takes `*, actor`",
    ),
    (
        pages.pages_carry_no_inline_code,
        "src/hall/portal/templates/a.html",
        "<p style='x'>",
        "style attribute",
    ),
    (
        pages.pages_carry_no_inline_code,
        "src/hall/portal/templates/a.html",
        "<script>1</script>",
        "inline script",
    ),
    (
        pages.pages_carry_no_inline_code,
        "src/hall/portal/templates/a.html",
        '<a onclick="x()">',
        "event handler",
    ),
    (
        pages.pages_carry_no_inline_code,
        "src/hall/portal/templates/a.html",
        '<script src="//elsewhere.example/a.js"></script>',
        "outside the hall",
    ),
    (pages.pages_wrap_their_chinese, "src/hall/portal/templates/a.html", "<p>办事</p>", "wrap it"),
    (
        texts.every_text_has_english,
        "src/hall/portal/templates/a.html",
        '{% translate "办事" %}',
        "no English",
    ),
    (
        texts.every_text_has_english,
        "src/hall/portal/templates/a.html",
        "{% blocktranslate with n=x %}共 {{ n }} 项{% endblocktranslate %}",
        "共 %(n)s 项",
    ),
    (texts.every_text_has_english, "src/hall/places/models.py", 'x = gettext_lazy("办事")\n', "no English"),
    (sources.no_path_of_one_machine, "README.md", "see " + "/ho" + "me/someone/hall\n", "one machine only"),
    (
        sources.locks_hold_no_addresses,
        "requirements/run.txt",
        "x @ https://pypi.example/x.whl\n",
        "make lock",
    ),
    (
        sources.locks_hold_no_addresses,
        "package-lock.json",
        '"resolved": "https://npm.example/x"\n',
        "make lock",
    ),
    (sources.nothing_is_left_unfinished, "src/hall/places/queries.py", f"# {UNFINISHED}\n", "do it now"),
    (
        sources.no_merge_is_half_done,
        "src/hall/places/templates/a.html",
        "<" * 7 + " HEAD\n",
        "decide between",
    ),
]


def test_the_tree_keeps_every_house_rule():
    assert [str(trespass) for trespass in trespasses(CHECKOUT)] == []


@pytest.mark.parametrize(("rule", "path", "text", "says"), PLANTED)
def test_a_planted_trespass_is_caught_and_explained(
    rule, path, text, says, plant: Callable[[str, str], Path]
):
    found = list(rule(plant(path, text)))
    assert found, "the trespass was not seen"
    assert says in str(found[0])
    assert str(found[0]).startswith(f"{path}:")


def test_every_rule_has_a_planted_trespass():
    assert {rule for rule, *_ in PLANTED} == set(RULES)


def test_a_translated_text_is_no_trespass(plant):
    plant("src/hall/portal/templates/a.html", '<p>{% translate "办事" %}</p>{# 给开发者 #}')
    root = plant("src/hall/portal/locale/en/LC_MESSAGES/django.po", TRANSLATED)
    assert trespasses(root) == []


def test_a_fuzzy_translation_is_a_trespass(plant):
    root = plant(
        "src/hall/portal/locale/en/LC_MESSAGES/django.po",
        TRANSLATED.replace('msgid "办', '#, fuzzy\nmsgid "办'),
    )
    assert "fuzzy" in str(next(iter(texts.every_text_has_english(root))))


def test_a_file_between_budget_and_limit_may_stay_when_it_says_why(plant, monkeypatch):
    root = plant("src/hall/places/queries.py", "x = 1\n" * 400)
    monkeypatch.setitem(
        budgets.LONGER_FILES, "src/hall/places/queries.py", "one table of law, not to be torn"
    )
    assert list(budgets.files_are_short(root)) == []


def test_a_file_over_the_limit_may_never_stay(plant, monkeypatch):
    root = plant("src/hall/places/queries.py", "x = 1\n" * 501)
    monkeypatch.setitem(budgets.LONGER_FILES, "src/hall/places/queries.py", "but")
    assert list(budgets.files_are_short(root))


def test_the_clock_keeper_may_ask_the_time(plant):
    assert list(purity.one_clock(plant("src/hall/foundation/clock.py", "x = timezone.now()\n"))) == []
