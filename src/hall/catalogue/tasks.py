"""What the catalogue does by the clock and behind the scenes: look at all guides, work on long files.

Files are worked on one after the other (`FILES`), so that a long one holds back no other task. Each of these
tasks may be begun again at any time: a worker that dies leaves nothing behind but a file still to be done.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final
from uuid import UUID

import structlog
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from hall.catalogue.actions.exporting import forget_old_files, keep_export, note_not_made
from hall.catalogue.actions.import_reading import read_import
from hall.catalogue.actions.importing import apply_import, note_stopped
from hall.catalogue.actions.links import keep_links
from hall.catalogue.actions.linting import lint_guides
from hall.catalogue.actions.noting import forget_old_notes
from hall.catalogue.actions.progress import Tell, silent, telling
from hall.catalogue.actions.turning import turn_versions
from hall.catalogue.models import GuideExport, GuideImport
from hall.catalogue.ports import LinkChecker
from hall.catalogue.queries.contents import AT_A_TIME, exported, open_sets
from hall.catalogue.queries.desk import Sought, items_sought
from hall.catalogue.queries.imports import forgotten
from hall.catalogue.queries.links import links_to_check
from hall.catalogue.rules.sheets.writing import TooManyRows, write_workbook
from hall.catalogue.search.indexing import reindex
from hall.foundation.public import Conflict, HallError, port
from hall.identity.public import SYSTEM, actor_for

__all__ = [
    "apply_long_import",
    "check_links",
    "check_links_nightly",
    "forget_files_nightly",
    "forget_searches_nightly",
    "lint_guides_nightly",
    "make_export",
    "make_long_export",
    "read_file",
    "read_long_import",
    "reindex_words",
    "take_up_files",
    "turn_versions_at_midnight",
]

log = structlog.get_logger(__name__)
FILES: Final = "catalogue.files"
#: A database that goes away is waited for; everything else is told on the file's page.
AGAIN: Final = RetryStrategy(
    max_attempts=5, linear_wait=20, retry_exceptions=(OperationalError, InterfaceError)
)
_STOPPED = GuideImport.Stopped


@app.task(name="catalogue.reindex_words", queueing_lock="catalogue.reindex_words")
def reindex_words() -> None:
    """Let what was changed at the desk of words be found by; no process has to begin anew."""
    with transaction.atomic():
        reindex()


@app.periodic(cron="10 18 * * *")  # 02:10 in Asia/Shanghai
@app.task(name="catalogue.forget_searches", queueing_lock="catalogue.forget_searches")
def forget_searches_nightly(timestamp: int = 0) -> int:
    """Delete what was typed into search longer ago than the setting allows."""
    return forget_old_notes()


@app.task(name="catalogue.read_import", lock=FILES, retry=AGAIN)
def read_long_import(import_id: str) -> str:
    """Read an uploaded file that would take longer than somebody should wait before a page."""
    with _stopping_for_good(import_id, note_stopped), telling(GuideImport, UUID(import_id)) as tell:
        return read_file(import_id, tell)
    return ""


def read_file(import_id: str, tell: Tell = silent) -> str:
    """Read a kept file and drop it once what it says is kept. Returns: the state it comes to."""
    state = read_import(UUID(import_id), actor=SYSTEM, tell=tell)
    default_storage.delete(GuideImport.objects.get(pk=import_id).stored_as)
    return state


@app.task(name="catalogue.apply_import", lock=FILES, retry=AGAIN)
def apply_long_import(import_id: str) -> int:
    """Write a confirmed file into drafts, as whoever confirmed it and with what their posts allow now."""
    taken = GuideImport.objects.select_related("account").get(pk=import_id)
    if taken.state != GuideImport.State.APPLYING:
        return 0
    with _stopping_for_good(import_id, note_stopped), telling(GuideImport, taken.pk) as tell:
        return apply_import(taken.pk, actor=actor_for(taken.account), tell=tell)
    return 0


@app.task(name="catalogue.make_export", lock=FILES, retry=AGAIN)
def make_long_export(export_id: str) -> None:
    """Write a workbook that takes longer than somebody should wait before a page."""
    with _stopping_for_good(export_id, note_not_made), telling(GuideExport, UUID(export_id)) as tell:
        make_export(export_id, tell)


def make_export(export_id: str, tell: Tell = silent) -> None:
    """Write the workbook of a list, as its asker sees it now, and keep it. No transaction stays open."""
    made = GuideExport.objects.select_related("account").get(pk=export_id)
    if made.state != GuideExport.State.WAITING:
        return
    items = items_sought(actor_for(made.account), Sought.of(made.sought))
    guides = _counted(exported(items), made.total, tell)
    with tempfile.TemporaryFile() as file:
        count = write_workbook(file, guides, open_sets())
        size = file.tell()
        file.seek(0)
        keep_export(made.pk, file=file, size=size, count=count, actor=SYSTEM)


def _counted(guides: Iterator[Any], total: int, tell: Tell) -> Iterator[Any]:
    for number, guide in enumerate(guides):
        if not number % AT_A_TIME:
            tell(GuideExport.Stage.MAKING, number, total)
        yield guide


@contextmanager
def _stopping_for_good(work_id: str, note: Callable[..., None]) -> Iterator[None]:
    """What can't be mended by trying again is noted for the file's page; a lost database is tried again."""
    try:
        yield
    except (OperationalError, InterfaceError):
        raise
    except HallError as error:
        note(
            UUID(work_id), _STOPPED.EDITED if isinstance(error, Conflict) else _STOPPED.REFUSED, actor=SYSTEM
        )
    except TooManyRows:
        note(UUID(work_id), _STOPPED.TOO_LONG, actor=SYSTEM)
    except Exception:
        log.exception("the work on a file broke off", work=work_id)
        note(UUID(work_id), _STOPPED.BROKEN, actor=SYSTEM)


@app.periodic(cron="*/5 * * * *")
@app.task(name="catalogue.take_up_files", queueing_lock="catalogue.take_up_files")
def take_up_files(timestamp: int = 0) -> int:
    """Queue files that nobody has told anything of for a while: whoever took them in died before queueing."""
    waiting: list[tuple[Any, str, UUID]] = [
        *((read_long_import, "import_id", pk) for pk in forgotten(GuideImport, GuideImport.State.WAITING)),
        *((apply_long_import, "import_id", pk) for pk in forgotten(GuideImport, GuideImport.State.APPLYING)),
        *((make_long_export, "export_id", pk) for pk in forgotten(GuideExport, GuideExport.State.WAITING)),
    ]
    for task, name, pk in waiting:
        with suppress(AlreadyEnqueued), transaction.atomic():
            task.configure(queueing_lock=f"file-{pk}").defer(**{name: str(pk)})
    return len(waiting)


@app.periodic(cron="25 18 * * *")  # 02:25 in Asia/Shanghai
@app.task(name="catalogue.forget_files", queueing_lock="catalogue.forget_files")
def forget_files_nightly(timestamp: int = 0) -> dict[str, int]:
    """Delete workbooks whose days are over and files that nobody has confirmed."""
    return forget_old_files(actor=SYSTEM)


@app.periodic(cron="1 16 * * *")  # 00:01 in Asia/Shanghai; the worker counts in UTC
@app.task(name="catalogue.turn_versions", queueing_lock="catalogue.turn_versions")
def turn_versions_at_midnight(timestamp: int = 0) -> dict[str, int]:
    """Lists and search follow the versions that begin or end today; pages and filing do so by themselves."""
    return turn_versions(actor=SYSTEM)


@app.periodic(cron="40 18 * * *")  # 02:40 in Asia/Shanghai
@app.task(name="catalogue.check_links", queueing_lock="catalogue.check_links")
def check_links_nightly(timestamp: int = 0) -> dict[str, int]:
    """Look at every link in guides, keep what was seen, and let the rules see it."""
    counts = check_links()
    lint_guides(actor=SYSTEM)
    return counts


def check_links() -> dict[str, int]:
    """Look at every link in guides now, as slowly as is polite. Returns: how many of each verdict."""
    return keep_links(port(LinkChecker).check(links_to_check()), actor=SYSTEM)


@app.periodic(cron="30 17 * * *")  # 01:30 in Asia/Shanghai; the worker counts in UTC
@app.task(name="catalogue.lint_guides", queueing_lock="catalogue.lint_guides")
def lint_guides_nightly(timestamp: int = 0) -> dict[str, int]:
    """A source grows old overnight, a rule comes with an upgrade: findings follow without anybody's doing."""
    return lint_guides(actor=SYSTEM)
