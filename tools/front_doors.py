"""A contract for import-linter: whoever is not of a room enters it by one of its doors.

`rooms` are packages and `doors` the modules of a room that strangers may import. A house-wide exception
(such as `project`, which mounts every room's pages) is named in `ushers`, with the doors only it may use.
"""

from __future__ import annotations

from typing import Any

from importlinter import Contract, ContractCheck, fields, output


class FrontDoors(Contract):
    rooms: Any = fields.ListField(subfield=fields.StringField())
    doors: Any = fields.ListField(subfield=fields.StringField())
    ushers: Any = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    usher_doors: Any = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        trespasses = sorted(
            (importer, inner)
            for room in self.rooms
            for inner in graph.find_descendants(room)
            for importer in graph.find_modules_that_directly_import(inner)
            if not _within(importer, room) and not self._may(importer, inner.removeprefix(f"{room}."))
        )
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def _may(self, importer: str, inner: str) -> bool:
        if ".migrations." in importer:
            return True  # Django writes the names of foreign fields into migrations
        door = inner.split(".")[0]
        if door in self.doors:
            return True
        return door in self.usher_doors and any(_within(importer, usher) for usher in self.ushers)

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, inner in check.metadata["trespasses"]:
            output.print_error(f"{importer} climbs in through {inner}", bold=False)
        output.print_error(
            f"A room is entered by {', '.join(self.doors)}: publish what you need there, or move the code.",
            bold=False,
        )


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
