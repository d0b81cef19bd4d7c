"""File storage that keeps its word: what it says is saved survives a power cut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class DurableFiles(FileSystemStorage):
    """Files on disk, forced to the platter (file, then the directories that name it) before `save` returns.

    A row that names a file is only committed afterwards, so no acknowledged upload can lose its bytes.
    """

    def _save(self, name: str, content: Any) -> str:
        kept = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(kept))
        _force(path)
        root = Path(self.location)
        for directory in path.parents:
            _force(directory)
            if directory == root:
                break
        return kept


def _force(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
