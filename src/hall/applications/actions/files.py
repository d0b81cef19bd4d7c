"""Files: taken in, attached, taken back, looked at again.

Taking in is slow (judging, redrawing, scanning, forcing to disk) and happens before and outside any
transaction; attaching is the deed. Whoever is killed in between leaves a file without a row, which the
nightly sweep removes: never a row without its file.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from hall.applications.actions.holding import account_of, hold, kept_until, moved
from hall.applications.lifecycle import Move
from hall.applications.models import Application, MaterialFile, Supplement
from hall.applications.policies import Permission
from hall.applications.ports import Scanner, ScannerUnavailable
from hall.applications.queries.sheets_in_hand import edition_of_row
from hall.applications.rules.faults import Fault
from hall.applications.rules.uploads import HARMFUL, inspected
from hall.foundation.public import Conflict, NotFound, action, now, port, record, today
from hall.identity.public import Actor

MOST_FILES_PER_MATERIAL = 20
TOO_MANY = "一项材料最多上传 %(most)s 个文件"
FOLDER = "materials"


@dataclass(frozen=True)
class Taken:
    """A file that lies in storage, forced to disk, and waits to be attached."""

    name: str
    mime: str
    size: int
    sha256: str
    storage_key: str
    scan: str
    scanner: str


def take_in(name: str, data: bytes, accept: tuple[str, ...]) -> Taken:
    """Judge, scan and store one upload. Call it outside any transaction.

    A file that nobody can scan just now is stored as 待检 and opened by nobody until it is scanned.
    Raises: Fault when it can't be taken (then nothing was stored).
    """
    sound = inspected(name, data, accept, settings.UPLOAD_LIMIT_BYTES)
    scan, scanner = MaterialFile.Scan.AWAITING, ""
    try:
        verdict = port(Scanner).scan(io.BytesIO(sound.data))
    except ScannerUnavailable:
        pass
    else:
        if not verdict.is_clean:
            raise Fault(HARMFUL)
        scan, scanner = MaterialFile.Scan.CLEAN, verdict.scanner
    day = today()
    key = default_storage.save(f"{FOLDER}/{day:%Y}/{day:%m}/{uuid.uuid4()}", ContentFile(sound.data))
    digest = hashlib.sha256(sound.data).hexdigest()
    return Taken(sound.name, sound.mime, len(sound.data), digest, key, scan.value, scanner)


@action("applications.material.attach")
def attach_file(*, application_id: UUID, material_key: str, taken: Taken, actor: Actor) -> str:
    """Attach a stored file to a material of a draft, or to a supplement that asks for it. Returns: its id.

    The very same file twice is one file.
    Raises: NotFound, Conflict (no such place for it now), Fault (too many files).
    """
    application = hold(application_id, actor, Permission.EDIT)
    supplement = _place(application, material_key)
    same = application.files.filter(
        material_key=material_key, sha256=taken.sha256, supplement=supplement
    ).first()
    if same is not None:  # pressed twice, or sent again after a lost answer
        _delete_after_commit([taken.storage_key])
        return str(same.pk)
    if application.files.filter(material_key=material_key).count() >= MOST_FILES_PER_MATERIAL:
        raise Fault(TOO_MANY, {"most": MOST_FILES_PER_MATERIAL})
    file = MaterialFile.objects.create(
        application=application,
        supplement=supplement,
        material_key=material_key,
        name=taken.name,
        mime=taken.mime,
        size=taken.size,
        sha256=taken.sha256,
        storage_key=taken.storage_key,
        scan=taken.scan,
        scanner=taken.scanner,
        uploaded_by_id=account_of(actor),
        uploaded_at=now(),
    )
    _touch(application)
    record(
        chain=application.pk,
        actor=actor,
        action="applications.material.attach",
        summary={"file": str(file.pk), "material": material_key, "sha256": taken.sha256, "size": taken.size},
    )
    return str(file.pk)


@action("applications.material.remove")
def remove_file(*, application_id: UUID, file_id: UUID, actor: Actor) -> None:
    """Take a file back: row and bytes are deleted. What has been filed stays. Gone already is fine."""
    application = hold(application_id, actor, Permission.EDIT)
    file = application.files.filter(pk=file_id).first()
    if file is None:
        return
    supplement = _place(application, file.material_key)
    if file.supplement_id != (supplement.pk if supplement else None):
        raise Conflict(_("已经提交的文件不能删除。"), remedy=_("可以另外上传新的文件。"))
    forget_files([file])
    _touch(application)
    record(
        chain=application.pk,
        actor=actor,
        action="applications.material.remove",
        summary={"file": str(file_id), "material": file.material_key, "sha256": file.sha256},
    )


@action("applications.material.choose")
def choose_paper(*, application_id: UUID, material_key: str, own: bool, actor: Actor) -> None:
    """Say whether a paper that the city holds is to be used, or one's own handed in instead."""
    application = hold(application_id, actor, Permission.EDIT)
    moved(application, Move.SAVE)
    if material_key not in application.held_papers:
        raise NotFound(_("这项材料没有可以调用的电子证照。"), remedy=_("请直接上传。"))
    others = [key for key in application.own_papers if key != material_key]
    application.own_papers = [*others, material_key] if own else others
    application.save(update_fields=["own_papers"])
    _touch(application)


