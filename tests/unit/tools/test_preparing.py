"""A machine is made ready once, again where something changed, and told plainly what it lacks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import prepare
from tools.preparing import node, python, steps
from tools.preparing.steps import Step, Unprepared

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a step did, each time it ran; stamps go to a folder of their own."""
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "prepared.json")
    monkeypatch.setattr(steps, "CHECKOUT", tmp_path)
    return []


@pytest.fixture
def step(tmp_path: Path, done: list[str]) -> Step:
    (tmp_path / "input").write_text("1")

    def make() -> None:
        done.append("made")
        (tmp_path / "output").write_text("made")

    return Step("thing", "a thing", lambda: [tmp_path / "input"], [tmp_path / "output"], make)


def run(step: Step) -> None:
    if not step.is_done():
        step.run()


def test_a_step_that_is_done_is_skipped(step: Step, done: list[str]):
    run(step)
    run(step)
    assert done == ["made"]


def test_a_step_is_done_again_when_an_input_changes(step: Step, done: list[str], tmp_path: Path):
    run(step)
    (tmp_path / "input").write_text("2")
    run(step)
    assert done == ["made", "made"]


def test_a_step_is_done_again_when_its_output_is_gone(step: Step, done: list[str], tmp_path: Path):
    run(step)
    (tmp_path / "output").unlink()
    run(step)
    assert done == ["made", "made"]


def test_a_step_that_failed_is_not_taken_for_done(tmp_path: Path, done: list[str]):
    def fail() -> None:
        raise Unprepared("no")

    step = Step("thing", "a thing", lambda: ["x"], [], fail)
    with pytest.raises(Unprepared):
        run(step)
    assert not step.is_done()


def test_torn_stamps_are_no_stamps(step: Step, done: list[str]):
    run(step)
    steps.STAMPS.write_text("{")
    run(step)
    assert done == ["made", "made"]


def test_a_failed_command_is_told_with_its_last_words():
    with pytest.raises(Unprepared, match=r"(?s)failed:.*torn cable"):
        steps.run(sys.executable, "-c", "print('torn cable'); raise SystemExit(3)")


def test_without_root_the_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Unprepared, match="apt-get install chromium poppler-utils"):
        steps.apt_install("chromium", "poppler-utils")


def test_a_python_that_can_t_make_environments_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(python, "VENV", Path("/nonexistent"))
    monkeypatch.setattr(python, "succeeds", lambda *command: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Unprepared, match="apt-get install python3-venv"):
        python._make_environment()


@pytest.mark.parametrize(
    ("version", "enough"), [("v18.20.1", False), ("v20.0.0", True), ("v24.1.0", True), ("", False)]
)
def test_only_a_new_enough_node_of_the_machine_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, enough: bool
):
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    node.node_is_here.cache_clear()
    assert node.node_is_here() is enough
    node.node_is_here.cache_clear()


def test_the_mirror_that_pip_uses_is_uv_s_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("UV_INDEX_URL", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    assert python._mirror()["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://other.example/simple")
    assert "UV_DEFAULT_INDEX" not in python._mirror()


@pytest.mark.parametrize(
    ("purpose", "names"),
    [
        ("check", ["environment", "packages", "messages"]),
        ("test", ["environment", "packages", "browser", "modules", "assets", "messages"]),
        ("demo", ["environment", "packages", "modules", "assets", "messages"]),
    ],
)
def test_each_purpose_has_its_steps(purpose: str, names: list[str]):
    assert [step.name for step in prepare.steps_for(purpose)] == names


def test_an_unknown_purpose_is_answered_with_how_to_call_it():
    done = subprocess.run(
        [sys.executable, "tools/prepare.py", "dance"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "demo|check|test" in done.stderr
