"""Logs: one JSON object a line, with the request's id, and with ID numbers and phones masked."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import structlog

from hall.project import environment as env
from hall.standards.masking import without_personal_numbers

_LEFT_ALONE = (bool, float, type(None))


def masked(value: Any) -> Any:
    """`value` with every resident ID and mobile number in it masked, however deep it lies.

    Numbers are masked too (a phone logged as an int), and what isn't JSON by the text it would print as.
    """
    if isinstance(value, str):
        return without_personal_numbers(value)
    if isinstance(value, _LEFT_ALONE):
        return value
    if isinstance(value, int):
        text = masked(str(value))
        return value if text == str(value) else text
    if isinstance(value, dict):
        return {masked(key): masked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [masked(inner) for inner in value]
    return masked(str(value))


def mask_personal_numbers(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last processor before a line is written. structlog's own keys (`_…`) aren't written."""
    return {key: value if key.startswith("_") else masked(value) for key, value in event.items()}


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.format_exc_info,
    mask_personal_numbers,
]
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_SHARED,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
_RENDERER = structlog.processors.JSONRenderer(ensure_ascii=False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                mask_personal_numbers,
                _RENDERER,
            ],
            "foreign_pre_chain": _SHARED,
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.text("HALL_LOG_LEVEL", "INFO")},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "django.server": {"handlers": ["stderr"], "propagate": False},
    },
}
