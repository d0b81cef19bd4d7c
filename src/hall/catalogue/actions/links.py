"""Keep what was seen of the links in guides."""

from __future__ import annotations

from collections.abc import Sequence

from hall.catalogue.actions.linting import CHAIN
from hall.catalogue.models import CheckedLink
from hall.catalogue.ports import LinkAnswer
from hall.catalogue.queries.links import LinkFigures, digest_of_link, link_figures
from hall.catalogue.rules.links import Verdict, judged
from hall.foundation.public import Doer, action, now, record, today

__all__ = ["keep_links"]

AT_A_TIME = 500
KEPT = ["verdict", "status", "reason", "since", "checked_at"]


@action("catalogue.links.keep")
def keep_links(answers: Sequence[LinkAnswer], *, actor: Doer) -> dict[str, int]:
    """Keep one night's answers; forget links that no guide names any more. Returns: how many of each verdict.

    A link that couldn't be looked at stays as it was last seen.
    """
    known = {row.digest: row for row in CheckedLink.objects.select_for_update()}
    rows = [row for answer in answers if (row := _row(answer, known.get(digest_of_link(answer.url))))]
    CheckedLink.objects.bulk_create(
        rows, AT_A_TIME, update_conflicts=True, unique_fields=["digest"], update_fields=KEPT
    )
    named = {digest_of_link(answer.url) for answer in answers}
    CheckedLink.objects.exclude(pk__in=named).delete()
    counts = _counts(link_figures())
    record(chain=CHAIN, actor=actor, action="catalogue.links.check", summary=counts)
    return counts


def _row(answer: LinkAnswer, before: CheckedLink | None) -> CheckedLink | None:
    verdict, reason = judged(answer.status, answer.trouble)
    if verdict is Verdict.UNCHECKED and before and before.verdict != Verdict.UNCHECKED:
        return None
    works = verdict in (Verdict.ALIVE, Verdict.UNCHECKED)
    return CheckedLink(
        digest=digest_of_link(answer.url),
        url=answer.url,
        verdict=verdict,
        status=answer.status,
        reason=reason,
        since=None if works else (before.since if before and before.since else today()),
        checked_at=now(),
    )


def _counts(figures: LinkFigures) -> dict[str, int]:
    return {verdict.value: getattr(figures, verdict.value) for verdict in Verdict}
