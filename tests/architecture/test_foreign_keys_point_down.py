"""Tables obey the floors too: import-linter can't see a foreign key written as a string."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.conftest import CHECKOUT


def floors() -> dict[str, int]:
    """Room → floor, 0 at the top, as importlinter.toml lists them."""
    contracts = tomllib.loads((CHECKOUT / "importlinter.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return {room.strip(): height for height, layer in enumerate(layers) for room in layer.split("|")}


def climbing(fields: Iterable[models.ForeignKey], plan: dict[str, int]) -> list[str]:
    """What is wrong with each key that points to a room which isn't beneath its own."""
    wrong = []
    for field in fields:
        own, other = field.model._meta.app_label, field.related_model._meta.app_label
        if own == other or other not in plan:
            continue  # within the room, or to Django's own tables
        if plan[own] >= plan[other]:
            wrong.append(
                f"{field} points up (or sideways) to {other}: turn it round, or keep an id and an event."
            )
    return wrong


def test_every_foreign_key_points_down():
    plan = floors()
    keys = [
        field
        for model in apps.get_models()
        if model.__module__.startswith("hall.")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    ]
    assert climbing(keys, plan) == []


@pytest.mark.parametrize(
    ("own", "other", "caught"), [("places", "identity", True), ("identity", "places", False)]
)
def test_a_key_that_climbs_is_caught(own: str, other: str, caught: bool):
    def table(label: str) -> type[models.Model]:
        meta = type("Meta", (), {"app_label": label})
        return type(
            f"Planted{label.title()}", (models.Model,), {"__module__": f"hall.{label}.models", "Meta": meta}
        )

    with_registry_restored = {label: dict(apps.all_models[label]) for label in (own, other)}
    try:
        key = models.ForeignKey(table(other), on_delete=models.PROTECT)
        table(own).add_to_class("planted", key)
        assert bool(climbing([key], floors())) is caught
    finally:
        for label, tables in with_registry_restored.items():
            apps.all_models[label].clear()
            apps.all_models[label].update(tables)
        apps.clear_cache()
