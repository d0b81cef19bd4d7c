"""`hall load guides FILE`: how to get an item, with the source of every fact.

Beside the file stand `guide_settings.csv` (how this city handles each: who reviews, which licence, which item
of another list is the same), `held_papers.csv` (which papers the applicant need not bring), the statutory
limits and `sources.json`. A guide that has changed becomes a new version; what was begun keeps the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Max

from hall.catalogue.actions.linting import renew_findings
from hall.catalogue.actions.turning import make_room
from hall.catalogue.lifecycle import Move, State, after
from hall.catalogue.loading.drafts import FIELDS_OF_ITEM, GuideDraft
from hall.catalogue.loading.setting import Setting
from hall.catalogue.models import Guide, GuideMaterial, ServiceItem
from hall.catalogue.search.indexing import reindex
from hall.foundation.public import Doer, LoadReport, action, conclude_load, now, today, upsert_rows

__all__ = ["load_guides"]


@action("catalogue.guides.load")
def load_guides(path: Path, *, actor: Doer) -> LoadReport:
    """Make the guides of `path` current, each with an item of its own that may be filed in every hall.

    Raises: NotLoaded, every flaw named by the line where its guide begins.
    """
    report = LoadReport("guides")
    setting = Setting.beside(path, report)
    drafts = [draft for draft in setting.drafts() if draft]
    if not report.rejected:
        rows = (draft.item_row(now()) for draft in drafts)
        upsert_rows(ServiceItem, FIELDS_OF_ITEM, rows, key=["code"], ignore=["changed_at"])
        _publish(drafts, report)
        _join_twins(drafts, report, path)
    if not report.rejected:
        if report.added or report.changed:
            reindex()
        renew_findings(actor=actor)
    return conclude_load(report, [path], actor=actor)


def _publish(drafts: list[GuideDraft], report: LoadReport) -> None:
    """Give each item whose guide is new or has changed its next version; touch nothing else."""
    items = dict(ServiceItem.objects.filter(code__in=[d.code for d in drafts]).values_list("code", "pk"))
    current = {guide.item_id: guide for guide in Guide.objects.in_force(today())}
    latest = dict(Guide.objects.order_by().values_list("item_id").annotate(Max("version")))
    changed = []
    for draft in drafts:
        item_id = items[draft.code]
        known = current.get(item_id)
        if known and known.digest == draft.digest:
            report.count(0, 0, 1)
            continue
        report.count(0 if known else 1, 1 if known else 0, 0)
        changed.append((draft, item_id, latest.get(item_id, 0) + 1))
    at, ids = now(), [item_id for _, item_id, _ in changed]
    until = make_room(Guide, ids, today())
    guides = Guide.objects.bulk_create(
        Guide(
            item_id=item_id,
            version=version,
            published_at=at,
            effective_from=today(),
            effective_until=until[item_id],
            **draft.guide_fields(),
        )
        for draft, item_id, version in changed
    )
    GuideMaterial.objects.bulk_create(_materials(changed, guides, _known_papers(ids)))
    published = {"state": after(State.DRAFT, Move.IMPORT), "is_current": True}
    Guide.objects.filter(pk__in=[guide.pk for guide in guides]).update(**published)
    ServiceItem.objects.filter(pk__in=ids).update(changed_at=at)


def _known_papers(item_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Key and title of every paper that these items' guides have ever asked for, the newest first."""
    papers = GuideMaterial.objects.filter(guide__item__in=item_ids).order_by("-guide__version", "position")
    known: dict[int, list[tuple[str, str]]] = {}
    for item_id, key, title in papers.values_list("guide__item_id", "key", "title"):
        known.setdefault(item_id, []).append((key, title))
    return known


def _materials(
    changed: list[tuple[GuideDraft, int, int]],
    guides: list[Guide],
    known: dict[int, list[tuple[str, str]]],
) -> Iterator[GuideMaterial]:
    for (draft, item_id, _), guide in zip(changed, guides, strict=True):
        papers = list(draft.materials())
        for fields, key in zip(papers, kept_keys(papers, known.get(item_id, [])), strict=True):
            yield GuideMaterial(guide=guide, **(fields | {"key": key}))


def kept_keys(papers: list[dict[str, Any]], known: list[tuple[str, str]]) -> Iterator[str]:
    """A key for each paper: the one its title had before, or one never given. What places say of a paper
    (不需要, 容缺后补) leans on its key, and so must not come to speak of another."""
    if not known:
        yield from (paper["key"] for paper in papers)
        return
    given = {key for key, _ in known}
    kept: dict[str, str] = {}
    for key, title in known:
        if key not in kept.values():
            kept.setdefault(title, key)
    number = max((int(key[1:]) for key in given if key[1:].isdigit()), default=0)
    for paper in papers:
        key = kept.pop(paper["title"], "")
        if not key:
            number += 1
            key = f"m{number:02d}"
        yield key


def _join_twins(drafts: list[GuideDraft], report: LoadReport, path: Path) -> None:
    """Point items of other lists to the item that has their guide; a code nobody knows is reported."""
    wanted = {draft.same_item: draft for draft in drafts if draft.same_item}
    codes = [*wanted, *(draft.code for draft in drafts)]
    known = {item.code: item for item in ServiceItem.objects.filter(code__in=codes)}
    for code, draft in wanted.items():
        twin: ServiceItem | None = known.get(code)
        if twin is None:
            reason = f"没有载入过与它相同的事项：{code}（先载入 items）"
            report.remark(path.name, draft.line, reason, "same_item")
        elif twin.same_as_id != known[draft.code].pk:
            twin.same_as = known[draft.code]
            twin.save(update_fields=["same_as"])
            report.count(0, 1, 0)
