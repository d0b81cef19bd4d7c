"""What templates say in fixed words is text once they are compiled, in the language of the moment."""

from __future__ import annotations

import pytest
from django.template import Context, Template, engines
from django.template.base import TextNode
from django.utils.translation import override

from hall.portal.translating import Sentence


def compiled(source: str, language: str = "en") -> Template:
    with override(language):
        return engines["django"].from_string("{% load i18n %}" + source).template


def drawn(source: str, language: str = "en", **known: object) -> str:
    with override(language):
        return compiled(source, language).render(Context(known))


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "工作台"), ("en", "Desk")])
def test_fixed_words_are_text(language: str, said: str) -> None:
    template = compiled('{% translate "工作台" %}', language)
    assert isinstance(template.nodelist[-1], TextNode)
    assert template.render(Context()) == said


def test_words_from_a_variable_are_looked_up_when_drawn() -> None:
    assert drawn("{% translate words %}", words="工作台") == "Desk"
    assert drawn('{% translate "工作台" as name %}<{{ name }}>') == "<Desk>"


def test_a_sentence_is_filled_in_and_what_fills_it_is_escaped() -> None:
    source = "{% blocktranslate with place=where %}{{ place }}的公开数据{% endblocktranslate %}"
    template = compiled(source)
    assert isinstance(template.nodelist[-1], Sentence)
    assert template.render(Context({"where": "<b>"})) == "Public data of &lt;b&gt;"


def test_a_sentence_takes_what_the_page_knows_and_can_be_kept_for_later() -> None:
    source = "{% blocktranslate asvar whole %}{{ city }}开放政务大厅{% endblocktranslate %}[{{ whole }}]"
    assert drawn(source, "zh-hans", city="亳州市") == "[亳州市开放政务大厅]"
    assert drawn(source, "zh-hans") == "[开放政务大厅]"


def test_signs_of_percent_stay_single() -> None:
    assert drawn('{% translate "满意率 100%" %}') == "满意率 100%"
    assert drawn("{% blocktranslate %}{{ n }}% 的人{% endblocktranslate %}", n=9) == "9% 的人"


def test_a_number_still_chooses_its_form() -> None:
    words = "{{ total }} 个事项"
    source = f"{{% blocktranslate count total=n %}}{words}{{% plural %}}{words}{{% endblocktranslate %}}"
    assert [drawn(source, n=n) for n in (1, 2)] == ["1 service", "2 services"]


def test_a_translation_with_other_gaps_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hall.portal.translating.gettext", lambda words: "%(somebody)s's")
    assert drawn("{% blocktranslate %}{{ who }}的{% endblocktranslate %}", who="她") == "她的"


def test_a_template_is_kept_once_for_each_language() -> None:
    from django.template.loader import get_template

    name = "portal/components/breadcrumbs.html"
    for language, said in (("zh-hans", "首页"), ("en", "Home"), ("zh-hans", "首页")):
        with override(language):
            template = get_template(name)
            assert said in template.render({})
            assert get_template(name).template is template.template
