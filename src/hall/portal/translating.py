"""The tags of translation, for templates that are compiled once a language.

What a template says in fixed words is translated when it is compiled; from then on it is text like any other,
and a page costs the same in every language. `Loader` keeps each template once for each of them. Whatever
depends on a number or on a variable is left to Django's own tags, which these stand in for (settings).
"""

from __future__ import annotations

from django.template import Context, Library, Node, Origin
from django.template.base import FilterExpression, Parser, TextNode, Token, Variable, render_value_in_context
from django.template.loaders import cached
from django.templatetags import i18n
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class Loader(cached.Loader):
    """Keeps what it has compiled, for each language."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"


class Sentence(Node):
    """A translated sentence; what varies in it is filled in."""

    def __init__(self, said: i18n.BlockTranslateNode) -> None:
        source, self.gaps = said.render_token_list(said.singular)
        self.text = _translated(source, self.gaps)
        self.given: dict[str, FilterExpression] = said.extra_context
        self.as_name: str | None = said.asvar

    def render(self, context: Context) -> str:
        filled = SafeString(self.text % {gap: self._filling(gap, context) for gap in self.gaps})
        if self.as_name is None:
            return filled
        context[self.as_name] = filled
        return ""

    def _filling(self, gap: str, context: Context) -> str:
        given = self.given.get(gap)
        value = given.resolve(context) if given is not None else context.get(gap, "")
        text: str = render_value_in_context(value, context)
        return text


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    said = i18n.do_translate(parser, token)
    if said.asvar or said.message_context or not _is_fixed(said.filter_expression):
        return said
    return TextNode(said.render(Context()))


@register.tag("blocktranslate")
@register.tag("blocktrans")
def blocktranslate(parser: Parser, token: Token) -> Node:
    said = i18n.do_block_translate(parser, token)
    return said if said.plural or said.message_context else Sentence(said)


def _is_fixed(words: FilterExpression) -> bool:
    return isinstance(words.var, Variable) and words.var.literal is not None and not words.filters


def _translated(source: str, gaps: list[str]) -> str:
    """The sentence in the language of the moment; as it was written if the translation has other gaps."""
    translated = gettext(source)
    try:
        translated % dict.fromkeys(gaps, "")
    except (KeyError, ValueError):
        return source
    return translated
