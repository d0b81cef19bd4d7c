"""The door of the registers: what the city already holds, and who looked into it."""

from hall.registers.actions import held_values
from hall.registers.queries import (
    DemoFirm,
    DemoPerson,
    LookUp,
    demo_elder,
    demo_firms_of,
    demo_household,
    look_ups_of,
)
from hall.registers.rules.comparison import Comparison, HeldValue, Verdict, compare
from hall.registers.rules.fields import FIELDS, RegisterField

__all__ = [
    "FIELDS",
    "Comparison",
    "DemoFirm",
    "DemoPerson",
    "HeldValue",
    "LookUp",
    "RegisterField",
    "Verdict",
    "compare",
    "demo_elder",
    "demo_firms_of",
    "demo_household",
    "held_values",
    "look_ups_of",
]
