"""The door of the foundation: history, actions, outbox, clock, calendar, ports, encryption, errors."""

from hall.foundation.actions import action
from hall.foundation.bulk import LoadReport, NotLoaded, upsert_rows
from hall.foundation.calendar import calendar, forget_calendar
from hall.foundation.clock import day_of, now, today
from hall.foundation.encryption import EncryptedTextField, digest_of
from hall.foundation.errors import Conflict, HallError, Invalid, NotFound, Refused
from hall.foundation.history import Doer, Fact, event_name, histories_of, history_of, record, verify_chain
from hall.foundation.intake import chain_of_load, conclude_load, read_rows
from hall.foundation.outbox import Wiring, backlog, deliver_all, deliver_next
from hall.foundation.ports import bind, port

__all__ = [
    "Conflict",
    "Doer",
    "EncryptedTextField",
    "Fact",
    "HallError",
    "Invalid",
    "LoadReport",
    "NotFound",
    "NotLoaded",
    "Refused",
    "Wiring",
    "action",
    "backlog",
    "bind",
    "calendar",
    "chain_of_load",
    "conclude_load",
    "day_of",
    "deliver_all",
    "deliver_next",
    "digest_of",
    "event_name",
    "forget_calendar",
    "histories_of",
    "history_of",
    "now",
    "port",
    "read_rows",
    "record",
    "today",
    "upsert_rows",
    "verify_chain",
]
