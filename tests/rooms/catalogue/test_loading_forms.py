"""A form definition is refused with its flaw named, and guides wait for the forms they need."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hall.catalogue.loading.forms import load_form
from hall.catalogue.loading.guides import load_guides
from hall.catalogue.models import FormDefinition
from hall.foundation.public import NotLoaded
from hall.identity.public import SYSTEM
from tests.rooms.catalogue.conftest import DATA

GUIDES = "service_guides.json"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda form: form.pop("title"),
        lambda form: form["sections"][0]["fields"][0].update(type="hologram"),
        lambda form: form["sections"][0]["fields"][0].update(held="person.shoe_size"),
        lambda form: form["sections"][0]["fields"].append(form["sections"][0]["fields"][0]),
        lambda form: form["sections"][0]["fields"][0].update(pattern="(["),
    ],
)
def test_a_form_that_is_none_is_refused_with_its_flaw(db: None, tmp_path: Path, spoil: Any) -> None:
    content = json.loads((DATA / "forms/person.json").read_text(encoding="utf-8"))
    spoil(content)
    path = tmp_path / "person.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(NotLoaded) as refusal:
        load_form(path, actor=SYSTEM)
    assert refusal.value.report.rejected
    assert not FormDefinition.objects.exists()


def test_guides_wait_for_forms(ground: None) -> None:
    with pytest.raises(NotLoaded) as refusal:
        load_guides(DATA / GUIDES, actor=SYSTEM)
    assert "先载入 forms" in refusal.value.report.rejected[0].reason
