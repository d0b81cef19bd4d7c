"""What `hall doctor` looks at. A check is a function that yields findings, and doesn't raise them.

First the machine, which needs neither settings nor database and says why a hall can't start at all; then the
database; then the house on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hall.project.cli.tongue import say
from hall.project.examination import machine
from hall.project.examination.finding import Finding, State, wrong

__all__ = ["Finding", "State", "examine_house", "examine_machine"]

Check = Callable[[], Iterable[Finding]]


def examine_machine() -> Iterator[Finding]:
    """What can be judged before Django is set up."""
    for check in machine.CHECKS:
        yield from _carefully(check)


def examine_house() -> Iterator[Finding]:
    """The rest. Django must be set up. Of a database that doesn't answer nothing more is asked."""
    from hall.project.examination import database, house

    reachable = True
    for check in database.CHECKS:
        for finding in _carefully(check):
            reachable &= finding.name != "database" or finding.state is not State.WRONG
            yield finding
        if not reachable:
            break
    for check in house.CHECKS if reachable else house.CHECKS_WITHOUT_DATABASE:
        yield from _carefully(check)


def _carefully(check: Check) -> Iterator[Finding]:
    """A check that breaks is itself a finding: the doctor must never fall ill."""
    try:
        yield from check()
    except Exception as error:
        yield wrong(
            check.__name__,
            f"{type(error).__name__}: {error}".strip(),
            say("这项检查没有完成，请把这段话告诉维护者。", "This check broke off; tell the maintainers."),
        )
