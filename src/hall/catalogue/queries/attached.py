"""Which form an item is applied for by, which there are to choose, and what a choice would break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from hall.catalogue.models import FormDefinition, Guide
from hall.catalogue.queries.filing import form_of
from hall.catalogue.queries.situations import situations_for
from hall.catalogue.rules.situations.checks import misfits
from hall.catalogue.rules.situations.table import situations_of
from hall.foundation.public import today

__all__ = ["FormChoice", "FormShown", "forms_by_id", "forms_to_choose", "situations_against"]


@dataclass(frozen=True)
class FormShown:
    """A form as the desk names it, in its newest version: that is what applicants get."""

    slug: str
    title: str
    version: int
    questions: int
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormChoice:
    """A form to choose, and how many items are applied for by it already."""

    form: FormShown
    items: int


def _shown(form: FormDefinition) -> FormShown:
    questions = sum(len(section["fields"]) for section in form.definition["sections"])
    replaces = tuple(form.definition.get("replaces", ()))
    return FormShown(form.slug, form.title, form.version, questions, replaces)


def forms_by_id(ids: Iterable[int | None]) -> dict[int | None, FormShown]:
    """The forms that guides name, each in its newest version (two queries)."""
    slugs = dict(FormDefinition.objects.filter(pk__in={one for one in ids if one}).values_list("pk", "slug"))
    newest = FormDefinition.objects.filter(slug__in=set(slugs.values()))
    shown = {form.slug: _shown(form) for form in newest.order_by("slug", "-version").distinct("slug")}
    return {pk: shown[slug] for pk, slug in slugs.items()}


def forms_to_choose() -> list[FormChoice]:
    """Every published form by name (two queries)."""
    used: dict[str, Any] = dict(
        Guide.objects.in_force(today())
        .exclude(form=None)
        .order_by()
        .values_list("form__slug")
        .annotate(Count("pk"))
    )
    newest = FormDefinition.objects.order_by("slug", "-version").distinct("slug")
    choices = [FormChoice(_shown(form), used.get(form.slug, 0)) for form in newest]
    return sorted(choices, key=lambda choice: choice.form.title)


def situations_against(item_id: int, slug: str) -> list[str]:
    """What the item's situations name that the form hasn't (two queries, none for items without any)."""
    definition = situations_for(item_id)
    form = FormDefinition.objects.filter(slug=slug).order_by("-version").first() if definition else None
    if definition is None or form is None:
        return []
    situations = situations_of(definition)
    fields = [field.key for section in form_of(form.definition).sections for field in section.fields]
    return [found.message for found in misfits(situations, situations.papers, fields)]
