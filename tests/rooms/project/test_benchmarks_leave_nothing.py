"""A benchmark that is killed leaves its database running; the next one ends it, and touches nobody else's."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hall.project.cli.bench import stage
from hall.project.embedded_database import EmbeddedDatabase

KILLED = """
import os, sys
from pathlib import Path
from hall.project.embedded_database import EmbeddedDatabase
with EmbeddedDatabase(home=Path(sys.argv[1]), durable=False).lease():
    os._exit(9)
"""


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedDatabase]:
    monkeypatch.setattr(stage, "PREFIX", "openhall-swept-")
    folder = Path(tempfile.mkdtemp(prefix=stage.PREFIX))
    folder.chmod(0o711)
    yield EmbeddedDatabase(home=folder / "database", durable=False)
    shutil.rmtree(folder, ignore_errors=True)


def test_what_a_killed_benchmark_left_is_ended_and_removed(database: EmbeddedDatabase) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(database.home)], check=False)
    assert database.is_running()
    stage.sweep(before=math.inf)
    assert not database.is_running()
    assert not database.home.parent.exists()


def test_a_database_in_use_stays_and_so_does_one_being_set_up(database: EmbeddedDatabase) -> None:
    with database.lease():
        stage.sweep(before=math.inf)
        assert database.is_running()
    stage.sweep(before=0)
    assert database.home.exists()
