"""Who reacts to what, and which adapter stands behind which port. Read it top to bottom to know the house."""

from __future__ import annotations

from hall.adapters.links import link_checker
from hall.adapters.scanner import scanner
from hall.adapters.seal.configured import make_seal
from hall.applications.events import ApplicationSubmitted, ApplicationWithdrawn, SupplementFiled
from hall.applications.ports import Scanner
from hall.approvals import reactions as recounting
from hall.approvals.events import (
    AcceptanceRefused,
    CaseAccepted,
    CaseDecided,
    CaseDueDateChanged,
    CaseWithdrawn,
    SupplementAsked,
)
from hall.catalogue.ports import LinkChecker
from hall.documents.ports import Register, Seal
from hall.foundation.events import CalendarAnnounced
from hall.foundation.public import Wiring, bind
from hall.journeys.reactions import cases, licences, notices, papers, publicity
from hall.licences.public import LicenceRegister

bind(Seal, make_seal)
bind(Register, LicenceRegister)
bind(Scanner, scanner)
bind(LinkChecker, link_checker)

WIRING = Wiring(
    {
        ApplicationSubmitted: (cases.open_case, papers.receipt, notices.tell_of_receipt),
        ApplicationWithdrawn: (cases.withdraw_case,),
        SupplementFiled: (cases.take_supplement,),
        SupplementAsked: (cases.reopen_application, papers.supplement_letter, notices.tell_of_case),
        CaseAccepted: (papers.acceptance_letter, notices.tell_of_case),
        AcceptanceRefused: (papers.refusal_to_accept_letter, notices.tell_of_case),
        CaseDecided: (
            publicity.publish,
            papers.decision_letter,
            licences.issue,
            cases.deliver,
            notices.tell_of_case,
        ),
        CaseWithdrawn: (notices.tell_of_case,),
        CaseDueDateChanged: (notices.tell_of_case,),
        CalendarAnnounced: (recounting.count_again,),
    }
)
