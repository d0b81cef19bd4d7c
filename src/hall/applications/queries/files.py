"""Opening an uploaded file for somebody who may see it."""

from __future__ import annotations

from typing import IO
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.translation import gettext as _

from hall.applications.models import MaterialFile
from hall.foundation.public import Conflict, NotFound


def open_material(file_id: UUID, *, application_id: UUID) -> tuple[MaterialFile, IO[bytes]]:
    """A file of this application, open for reading. The caller has checked that its actor may see them.

    Raises: NotFound; Conflict when no scanner has passed it: an unscanned file is opened by nobody.
    """
    file = MaterialFile.objects.filter(pk=file_id, application_id=application_id).first()
    if file is None:
        raise NotFound(_("没有找到这个文件。"), remedy=_("它可能已被删除，请刷新页面。"))
    if file.scan != MaterialFile.Scan.CLEAN:
        raise Conflict(
            _("这个文件还没有通过安全检查，不能打开。"), remedy=_("请稍后再试。"), code="not-scanned"
        )
    return file, default_storage.open(file.storage_key, "rb")


def material_response(file_id: UUID, *, application_id: UUID) -> FileResponse:
    """The file as a download that no browser will run or guess about. Same conditions as `open_material`."""
    file, stream = open_material(file_id, application_id=application_id)
    return FileResponse(
        stream,
        as_attachment=True,
        filename=file.name,
        content_type=file.mime,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )
