"""What filing does by the clock: drafts grow old, waiting files are scanned, forgotten ones are swept away.

Every task may be run at any time and again: each step is a deed of its own that looks before it acts.
"""

from __future__ import annotations

from datetime import timedelta
from typing import BinaryIO, cast

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from procrastinate.contrib.django import app

from hall.applications.actions.drafts import expire_draft, note_expiry_notice
from hall.applications.actions.files import FOLDER, judge_file
from hall.applications.lifecycle import State
from hall.applications.models import Application, MaterialFile
from hall.applications.ports import Scanner, ScannerUnavailable
from hall.foundation.public import now, port, today
from hall.identity.public import SYSTEM
from hall.notifications.public import notify

log = structlog.get_logger(__name__)
#: A file younger than this may belong to an upload that is just being attached.
YOUNG = timedelta(hours=24)
AT_A_TIME = 500
EXPIRY = "您的“{name}”申请草稿保留到{day}，之后填写的内容和上传的文件会被删除。接着填即可延长。"
EXPIRY_EN = (
    "Your draft for “{name}” is kept until {day}; after that what you filled in and uploaded is deleted. "
    "Going on with it extends the time."
)


@app.periodic(cron="40 17 * * *")  # 01:40 in Asia/Shanghai; the worker counts in UTC
@app.task(name="applications.keep_drafts", queueing_lock="applications.keep_drafts")
def keep_drafts_task(timestamp: int = 0) -> None:
    notice_expiring()
    expire_old()


@app.periodic(cron="*/5 * * * *")
@app.task(name="applications.scan_waiting", queueing_lock="applications.scan_waiting")
def scan_waiting_task(timestamp: int = 0) -> None:
    scan_waiting()


@app.periodic(cron="10 18 * * *")
@app.task(name="applications.sweep_files", queueing_lock="applications.sweep_files")
def sweep_files_task(timestamp: int = 0) -> None:
    sweep_files()


def notice_expiring() -> int:
    """Tell those whose draft will soon be deleted. Returns: how many were told."""
    last = today() + timedelta(days=settings.HALL_DRAFT_NOTICE_DAYS)
    drafts = Application.objects.filter(
        state=State.DRAFT, expires_on__lte=last, expires_on__gte=today(), expiry_noticed_on=None
    ).select_related("asked")
    told = 0
    for draft in drafts.order_by("expires_on", "id")[:AT_A_TIME]:
        name, day = draft.asked.item_name, draft.expires_on
        notify(
            party_id=draft.party_id,
            title="草稿即将到期",
            body=EXPIRY.format(name=name, day=f"{day:%Y年%-m月%-d日}"),
            title_en="A draft is about to expire",
            body_en=EXPIRY_EN.format(name=name, day=day),
            link=f"/my/applications/{draft.pk}/draft/",
            about=draft.pk,
            dedupe=f"draft-expiry:{draft.pk}:{day}",
            actor=SYSTEM,
        )
        note_expiry_notice(application_id=draft.pk, actor=SYSTEM)
        told += 1
    return told


def expire_old() -> int:
    """Delete what drafts past their day hold. Returns: how many expired."""
    old = Application.objects.filter(state=State.DRAFT, expires_on__lt=today()).order_by("expires_on", "id")
    return sum(
        expire_draft(application_id=pk, actor=SYSTEM) for pk in old.values_list("pk", flat=True)[:AT_A_TIME]
    )


def scan_waiting() -> int:
    """Scan files that had to wait for a scanner. Returns: how many were judged."""
    scanner, judged = port(Scanner), 0
    waiting = MaterialFile.objects.filter(scan=MaterialFile.Scan.AWAITING).order_by("uploaded_at")
    for file in waiting[:AT_A_TIME]:
        try:
            with default_storage.open(file.storage_key, "rb") as stream:
                verdict = scanner.scan(cast(BinaryIO, stream))
        except ScannerUnavailable as error:
            log.warning("uploads wait for a scanner", waiting=waiting.count(), error=str(error))
            return judged
        judge_file(file_id=file.pk, threat=verdict.threat, scanner=verdict.scanner, actor=SYSTEM)
        judged += 1
    return judged


def sweep_files() -> int:
    """Delete files that no row names: of uploads that broke off, of deletions that did. Returns: how many."""
    return sum(
        _sweep_folder(f"{FOLDER}/{year}/{month}")
        for year in _folders(FOLDER)
        for month in _folders(f"{FOLDER}/{year}")
    )


def _folders(path: str) -> list[str]:
    return default_storage.listdir(path)[0] if default_storage.exists(path) else []


def _sweep_folder(folder: str) -> int:
    oldest_kept = now() - YOUNG
    lying = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    known = set(
        MaterialFile.objects.filter(storage_key__startswith=f"{folder}/").values_list(
            "storage_key", flat=True
        )
    )
    swept = 0
    for key in sorted(lying - known):
        if default_storage.get_modified_time(key) < oldest_kept:
            default_storage.delete(key)
            swept += 1
    return swept
