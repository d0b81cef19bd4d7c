"""How text becomes words, sounds and first letters, and how a query is read."""

from __future__ import annotations

import pytest

from hall.catalogue.search.letters import pieces, syllables
from hall.catalogue.search.question import LONGEST_QUERY, read
from hall.catalogue.search.readings import (
    as_heard,
    first_letters,
    initial_lexemes,
    pinyin,
    sayings_within,
    sound_lexemes,
    whole_lexemes,
)
from hall.catalogue.search.sayings import Saying, Title
from hall.catalogue.search.words import core, lexemes, normalised, numbers, plain_names, simplified


def test_text_is_read_alike_however_it_is_typed() -> None:
    assert normalised("《食品　经营》（ＡＢＣ）") == "食品 经营 abc"


@pytest.mark.parametrize(
    ("typed", "simple"),
    [
        ("營業執照變更", "营业执照变更"),
        ("計程車", "出租车"),  # Taiwan's word for it
        ("网路", "网路"),  # what is written in simplified characters is left as it is
        ("abc 12", "abc 12"),
    ],
)
def test_traditional_characters_are_read_as_simplified_ones(typed: str, simple: str) -> None:
    assert simplified(typed) == simple


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("食品（不含特殊食品）生产许可", ["食品（不含特殊食品）生产许可", "食品生产许可"]),
        ("法律援助（申请类）", ["法律援助（申请类）", "法律援助"]),
        ("结婚登记", ["结婚登记"]),
        ("（新发）", ["（新发）"]),
    ],
)
def test_a_name_counts_also_without_what_stands_in_brackets(name: str, names: list[str]) -> None:
    assert plain_names(name) == names


def test_the_index_keeps_words_pairs_and_single_characters() -> None:
    assert {"食品", "经营", "许可证", "品经", "证"} <= lexemes("《食品经营许可证》")


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("八十岁", ["80"]),
        ("十二分", ["12"]),
        ("二十", ["20"]),
        ("九十九", ["99"]),
        ("三百人", ["300"]),
        ("两千", ["2000"]),
        ("一照一码", []),  # single digits are words, not amounts
    ],
)
def test_numbers_are_figures_however_written(written: str, figures: list[str]) -> None:
    assert list(numbers(written)) == figures


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("商品房预售许可（县级权限）", "商品房预售许可"),
        ("《食品经营许可证》新办", "食品经营许可证新办"),
        ("公共场所卫生许可（新发）", "公共场所卫生许可（新发）"),  # tells one item from another
        ("娱乐场所补证审批（含中外合资）", "娱乐场所补证审批"),
    ],
)
def test_the_offices_own_remarks_are_no_part_of_a_name(name: str, bare: str) -> None:
    assert core(name) == bare


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
    assert (pinyin(text), first_letters(text)) == (sound, letters)


@pytest.mark.parametrize(
    ("syllable", "heard"),
    [("zheng", "zen"), ("shang", "san"), ("jing", "jin"), ("lv", "lu"), ("gong", "gong")],
)
def test_sounds_that_many_do_not_tell_apart_are_one(syllable: str, heard: str) -> None:
    assert as_heard(syllable) == heard


def test_wrong_characters_of_the_right_sound_sound_the_same() -> None:
    assert sound_lexemes("居民身分证") == sound_lexemes("居民身份证")


@pytest.mark.parametrize(
    ("letters", "cut"),
    [
        ("shenfenzheng", ("shen", "fen", "zheng")),
        ("gongjijin", ("gong", "ji", "jin")),
        ("xian", ("xian",)),
        ("senfenzen", ("sen", "fen", "zen")),
        ("sfz", ()),
        ("shenfz", ()),
        ("ktv", ()),
    ],
)
def test_letters_are_pinyin_or_not(letters: str, cut: tuple[str, ...]) -> None:
    assert syllables(letters) == cut


def test_letters_that_are_partly_pinyin_fall_into_few_pieces() -> None:
    assert pieces("shenfz") == ("shen", "f", "z")


def test_first_letters_stand_for_words_and_words_in_a_row() -> None:
    assert {"^tq", "^gjj", "^zfgjj"} <= initial_lexemes("提取住房公积金")
    assert "^fg" not in initial_lexemes("提取住房公积金")  # 房公 is no word


def test_a_saying_is_known_as_a_whole() -> None:
    assert whole_lexemes("社保卡") == ("=se.bao.ka", "^sbk")
    assert whole_lexemes("丢") == ("丢",)
    assert whole_lexemes("ID card") == ("=id card",)
    assert ("=se.bao.ka", 3) in list(sayings_within(["ban", "she", "bao", "ka"]))


@pytest.mark.parametrize(
    ("name", "holds", "begins_words", "begins"),
    [
        ("公司设立登记", True, True, True),
        ("分公司设立登记", True, False, False),
        ("外资公司设立登记", True, True, False),
        ("公司注销登记", False, False, False),
    ],
)
def test_a_saying_means_names_in_which_its_words_stand(
    name: str, holds: bool, begins_words: bool, begins: bool
) -> None:
    saying, title = Saying.of("公司设立登记"), Title.of(name)
    assert saying.is_within(title.text) is holds
    assert saying.begins_words_of(title) is begins_words
    assert saying.begins(title) is begins


def test_a_saying_may_need_several_words_of_a_name() -> None:
    saying = Saying.of("驾驶证 换领")
    assert saying.is_within("补领、换领驾驶证")
    assert not saying.is_within("驾驶证注销")


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("社保卡", "社保卡"),
        ("请问社保卡怎么办理", "社保卡办理"),
        ("开一家饭店", "开饭店"),
        ("怎么办", "怎么办"),  # nothing else is left: it stays
        ("国有土地", "国有土地"),  # 有 is no filler here
    ],
)
def test_what_people_say_around_what_they_want_is_left_out(query: str, meant: str) -> None:
    assert read(query).meant == meant


def test_words_weigh_more_than_pairs_and_common_words_hardly_anything() -> None:
    asked = read("许可证办理").asked
    assert asked["许可证"] > asked["可证"] > asked["办理"] > 0


def test_letters_ask_for_words_sounds_or_first_letters() -> None:
    assert "^sfz" in read("sfz").asked
    assert "~sen.fen" in read("shenfenzheng").asked
    assert "^sfz" in read("shenfz").asked
    assert "~yi.bao" in read("yibao备案").asked
    assert "备案" in read("yibao备案").asked


@pytest.mark.parametrize(
    ("query", "code"), [("000109140009-01", "000109140009-01"), ("12315", ""), ("社保卡", "")]
)
def test_a_code_is_known_by_its_look(query: str, code: str) -> None:
    assert read(query).code == code


def test_a_query_is_cut_to_a_bearable_length() -> None:
    assert len(read("登记" * 500).text) == LONGEST_QUERY
