"""Uploads that stop at the limit instead of filling the disk first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase

from hall.applications.rules.faults import Fault
from hall.applications.rules.uploads import TOO_LARGE

#: More files than this in one request are a mistake or an attack.
MOST_FILES = 10
TOO_MANY = "一次最多上传 %(most)s 个文件，请分几次上传"


class Bounded(FileUploadHandler):
    """Drops a file at the very chunk that goes over the limit, and notes its name; the rest is still read."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.dropped: list[str] = []
        self.left_out: list[str] = []
        self._read = 0
        self._files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._read = 0
        self._files += 1
        if self._files > MOST_FILES:
            self.left_out.append(str(self.file_name))
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._read += len(raw_data)
        if self._read > settings.UPLOAD_LIMIT_BYTES:
            self.dropped.append(str(self.file_name))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def with_bounded_uploads(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Put the bound before Django's own handlers. The view must be CSRF-exempt outside, protected inside:
    otherwise the body is read before the bound stands."""

    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        bound = Bounded(request)
        request.upload_handlers.insert(0, bound)
        request._bounded = bound  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return bounded


def faults_on_the_way(request: HttpRequest) -> list[tuple[str, Fault]]:
    """What was dropped on the way in, by name, and why."""
    bound: Bounded | None = getattr(request, "_bounded", None)
    if bound is None:
        return []
    large = Fault(TOO_LARGE, {"most": settings.UPLOAD_LIMIT_BYTES >> 20})
    many = Fault(TOO_MANY, {"most": MOST_FILES})
    return [(name, large) for name in bound.dropped] + [(name, many) for name in bound.left_out]
