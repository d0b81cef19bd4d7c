"""Make this checkout ready: `python3 tools/prepare.py demo|check|test`. What is ready is skipped.

Needs only Python 3.11 and its standard library. Never asks, never needs root unless Debian packages are
missing, and writes only into the checkout (and, for tests as root, installs Debian's browser and fonts).
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this file is what an older Python meets first)
    sys.exit(f"OpenHall needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")

import fcntl
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.preparing import browser, node, python
from tools.preparing.steps import CHECKOUT, Step, Unprepared


def steps_for(purpose: str) -> list[Step]:
    environment, demo, dev = (
        python.environment_step(),
        python.packages_step("demo"),
        python.packages_step("dev"),
    )
    if purpose == "demo":
        packages = dev if dev.is_done() else demo
        return [
            environment,
            packages,
            node.modules_step(for_tests=False),
            node.assets_step(),
            python.messages_step(),
        ]
    if purpose == "check":
        return [environment, dev, python.messages_step()]
    return [
        environment,
        dev,
        browser.browser_step(),
        node.modules_step(for_tests=True),
        node.assets_step(),
        python.messages_step(),
    ]


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in {"demo", "check", "test"}:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with (CHECKOUT / ".preparing.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would tear the environment apart
            for step in steps_for(arguments[0]):
                if not step.is_done():
                    step.run()
    except Unprepared as trouble:
        print(f"  ✗ {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
