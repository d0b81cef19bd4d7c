"""The door of the foundation: history, actions, outbox, clock, calendar, ports, encryption, errors, HTTP."""

from hall.foundation.actions import action
from hall.foundation.bulk import LoadReport, NotLoaded, RowNote, upsert_rows
from hall.foundation.calendar import calendar, forget_calendar
from hall.foundation.changes import Beside, Told, record_change
from hall.foundation.clock import day_of, now, today
from hall.foundation.encryption import EncryptedTextField, Sealed, digest_of, sealed
from hall.foundation.errors import Conflict, HallError, Invalid, NotFound, Refused
from hall.foundation.freshness import Freshness, announces_changes, forget_freshness, freshness, while_fresh
from hall.foundation.history import (
    Doer,
    Fact,
    event_name,
    histories_of,
    history_of,
    record,
    verify_chain,
)
from hall.foundation.http import (
    Asked,
    Cursor,
    Limit,
    Malformed,
    Page,
    PreconditionFailed,
    check_version,
    contract,
    decode_cursor,
    encode_cursor,
    etag,
    expected_version,
    idempotency_key,
    moment_cursor,
    next_address,
    next_page,
    older_than,
    one_of,
    unknown_cursor,
)
from hall.foundation.http.for_everybody import for_everybody
from hall.foundation.http.same_site import from_our_own_pages
from hall.foundation.intake import chain_of_load, conclude_load, read_rows
from hall.foundation.outbox import Wiring, backlog, deliver_all, deliver_next, oldest_waiting_seconds
from hall.foundation.ports import bind, port
from hall.foundation.prepared import Given, Prepared
from hall.foundation.statements import first_row

__all__ = [
    "Asked",
    "Beside",
    "Conflict",
    "Cursor",
    "Doer",
    "EncryptedTextField",
    "Fact",
    "Freshness",
    "Given",
    "HallError",
    "Invalid",
    "Limit",
    "LoadReport",
    "Malformed",
    "NotFound",
    "NotLoaded",
    "Page",
    "PreconditionFailed",
    "Prepared",
    "Refused",
    "RowNote",
    "Sealed",
    "Told",
    "Wiring",
    "action",
    "announces_changes",
    "backlog",
    "bind",
    "calendar",
    "chain_of_load",
    "check_version",
    "conclude_load",
    "contract",
    "day_of",
    "decode_cursor",
    "deliver_all",
    "deliver_next",
    "digest_of",
    "encode_cursor",
    "etag",
    "event_name",
    "expected_version",
    "first_row",
    "for_everybody",
    "forget_calendar",
    "forget_freshness",
    "freshness",
    "from_our_own_pages",
    "histories_of",
    "history_of",
    "idempotency_key",
    "moment_cursor",
    "next_address",
    "next_page",
    "now",
    "older_than",
    "oldest_waiting_seconds",
    "one_of",
    "port",
    "read_rows",
    "record",
    "record_change",
    "sealed",
    "today",
    "unknown_cursor",
    "upsert_rows",
    "verify_chain",
    "while_fresh",
]
