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
    """What must be ready for `purpose`. What was made ready for tests is ready for the demo, too."""
    environment, messages, assets = python.environment_step(), python.messages_step(), node.assets_step()
    packages, modules = python.packages_step("dev"), node.modules_step(for_tests=True)
    if purpose == "check":
        return [environment, packages, messages]
    if purpose == "test":
        return [environment, packages, browser.browser_step(), modules, assets, messages]
    if not packages.is_done():
        packages = python.packages_step("demo")
    if not modules.is_done():
        modules = node.modules_step(for_tests=False)
    return [environment, packages, modules, assets, messages]


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
