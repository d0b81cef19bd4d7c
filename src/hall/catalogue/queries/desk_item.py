"""What an item manager sees of one item: its versions, what is said in each group, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hall.catalogue.lifecycle import State
from hall.catalogue.models import Guide, GuideMaterial, ImplementingItem, ServiceItem
from hall.catalogue.policies import visible_to
from hall.catalogue.queries.attached import FormShown, forms_by_id, situations_against
from hall.catalogue.queries.contents import Standing, content_of_guide, standing
from hall.catalogue.queries.linting import to_lint
from hall.catalogue.rules.fields.changes import Changed, changed, shown, shown_row
from hall.catalogue.rules.fields.content import Content, troubles_of
from hall.catalogue.rules.fields.field import Field, Group, Table
from hall.catalogue.rules.fields.registry import BY_KEY, GROUPS, of_group
from hall.catalogue.rules.fields.trouble import Trouble
from hall.catalogue.rules.lint.places import FIELD_OF_RULE
from hall.catalogue.rules.lint.rule import Rule
from hall.catalogue.rules.lint.table import BY_ID, flaws_of
from hall.foundation.public import NotFound, today
from hall.identity.public import Account, Actor

__all__ = [
    "Compared",
    "ItemDesk",
    "VersionLine",
    "compared_versions",
    "found_in",
    "impact_of",
    "item_desk",
    "item_seen",
]


@dataclass(frozen=True)
class FieldShown:
    """One field with its value in words, from where it comes, and what is wrong with it."""

    field: Field | Table
    lines: list[str]
    source: str
    as_of: str
    is_changed: bool
    troubles: list[Trouble]


@dataclass(frozen=True)
class Found:
    """What a rule finds in the version that stands, which may be a draft."""

    rule: Rule
    message: str
    about: str

    @property
    def group(self) -> Group:
        return BY_KEY[FIELD_OF_RULE[self.rule.id]].group


@dataclass(frozen=True)
class Impact:
    """Whom a new version reaches: the places whose lists inherit the item."""

    places: int


@dataclass(frozen=True)
class GroupShown:
    """One group of fields."""

    group: Group
    fields: list[FieldShown]
    findings: list[Found]

    @property
    def troubles(self) -> int:
        return sum(len(field.troubles) for field in self.fields)

    @property
    def said(self) -> list[FieldShown]:
        """The fields that say something or should."""
        return [field for field in self.fields if field.lines or field.troubles]


@dataclass(frozen=True)
class VersionLine:
    """One version in the history of an item."""

    guide: Guide
    editors: list[str]
    publisher: str

    @property
    def state(self) -> str:
        return str(self.guide.state)


@dataclass(frozen=True)
class ItemDesk:
    """One item as its managers see it."""

    standing: Standing
    versions: list[VersionLine]
    groups: list[GroupShown]
    changes: list[Changed]
    form: FormShown | None = None
    form_before: FormShown | None = None
    form_breaks: tuple[str, ...] = ()

    @property
    def form_changes(self) -> bool:
        """Whether the version being worked on asks by another form than what is in force."""
        return bool(self.open_version and self.form) and self.form_before != self.form

    @property
    def is_going_online(self) -> bool:
        return self.standing.content.get("online") == "是"

    @property
    def item(self) -> ServiceItem:
        return self.standing.item

    @property
    def open_version(self) -> Guide | None:
        """The version being worked on."""
        guide = self.standing.guide
        return guide if guide and guide.state in {State.DRAFT, State.SUBMITTED} else None

    @property
    def current(self) -> Guide | None:
        return next((line.guide for line in self.versions if line.guide.is_current), None)

    @property
    def lacks(self) -> int:
        return sum(group.troubles for group in self.groups)


@dataclass(frozen=True)
class Compared:
    """Two versions side by side."""

    before: Guide
    after: Guide
    changes: list[Changed]
    form_before: FormShown | None = None
    form_after: FormShown | None = None

    @property
    def form_changes(self) -> bool:
        return self.form_before != self.form_after


def item_seen(code: str, actor: Actor) -> ServiceItem:
    """The item, when it is one that the actor deals with. Raises: NotFound."""
    item = visible_to(actor).filter(code=code).first()
    if item is None:
        raise NotFound("没有这个事项，或者不归您的岗位管理。", remedy="请从事项列表进入。")
    return item


def item_desk(code: str, actor: Actor) -> ItemDesk:
    """Everything its page shows (a constant number of queries)."""
    item = item_seen(code, actor)
    stands = standing([code])[code]
    versions = _versions(item)
    current = next((line.guide for line in versions if line.guide.is_current), None)
    before = _content(item, current) if current else {}
    is_open = stands.guide is not None and not stands.guide.is_current
    changes = changed(before, stands.content) if is_open and current else []
    form_id = stands.guide.form_id if stands.guide else None
    forms = forms_by_id([form_id, current.form_id if current else None])
    form = forms.get(form_id)
    return ItemDesk(
        standing=stands,
        versions=versions,
        groups=_groups(stands, {one.key for one in changes}, found_in(stands)),
        changes=changes,
        form=form,
        form_before=forms.get(current.form_id) if current else None,
        form_breaks=tuple(situations_against(item.pk, form.slug)) if form else (),
    )


def _versions(item: ServiceItem) -> list[VersionLine]:
    guides = list(Guide.objects.filter(item=item).order_by("-version"))
    people = {one for guide in guides for one in (*guide.editors, guide.published_by_id) if one}
    names = dict(Account.objects.filter(pk__in=people).values_list("pk", "name"))
    return [
        VersionLine(
            guide,
            [names[one] for one in guide.editors if one in names],
            names.get(guide.published_by_id or 0, ""),
        )
        for guide in guides
    ]


def _content(item: ServiceItem, guide: Guide) -> Content:
    return content_of_guide(item, guide, GuideMaterial.objects.filter(guide=guide).order_by("position"))


def found_in(stands: Standing) -> list[Found]:
    """What the rules find in the version that stands (one query)."""
    if stands.guide is None:
        return []
    stands.guide.item = stands.item
    papers = list(stands.guide.materials.all())
    view = to_lint(stands.guide, papers, today()).view
    return [Found(BY_ID[flaw.rule], flaw.message, flaw.about) for flaw in flaws_of(view)]


def impact_of(item: ServiceItem) -> Impact:
    """Whom a change reaches (one query)."""
    return Impact(places=ImplementingItem.objects.filter(item=item, ended_at=None).count())


def _groups(stands: Standing, changes: set[str], found: list[Found]) -> list[GroupShown]:
    troubles: dict[str, list[Trouble]] = {}
    for trouble in troubles_of(stands.content):
        troubles.setdefault(trouble.key, []).append(trouble)
    facts = {**stands.item.facts, **(stands.guide.facts if stands.guide else {})}
    return [
        GroupShown(
            group,
            [_field(one, stands.content, facts, changes, troubles) for one in of_group(group)],
            [one for one in found if one.group is group],
        )
        for group in GROUPS
    ]


def _field(
    field: Field | Table,
    content: Content,
    facts: dict[str, Any],
    changes: set[str],
    troubles: dict[str, list[Trouble]],
) -> FieldShown:
    value = content.get(field.key)
    fact = facts.get(field.fact_key) or {}
    if isinstance(field, Table):
        lines = [shown_row(field, row) for row in value or ()]
    else:
        lines = [text] if (text := shown(field, value)) else []
    return FieldShown(
        field,
        lines,
        fact.get("source", "") if lines else "",
        fact.get("as_of", ""),
        field.key in changes,
        troubles.get(field.key, []),
    )


def compared_versions(item: ServiceItem, before: int, after: int) -> Compared:
    """Two versions of an item and what differs (five queries). Raises: NotFound."""
    found = {one.version: one for one in Guide.objects.filter(item=item, version__in=[before, after])}
    if before not in found or after not in found:
        raise NotFound("没有这个版本。", remedy="请从版本列表选择。")
    rows: dict[int, list[GuideMaterial]] = {}
    for paper in GuideMaterial.objects.filter(guide__in=found.values()).order_by("position"):
        rows.setdefault(paper.guide_id, []).append(paper)
    contents = {
        version: content_of_guide(item, guide, rows.get(guide.pk, ())) for version, guide in found.items()
    }
    forms = forms_by_id(guide.form_id for guide in found.values())
    return Compared(
        found[before],
        found[after],
        changed(contents[before], contents[after]),
        forms.get(found[before].form_id),
        forms.get(found[after].form_id),
    )
