"""By the clock: drafts end with notice, waiting files are scanned, what nobody names is swept away."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hall.adapters.scanner import NoScanner
from hall.adapters.scanner.demo import EICAR, EICAR_NAME, DemoScanner
from hall.applications import tasks
from hall.applications.actions.drafts import save_answers
from hall.applications.actions.files import attach_file, take_in
from hall.applications.actions.filing import submit_application
from hall.applications.models import Application
from hall.applications.ports import Scanner
from hall.foundation.public import bind, today
from hall.notifications.models import Notice
from tests.rooms.applications.conftest import City, a_pdf

Committed = Callable[..., Any]


def due(draft: Application, days: int) -> Application:
    Application.objects.filter(pk=draft.pk).update(expires_on=today() + timedelta(days=days))
    return draft


def test_a_draft_is_kept_90_days_from_its_last_change(city: City) -> None:
    assert city.start().expires_on == today() + timedelta(days=90)


def test_notice_is_given_once_before_a_draft_goes(city: City) -> None:
    draft = due(city.start(), 7)
    assert tasks.notice_expiring() == 1
    assert tasks.notice_expiring() == 0
    notice = Notice.objects.get()
    assert "食品经营许可" in notice.body
    assert notice.link == f"/my/applications/{draft.pk}/draft/"


def test_going_on_extends_the_time_and_a_later_end_is_noticed_anew(city: City) -> None:
    draft = due(city.start(), 3)
    tasks.notice_expiring()
    save_answers(application_id=draft.pk, section="2", values={"area": "80"}, seen=1, actor=city.mother)
    draft.refresh_from_db()
    assert draft.expires_on == today() + timedelta(days=90)
    due(draft, 2)
    assert tasks.notice_expiring() == 1


def test_a_draft_past_its_day_is_emptied_and_its_files_deleted(
    city: City, django_capture_on_commit_callbacks: Committed
) -> None:
    draft = city.start()
    city.upload(draft)
    key = draft.files.get().storage_key
    due(draft, -1)
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.expire_old() == 1
    draft.refresh_from_db()
    assert (draft.state, draft.answers) == ("expired", {})
    assert not default_storage.exists(key)
    assert tasks.expire_old() == 0


@pytest.mark.parametrize("days", [0, 1])
def test_a_draft_is_kept_through_its_last_day(city: City, days: int) -> None:
    due(city.start(), days)
    assert tasks.expire_old() == 0


def test_what_has_been_filed_never_expires(city: City) -> None:
    whole = city.fill(city.start())
    submit_application(application_id=whole.pk, seen=whole.version, agreed=True, actor=city.mother)
    due(whole, -100)
    assert tasks.expire_old() == 0
    assert whole.files.count() == 1


def waiting(city: City, draft: Application, data: bytes) -> None:
    bind(Scanner, NoScanner)
    attach_file(
        application_id=draft.pk, material_key="lease", taken=take_in("a.pdf", data, ()), actor=city.mother
    )


def test_waiting_files_are_scanned_once_somebody_can(city: City) -> None:
    draft = city.start()
    waiting(city, draft, a_pdf())
    assert tasks.scan_waiting() == 0
    bind(Scanner, DemoScanner)
    assert tasks.scan_waiting() == 1
    assert draft.files.get().scan == "clean"
    assert tasks.scan_waiting() == 0


def test_a_waiting_file_that_proves_harmful_loses_its_bytes_and_says_so(
    city: City, django_capture_on_commit_callbacks: Committed
) -> None:
    draft = city.start()
    waiting(city, draft, a_pdf() + EICAR)
    bind(Scanner, DemoScanner)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.scan_waiting()
    file = draft.files.get()
    assert (file.scan, file.threat) == ("infected", EICAR_NAME)
    assert not default_storage.exists(file.storage_key)
    page = city.client().get(f"/my/applications/{draft.pk}/materials/").content.decode()
    assert "请换一个文件" in page


def test_files_that_no_row_names_are_swept_when_they_are_a_day_old(city: City) -> None:
    draft = city.start()
    city.upload(draft)
    kept = draft.files.get().storage_key
    folder = kept.rsplit("/", 1)[0]
    old, young = (default_storage.save(f"{folder}/{name}", ContentFile(b"x")) for name in ("old", "young"))
    for key in (old, kept):
        long_ago = time.time() - 48 * 3600
        os.utime(default_storage.path(key), (long_ago, long_ago))
    assert tasks.sweep_files() == 1
    assert not default_storage.exists(old)
    assert default_storage.exists(young)
    assert default_storage.exists(kept)


def test_there_may_be_nothing_to_sweep() -> None:
    assert tasks.sweep_files() == 0
