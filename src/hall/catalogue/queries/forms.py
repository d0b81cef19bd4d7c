"""Forms for their designers: the list, one with its versions and its draft, and what a preview shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hall.catalogue.models import FormDefinition, FormDraft, Guide, ServiceItem
from hall.catalogue.rules.form_findings import Finding, findings
from hall.foundation.public import NotFound, today


@dataclass(frozen=True)
class FormLine:
    """One form of the list: its newest version, and the one being made."""

    slug: str
    title: str
    version: int
    questions: int
    draft: FormDraft | None


@dataclass(frozen=True)
class WholeForm:
    """One form: versions, newest first, and the draft with what is wrong with it."""

    slug: str
    title: str
    versions: list[FormDefinition]
    draft: FormDraft | None
    findings: list[Finding]
    items: list[ServiceItem]

    @property
    def stops(self) -> bool:
        return any(finding.stops for finding in self.findings)


def forms() -> list[FormLine]:
    """Every form, by name (two queries)."""
    drafts = {draft.slug: draft for draft in FormDraft.objects.select_related("edited_by")}
    newest = FormDefinition.objects.order_by("slug", "-version").distinct("slug")
    lines = [
        FormLine(
            form.slug, form.title, form.version, _questions(form.definition), drafts.pop(form.slug, None)
        )
        for form in newest
    ]
    lines += [
        FormLine(draft.slug, draft.definition["title"], 0, _questions(draft.definition), draft)
        for draft in drafts.values()
    ]
    return sorted(lines, key=lambda line: line.title)


def whole_form(slug: str) -> WholeForm:
    """One form (three queries). Raises: NotFound."""
    versions = list(_versions(slug))
    draft = draft_of(slug)
    if draft is None and not versions:
        raise NotFound(_("没有这个表单。"), remedy=_("请从表单列表进入。"))
    title = draft.definition["title"] if draft else versions[0].title
    found = findings(draft.definition) if draft else []
    return WholeForm(slug, title, versions, draft, found, list(items_using(slug)))


def items_using(slug: str) -> QuerySet[ServiceItem]:
    """The items whose guide in force asks by this form."""
    guides = Guide.objects.in_force(today()).filter(form__slug=slug)
    return ServiceItem.objects.filter(pk__in=guides.values("item")).order_by("function", "name")


def functions_using(slug: str) -> list[str]:
    """The departments' functions that a new version of the form reaches."""
    return list(items_using(slug).order_by("function").values_list("function", flat=True).distinct())


def draft_of(slug: str) -> FormDraft | None:
    return FormDraft.objects.select_related("edited_by").filter(slug=slug).first()


def form_version(slug: str, version: int | None = None) -> tuple[dict[str, Any], int]:
    """A published version of a form, the newest unless one is named. Raises: NotFound."""
    found = FormDefinition.objects.filter(slug=slug)
    form = (found.filter(version=version) if version else found.order_by("-version")).first()
    if form is None:
        raise NotFound(_("没有这个表单。"), remedy=_("请从办事指南或表单列表进入。"))
    return form.definition | {"slug": slug, "title": form.title}, form.version


def form_in_the_making(slug: str) -> dict[str, Any]:
    """The draft's definition. Raises: NotFound."""
    draft = draft_of(slug)
    if draft is None:
        raise NotFound(_("这个表单没有正在修改的版本。"), remedy=_("请从表单页面开始修改。"))
    return dict(draft.definition)


def _versions(slug: str) -> QuerySet[FormDefinition]:
    return (
        FormDefinition.objects.filter(slug=slug)
        .select_related("published_by")
        .defer("definition")
        .order_by("-version")
    )


def _questions(definition: dict[str, Any]) -> int:
    return sum(len(section["fields"]) for section in definition["sections"])