@action("applications.material.forget")
def forget_papers(*, application_id: UUID, material_keys: list[str], actor: Actor) -> None:
    """Drop held papers that have lapsed, so that the materials page asks for them."""
    application = hold(application_id, actor, Permission.EDIT)
    moved(application, Move.SAVE)
    application.held_papers = {
        key: paper for key, paper in application.held_papers.items() if key not in material_keys
    }
    application.save(update_fields=["held_papers"])
    _touch(application)


@action("applications.material.judge")
def judge_file(*, file_id: UUID, threat: str, scanner: str, actor: Actor) -> None:
    """Note what the scanner said of a file that had to wait. Bytes of a harmful one are deleted."""
    file = MaterialFile.objects.select_for_update().filter(pk=file_id).first()
    if file is None or file.scan != MaterialFile.Scan.AWAITING:
        return
    file.scan = MaterialFile.Scan.INFECTED if threat else MaterialFile.Scan.CLEAN
    file.threat, file.scanner = threat[:120], scanner
    file.save(update_fields=["scan", "threat", "scanner"])
    if threat:
        _delete_after_commit([file.storage_key])
    record(
        chain=file.application_id,
        actor=actor,
        action="applications.material.judge",
        summary={"file": str(file_id), "scan": file.scan, "threat": file.threat},
    )


def forget_files(files: Iterable[MaterialFile]) -> None:
    """Delete rows now and bytes once the transaction has committed."""
    files = list(files)
    MaterialFile.objects.filter(pk__in=[file.pk for file in files]).delete()
    _delete_after_commit([file.storage_key for file in files])


def _delete_after_commit(keys: list[str]) -> None:
    def delete() -> None:
        for key in keys:
            default_storage.delete(key)

    transaction.on_commit(delete)


def _place(application: Application, material_key: str) -> Supplement | None:
    """The supplement that a file now belongs to, None for a draft.

    Raises: NotFound, Conflict.
    """
    supplement = Supplement.objects.filter(application=application, filed_at=None).first()
    if supplement is not None:
        moved(application, Move.SUPPLEMENT)
        if any(each["kind"] == "material" and each["key"] == material_key for each in supplement.wanted):
            return supplement
        raise NotFound(_("这次补正没有要求这项材料。"), remedy=_("请只上传补正通知里列出的材料。"))
    moved(application, Move.SAVE)
    if edition_of_row(application.asked).material(material_key) is None:
        raise NotFound(_("这个事项不需要这项材料。"), remedy=_("请从材料清单进入。"))
    return None


def _touch(application: Application) -> None:
    application.saved_at, application.expires_on = now(), kept_until()
    application.expiry_noticed_on = None
    application.version += 1
    application.save(update_fields=["saved_at", "expires_on", "expiry_noticed_on", "version"])
