"""Papers are issued once, stand as they are, and lie where the row says."""

from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction

from hall.documents.public import document, documents_about, open_document
from tests.rooms.documents.conftest import ABOUT

pytestmark = pytest.mark.django_db


def test_an_issued_paper_lies_in_storage_with_the_fingerprint_its_row_tells(issue):
    paper = document(issue())
    content = open_document(paper.id).read()
    assert content.startswith(b"%PDF-1.7")
    assert hashlib.sha256(content).hexdigest() == paper.sha256
    assert len(content) == paper.size
    assert paper.signature_level == "B-B"
    assert paper.holder_shown == "张**"


def test_the_same_request_gives_the_same_paper(issue):
    first = issue(dedupe="acceptance:one")
    assert issue(dedupe="acceptance:one") == first
    assert [paper.id for paper in documents_about(ABOUT)] == [first]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_document SET sha256 = repeat('0', 64)",
        "UPDATE documents_document SET state='revoked', revoked_at=now(), revocation_reason='x', title='y'",
        "DELETE FROM documents_document",
    ],
)
def test_the_database_refuses_to_change_what_was_issued(issue, statement):
    issue()
    with pytest.raises(IntegrityError, match="stands"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
