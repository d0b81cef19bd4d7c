"""The door of licences: issue one, find them, change their state."""

from hall.licences.actions.issuing import Holder
from hall.licences.actions.state import cancel_licence, reinstate_licence, revoke_licence, suspend_licence
from hall.licences.queries import (
    LicenceRegister,
    LicenceRow,
    holds,
    licence_of_case,
    licences_among,
    licences_of,
    lines_of,
)
from hall.licences.rules.lines import printed
from hall.licences.tasks import issue_licence

__all__ = [
    "Holder",
    "LicenceRegister",
    "LicenceRow",
    "cancel_licence",
    "holds",
    "issue_licence",
    "licence_of_case",
    "licences_among",
    "licences_of",
    "lines_of",
    "printed",
    "reinstate_licence",
    "revoke_licence",
    "suspend_licence",
]
