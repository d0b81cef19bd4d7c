"""Who reacts to what, and which adapter stands behind which port. Read it top to bottom to know the house."""

from __future__ import annotations

from hall.foundation.public import Wiring

WIRING = Wiring({})
