"""How text becomes words, sounds and first letters."""

from __future__ import annotations

import pytest

from hall.catalogue.search.query import Query
from hall.catalogue.search.readings import initials, pinyin
from hall.catalogue.search.words import content_words, lexemes, normalised, query_lexemes


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("社保卡", ["社保卡"]),
        ("请问社保卡怎么办理", ["社保卡"]),
        ("我想给孩子上户口要什么材料", ["孩子上户口"]),
        ("开网吧", ["开网吧"]),  # 吧 is no particle here
        ("目的地", ["目的地"]),
        ("怎么办", ["怎么办"]),  # nothing else is left: it stays
    ],
)
def test_what_people_add_around_what_they_want_is_left_out(query: str, left: list[str]) -> None:
    assert content_words(query) == left


def test_text_is_read_alike_however_it_is_typed() -> None:
    assert normalised("《食品　经营》（ＡＢＣ）") == "食品 经营 abc"


def test_the_index_keeps_words_pairs_and_single_characters() -> None:
    assert {"食品", "经营", "许可证", "品经", "证"} <= lexemes("《食品经营许可证》")


def test_words_weigh_more_than_pairs_and_parts_are_not_counted_twice() -> None:
    worth = query_lexemes("许可证")
    assert worth["许可"] == 1.0
    assert worth["许可证"] == 0.5
    assert worth["可证"] == 0.35


@pytest.mark.parametrize(
    ("text", "sound", "letters"),
    [
        ("身份证", "shenfenzheng", "sfz"),
        ("重庆银行", "chongqingyinhang", "cqyh"),
        ("涡阳县", "guoyangxian", "gyx"),  # as the people who live there say it
        ("亳州", "bozhou", "bz"),
        ("sb卡", "sbka", "sbk"),
    ],
)
def test_text_is_read_aloud(text: str, sound: str, letters: str) -> None:
    assert (pinyin(text), initials(text)) == (sound, letters)


def test_only_what_could_be_first_letters_is_read_as_such() -> None:
    assert Query("sbk").initials == "sbk"
    assert Query("社保卡").initials == ""
    assert Query("shehuibaozhangka").initials == ""


def test_a_query_is_cut_to_a_bearable_length() -> None:
    assert len(Query("登记" * 500).text) == 100
