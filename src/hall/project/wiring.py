"""Who reacts to what, and which adapter stands behind which port. Read it top to bottom to know the house."""

from __future__ import annotations

from hall.adapters.scanner import scanner
from hall.adapters.seal import make_seal
from hall.applications.ports import Scanner
from hall.documents.ports import Seal
from hall.foundation.public import Wiring, bind

bind(Seal, make_seal)
bind(Scanner, scanner)

WIRING = Wiring({})
