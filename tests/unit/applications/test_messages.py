"""Every sentence that a rule may say has its English."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from hall.applications.actions import files
from hall.applications.http import uploading
from hall.applications.http.citizen import materials
from hall.applications.rules import answers, completeness, editions, supplement, uploads

PO = Path(answers.__file__).parents[1] / "locale/en/LC_MESSAGES/django.po"
SAID = [
    *answers.MESSAGES,
    *editions.MESSAGES,
    *completeness.MESSAGES,
    *uploads.MESSAGES,
    supplement.AGREE,
    files.TOO_MANY,
    uploading.TOO_MANY,
    materials.CHOOSE_FILE,
]


@pytest.mark.parametrize("sentence", SAID)
def test_each_sentence_of_a_rule_has_its_english_with_the_same_parts(sentence: str) -> None:
    entry = polib.pofile(str(PO)).find(sentence)
    assert entry is not None, sentence
    for part in ("label", "most", "now", "title", "kinds"):
        assert (f"%({part})s" in sentence) == (f"%({part})s" in entry.msgstr)
