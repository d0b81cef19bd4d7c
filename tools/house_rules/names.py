"""Names: a module is called after what it holds, and a room holds only its furniture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.house_rules.trespass import Trespass, files, room_of

SAYS_NOTHING = {
    "util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "services", "misc",
}  # fmt: skip
FURNITURE = {
    "__init__", "apps", "public", "http", "reactions", "tasks", "actions", "queries", "policies", "models",
    "ports", "rules", "lifecycle", "events", "loading", "search",
    "migrations", "templates", "templatetags", "static", "locale", "sql", "typst",
}  # fmt: skip
# Not rooms of citizens' business: the house's own plant, and faces that compose rooms.
FREELY_FURNISHED = {"project", "adapters", "portal", "foundation", "standards"}


def modules_say_what_they_hold(root: Path) -> Iterator[Trespass]:
    """No utils, helpers, common, manager, service, misc: such a file becomes everybody's drawer."""
    for path in files(root, "src", "tools", "tests"):
        inside = path.relative_to(root)
        for name in {path.stem, *(part for part in inside.parts[:-1])}:
            if name in SAYS_NOTHING:
                yield Trespass(inside, 1, f"'{name}' says nothing: name it after its subject.")


def rooms_hold_only_their_furniture(root: Path) -> Iterator[Trespass]:
    """In a room stand only the pieces that docs/decisions/0002 lists."""
    for path in files(root, "src/hall"):
        inside = path.relative_to(root)
        room = room_of(inside)
        if not room or room in FREELY_FURNISHED:
            continue
        piece = Path(inside.parts[3]).stem
        if piece not in FURNITURE:
            yield Trespass(inside, 1, f"'{piece}' is no furniture of a room: see docs/decisions/0002.")
