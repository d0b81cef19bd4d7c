"""Drafts: the list of one's own, the one to resume, and one whole sheet for its pages (two queries)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hall.applications.lifecycle import State
from hall.applications.models import Application, MaterialFile
from hall.applications.policies import Permission, require, visible_to
from hall.applications.queries.sheets_in_hand import edition_of_row
from hall.applications.queries.situations import asking_of, in_situation, situation_gaps
from hall.applications.rules.asked import Asked, Section
from hall.applications.rules.completeness import (
    FileSeen,
    Gap,
    Papers,
    PaperState,
    SectionState,
    gaps,
    paper_state,
    section_state,
)
from hall.applications.rules.prefill import share_filled
from hall.applications.rules.unfolding import Unfolded, unfold
from hall.catalogue.public import Asking
from hall.foundation.public import today
from hall.identity.public import Actor


@dataclass
class Sheet:
    """One application with what it was asked and its files: all that a page of it needs."""

    application: Application
    edition: Asked  # everything that the form could ask
    files: list[MaterialFile]

    @cached_property
    def asking(self) -> Asking | None:
        """The questions about her situation, with the answers so far."""
        return asking_of(self.edition, self.application.situation)

    @cached_property
    def unfolded(self) -> Unfolded:
        situated = in_situation(self.edition, self.application.situation)
        return unfold(situated, self.application.answers, today=self.today)

    @property
    def asked(self) -> Asked:
        """What is asked of her, given her situation and the answers so far."""
        return self.unfolded.asked

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers, with what was worked out from them."""
        return self.unfolded.answers

    @property
    def is_draft(self) -> bool:
        return self.application.state == State.DRAFT

    @cached_property
    def today(self) -> date:
        return today()

    @cached_property
    def papers(self) -> Papers:
        return papers_of(self.application, self.files)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        of_situation = situation_gaps(self.edition, self.application.situation)
        return (*of_situation, *gaps(self.asked, self.answers, self.papers, today=self.today))

    def again(self) -> Sheet:
        """The same sheet as it stands now, after something was saved."""
        self.application.refresh_from_db(fields=["answers", "sections", "version", "saved_at"])
        return Sheet(self.application, self.edition, self.files)

    @property
    def share_filled(self) -> int:
        return share_filled(self.asked, self.application.provenance)

    def state_of(self, section: Section) -> SectionState:
        noted = self.application.sections.get(section.key, {})
        return section_state(
            section,
            self.answers,
            visited=bool(noted.get("visited")),
            touched=bool(noted),
            today=self.today,
        )

    def state_of_papers(self) -> dict[str, PaperState]:
        return {material.key: paper_state(material, self.papers) for material in self.asked.materials}

    def files_of(self, material_key: str) -> list[MaterialFile]:
        return [file for file in self.files if file.material_key == material_key]


def sheet(application_id: UUID, actor: Actor, permission: Permission = Permission.VIEW) -> Sheet:
    """The sheet of an application that the actor may see. Raises: NotFound."""
    found = require(
        actor,
        permission,
        Application.objects.select_related("asked", "party", "hall", "department")
        .filter(pk=application_id)
        .first(),
    )
    return Sheet(found, edition_of_row(found.asked), list(found.files.all()))


def application_for(application_id: UUID, actor: Actor) -> Application:
    """An application that the actor may see, light (one query). Raises: NotFound."""
    return require(actor, Permission.VIEW, mine(actor).filter(pk=application_id).first())


def papers_of(application: Application, files: Iterable[MaterialFile]) -> Papers:
    """The papers of an application as completeness asks for them."""
    return Papers(
        files=[FileSeen(file.material_key, file.scan) for file in files],
        held=frozenset(application.held_papers),
        own=frozenset(application.own_papers),
    )


def mine(actor: Actor) -> QuerySet[Application]:
    """The actor's applications, newest first, ready for a list (one query)."""
    rows = visible_to(actor, Application.objects.all())
    return (
        rows.select_related("asked", "hall", "party", "supplement")
        .defer("asked__content", "situation", "answers", "provenance", "held_papers", "supplement__answers")
        .order_by("-saved_at", "id")
    )


def open_draft(party_id: UUID, item_id: int) -> Application | None:
    """The draft that this party already has for this item."""
    return Application.objects.filter(party_id=party_id, item_id=item_id, state=State.DRAFT).first()


def open_drafts(party_ids: Collection[UUID], item_id: int) -> dict[UUID, Application]:
    """The open drafts of this item, by party (one query)."""
    rows = Application.objects.filter(party_id__in=party_ids, item_id=item_id, state=State.DRAFT)
    return {row.party_id: row for row in rows.select_related("hall").defer("answers", "provenance")}
