"""Long work that is killed at any moment (SIGKILL) goes on when it is begun again, and comes to the same."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from tests.rooms.catalogue.conftest import DATA

pytestmark = pytest.mark.django_db  # only so that there is a cluster to make databases in
WORK = "tests.rooms.project.killed.work"
ROOT = Path(__file__).parents[4]
KILLS = 3


@dataclass(frozen=True)
class OwnDatabase:
    """A database that commits, with a folder for files; work on it is done by processes of their own."""

    name: str
    folder: Path

    def run(self, *arguments: str) -> Any:
        done = subprocess.run(
            self._command(*arguments), env=self._environment(), capture_output=True, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr.decode()[-3000:]
        return json.loads(done.stdout.decode().strip().splitlines()[-1])

    def timed(self, *arguments: str) -> float:
        """Let the work be done in peace. Returns: the seconds that it took, the start of Python left out."""
        child = self._begun(*arguments)
        started = time.monotonic()
        _, words = child.communicate()
        assert child.returncode == 0, words.decode()[-3000:]
        return time.monotonic() - started

    def killed(self, *arguments: str, after: float) -> bool:
        """Begin the work and kill it. Returns: whether it was still at it."""
        child = self._begun(*arguments)
        time.sleep(after)
        was_alive = child.poll() is None
        child.kill()
        child.communicate()
        return was_alive

    def _begun(self, *arguments: str) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            self._command(*arguments),
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        assert child.stdout is not None
        said = child.stdout.readline()
        assert said == b"begun\n", child.communicate()
        return child

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", WORK, *arguments]

    def _environment(self) -> dict[str, str]:
        said = connections["default"].settings_dict
        place = f"{said['USER']}@{said['HOST'] or ''}:{said['PORT'] or ''}".rstrip(":")
        url = f"postgresql://{place}/{self.name}"
        if said["HOST"].startswith("/"):
            url = f"postgresql://{said['USER']}@/{self.name}?host={said['HOST']}&port={said['PORT']}"
        return os.environ | {
            "DATABASE_URL": url,
            "HALL_MODE": "test",
            "HALL_STATE_DIR": str(self.folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }


def _administered(*statements: str) -> None:
    said = connections["default"].settings_dict
    with psycopg.connect(
        host=said["HOST"], port=said["PORT"], user=said["USER"], dbname="postgres", autocommit=True
    ) as admin:
        for statement in statements:
            admin.execute(statement)  # type: ignore[arg-type]


def _created(name: str, like: str) -> None:
    _dropped(name)
    _administered(f"CREATE DATABASE \"{name}\" TEMPLATE \"{like}\" LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'")


def _dropped(name: str) -> None:
    _administered(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def ground(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database with the city and its catalogue in it, to copy from."""
    name = f"{connections['default'].settings_dict['NAME']}_ground"
    _created(name, "template0")
    try:
        OwnDatabase(name, tmp_path_factory.mktemp("state")).run("ground")
        yield name
    finally:
        _dropped(name)


@pytest.fixture
def two(ground: str, tmp_path: Path) -> Iterator[tuple[OwnDatabase, OwnDatabase]]:
    """Two copies of it: one that is left in peace, one in which the work is killed."""
    made = [OwnDatabase(f"{ground}_{name}", tmp_path / name) for name in ("peace", "kills")]
    for one in made:
        _created(one.name, ground)
        one.folder.mkdir()
    yield made[0], made[1]
    for one in made:
        _dropped(one.name)


def _struck(own: OwnDatabase, seconds: float, *work: str) -> int:
    """Kill the work at random moments, each time begun again, then let it end. Returns: how many met."""
    chance = random.Random(20261125)
    met = sum(own.killed(*work, after=chance.uniform(0.05, 0.9) * seconds) for _ in range(KILLS))
    own.timed(*work)
    return met


@pytest.fixture
def small_province(tmp_path: Path) -> Path:
    said = json.loads((DATA / "anhui/province.json").read_text(encoding="utf-8"))
    said |= {"places": 5, "zones": 1, "town_items": 6, "village_items": said["village_items"][:1]}
    (tmp_path / "departments.csv").write_bytes((DATA / "anhui/departments.csv").read_bytes())
    path = tmp_path / "province.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def test_a_province_whose_load_is_killed_comes_out_as_one_that_was_left_in_peace(
    two: tuple[OwnDatabase, OwnDatabase], small_province: Path
) -> None:
    peace, kills = two
    seconds = peace.timed("province", str(small_province))
    assert _struck(kills, seconds, "province", str(small_province)) >= 1
    found, wanted = kills.run("province_content"), peace.run("province_content")
    assert wanted["heirs"][0] > 1000
    assert found == wanted


def test_a_file_of_guides_whose_worker_is_killed_comes_to_the_same_drafts(
    two: tuple[OwnDatabase, OwnDatabase], tmp_path: Path
) -> None:
    peace, kills = two
    peace.run("workbook", str(tmp_path / "guides.xlsx"))
    ids = [own.run("take_in", str(tmp_path / "guides.xlsx"))["id"] for own in two]
    seconds = peace.timed("import_file", ids[0])
    assert _struck(kills, seconds, "import_file", ids[1]) >= 1
    found, wanted = kills.run("import_content"), peace.run("import_content")
    assert wanted["states"] == [["applied", wanted["count"]]]
    assert (wanted["count"] > 80, wanted["left"]) == (True, [0, 0])
    assert found == wanted
