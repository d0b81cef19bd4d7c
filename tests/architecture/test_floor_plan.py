"""The import contracts of importlinter.toml hold, and catch trespassers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.conftest import CHECKOUT

TRESPASSES = [
    ("Floors", "places/queries.py", "import hall.approvals.public"),
    ("Floors", "attic/__init__.py", ""),
    ("Inside every room", "places/utils.py", ""),
    ("Inside every room", "places/actions.py", "import hall.places.http.citizen"),
    ("Law is plain Python", "places/rules/limits.py", "from django.utils import timezone"),
    ("Law is plain Python", "standards/money.py", "import django"),
    ("Rooms are entered", "portal/desk.py", "import hall.places.models"),
    ("Rooms are entered", "portal/desk.py", "import hall.places.http.citizen"),
]


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "importlinter.toml", "--no-cache"],
        cwd=house,
        env={"PYTHONPATH": f"{house}/src:{house}", "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the imports of the real house, to trespass in."""
    leave_out = shutil.ignore_patterns("templates", "static", "locale", "__pycache__", "*.mo")
    shutil.copytree(CHECKOUT / "src", tmp_path / "src", ignore=leave_out)
    shutil.copytree(CHECKOUT / "tools", tmp_path / "tools", ignore=leave_out)
    shutil.copy(CHECKOUT / "importlinter.toml", tmp_path)
    return tmp_path


def test_the_house_keeps_its_floor_plan(house: Path):
    done = lint(house)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("contract", "module", "line"), TRESPASSES)
def test_a_trespasser_is_caught(house: Path, contract: str, module: str, line: str):
    target = house / "src/hall" / module
    target.parent.mkdir(parents=True, exist_ok=True)
    for package in (target.parent, house / "src/hall/places/http"):
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
    for door in ("approvals/public.py", "places/http/citizen.py", "places/models.py"):
        (house / "src/hall" / door).touch()
    with target.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = lint(house)
    broken = [row for row in done.stdout.splitlines() if row.startswith(contract) and row.endswith("BROKEN")]
    assert done.returncode == 1
    assert broken, done.stdout + done.stderr
