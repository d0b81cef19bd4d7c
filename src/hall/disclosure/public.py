"""The door of disclosure: publish a decision, read what is published."""

from hall.disclosure.actions import publish_decision
from hall.disclosure.queries import DecisionRow, Figures, figures_today, latest_decisions

__all__ = ["DecisionRow", "Figures", "figures_today", "latest_decisions", "publish_decision"]
