"""Is this paper genuine and still in force? By its row, its file, and whoever keeps its subject."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from hall.documents.models import Document
from hall.documents.ports import Register, Seal, SealCheck, Standing, Verdict
from hall.documents.queries.papers import IssuedDocument, document_by_code, issued
from hall.documents.rules import codes
from hall.foundation.public import port


class Answer(StrEnum):
    """What is said to somebody who asks about a file."""

    GENUINE = "genuine"  # byte for byte what we issued, and it holds
    NOT_IN_FORCE = "not_in_force"  # what we issued, but revoked, suspended or lapsed since
    ALTERED = "altered"  # signed or issued by us, then changed
    NOT_OURS = "not_ours"  # a good signature, but we issued no such file
    STRANGER = "stranger"  # signed by somebody we don't know
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Finding:
    """The answer, the paper it is about (proven, or only claimed by the file), and what the seal shows."""

    answer: Answer
    paper: IssuedDocument | None
    standing: Standing | None
    seal: SealCheck
    sha256: str


_BY_SEAL = {
    Verdict.INTACT: Answer.NOT_OURS,
    Verdict.STRANGER: Answer.STRANGER,
    Verdict.ALTERED: Answer.ALTERED,
    Verdict.UNSIGNED: Answer.UNSIGNED,
    Verdict.UNREADABLE: Answer.UNREADABLE,
}


def standing_of(paper: IssuedDocument) -> Standing:
    """How the paper stands today: its own revocation first, then whatever it certifies."""
    if not paper.is_valid:
        return Standing(False, _("已撤销"), paper.revocation_reason)
    certified = port(Register).standing_of(paper.about)
    return certified or Standing(True, _("有效"))


def finding_of(content: bytes, sha256: str) -> Finding:
    """What can be said about a file somebody holds: its fingerprint decides, its seal explains."""
    row = Document.objects.filter(sha256=sha256).first()
    seal = port(Seal).check(content)
    if row is not None:
        paper = issued(row)
        standing = standing_of(paper)
        answer = Answer.GENUINE if standing.in_force else Answer.NOT_IN_FORCE
        return Finding(answer, paper, standing, seal, sha256)
    claimed = document_by_code(codes.normalise(seal.claims)) if seal.claims else None
    if claimed is not None:  # it says it is this paper, and its fingerprint says it isn't
        return Finding(Answer.ALTERED, claimed, standing_of(claimed), seal, sha256)
    return Finding(_BY_SEAL[seal.verdict], None, None, seal, sha256)
