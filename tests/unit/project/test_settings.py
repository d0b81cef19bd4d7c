"""Settings: production starts with its secrets or not at all, and every variable is in the table."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from hall.project.settings_table import TABLE, document

CHECKOUT = Path(__file__).resolve().parents[3]
PRODUCTION = {
    "HALL_MODE": "production",
    "DATABASE_URL": "postgresql://hall@database.example/hall",
    "HALL_SECRET_KEY": "s" * 50,
    "HALL_FIELD_KEY": "f" * 50,
    "HALL_BASE_URL": "https://hall.example.gov.cn",
    "HALL_SEAL_PKCS12": "/etc/openhall/seal.p12",
    "HALL_SEAL_PASSWORD": "secret",
}
SHOW = (
    "from django.conf import settings as s; s.DEBUG; print(s.ALLOWED_HOSTS, s.DEBUG, s.SESSION_COOKIE_SECURE)"
)


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own, in `environment` and nothing else."""
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(CHECKOUT / "src"),
            "DJANGO_SETTINGS_MODULE": "hall.project.settings",
            "HALL_STATE_DIR": str(tmp_path / "state"),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", [setting.name for setting in TABLE if setting.required])
def test_production_refuses_to_start_without(name: str, tmp_path: Path):
    done = start(tmp_path, **{key: value for key, value in PRODUCTION.items() if key != name})
    assert done.returncode != 0
    assert f"{name} must be set in production" in done.stderr
    assert not (tmp_path / "state").exists(), "production made up a secret"


def test_production_starts_with_all_of_them_and_is_strict(tmp_path: Path):
    done = start(tmp_path, HALL_DEBUG="1", **PRODUCTION)
    assert done.stdout == "['hall.example.gov.cn'] False True\n", done.stderr


def test_a_demonstration_makes_its_secrets_once_and_keeps_them_private(tmp_path: Path):
    assert start(tmp_path).returncode == 0
    secrets = tmp_path / "state" / "secrets.json"
    first = secrets.read_text()
    assert start(tmp_path).returncode == 0
    assert secrets.read_text() == first
    assert secrets.stat().st_mode & 0o777 == 0o600


def test_an_unknown_mode_is_refused(tmp_path: Path):
    done = start(tmp_path, HALL_MODE="prod")
    assert "HALL_MODE must be demo, test or production, not 'prod'" in done.stderr


def test_a_number_that_is_none_is_refused_by_name(tmp_path: Path):
    assert "HALL_UPLOAD_LIMIT_MB must be a whole number" in start(tmp_path, HALL_UPLOAD_LIMIT_MB="20M").stderr


def names_read() -> set[str]:
    """Every variable that the hall's code asks its environment for."""
    asked = set()
    for path in (CHECKOUT / "src" / "hall").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in {"text", "flag", "number", "words", "required", "secret"} and node.args:
                asked |= {str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)}
            for keyword in node.keywords:
                if keyword.arg == "envvar" and isinstance(keyword.value, ast.Constant):
                    asked.add(str(keyword.value.value))
    return {name for name in asked if name.startswith("HALL_") or name == "DATABASE_URL"}


def test_the_table_lists_every_setting_and_no_other():
    assert {setting.name for setting in TABLE} == names_read()


def test_the_document_has_a_row_for_each():
    assert document().count("\n| ") == len(TABLE) + 1
