"""Documents made from code are compared with it, and texts are compiled when they changed."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import pytest

from tools import check, generated
from tools.compile_messages import compile_messages

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "办事"\nmsgstr "Services"\n'
FUZZY = '\n#, fuzzy\nmsgid "登录"\nmsgstr "Log"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(generated, "FOLDER", tmp_path / "docs" / "generated")
    monkeypatch.setattr(generated, "CHECKOUT", tmp_path)
    monkeypatch.setattr(generated, "SOURCES", {"settings.md": "hall.project.settings_table:document"})
    return tmp_path / "docs" / "generated"


def test_a_missing_document_is_stale_until_it_is_written(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert generated.main(["--check"]) == 1
    assert "run `make docs`" in capsys.readouterr().out
    assert generated.main([]) == 0
    assert "HALL_SECRET_KEY" in (folder / "settings.md").read_text(encoding="utf-8")
    assert generated.main(["--check"]) == 0


def test_a_document_changed_by_hand_is_stale(folder: Path):
    generated.main([])
    (folder / "settings.md").write_text("mine", encoding="utf-8")
    assert generated.main(["--check"]) == 1


def test_a_source_that_is_not_there_yet_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(generated, "SOURCES", {"later.md": "hall.project.nowhere:document"})
    assert generated.main(["--check"]) == 0


def test_texts_are_compiled_once_and_fuzzy_ones_left_out(tmp_path: Path):
    source = tmp_path / "src/hall/portal/locale/en/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO + FUZZY, encoding="utf-8")
    assert compile_messages(tmp_path) == 1
    assert compile_messages(tmp_path) == 0
    with source.with_suffix(".mo").open("rb") as made:
        texts = gettext.GNUTranslations(made)
    assert (texts.gettext("办事"), texts.gettext("登录")) == ("Services", "登录")


def test_texts_that_changed_are_compiled_again(tmp_path: Path):
    source = tmp_path / "src/hall/portal/locale/en/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, encoding="utf-8")
    compile_messages(tmp_path)
    later = source.with_suffix(".mo").stat().st_mtime_ns + 10**9
    os.utime(source, ns=(later, later))
    assert compile_messages(tmp_path) == 1


def test_every_step_of_the_check_that_can_be_mended_says_how():
    assert {"lint", "format", "migrations", "documents"} <= {step.name for step in check.STEPS if step.mend}


def test_an_unknown_step_of_the_check_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]):
    assert check.main(["spelling"]) == 2
    assert "house rules" in capsys.readouterr().out
