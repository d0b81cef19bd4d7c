"""`make check`: everything that can be judged without running the hall. All steps run; all failures are told.

`python -m tools.check ruff mypy` runs only the steps named.
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.surroundings import CHECKOUT, environment

PYTHON = sys.executable
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"


@dataclass(frozen=True)
class Step:
    """One judge: what it is called, what runs, and what mends it."""

    name: str
    command: tuple[str, ...]
    mend: str = ""


STEPS = [
    Step("types", (PYTHON, "-m", "mypy", "src/hall", "tools")),
    Step("lint", (PYTHON, "-m", "ruff", "check", "."), mend="ruff check --fix ."),
    Step("format", (PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."), mend="make format"),
    Step("floor plan", (PYTHON, "-c", _LINT_IMPORTS, "importlinter.toml", "--no-cache")),
    Step("house rules", (PYTHON, "-m", "tools.house_rules")),
    Step(
        "migrations",
        (PYTHON, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"),
        mend="python manage.py makemigrations, then name the migration",
    ),
    Step("settings", (PYTHON, "manage.py", "check", "--fail-level", "WARNING")),
    Step("documents", (PYTHON, "-m", "tools.generated", "--check"), mend="make docs"),
]


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - {step.name for step in STEPS}
    if unknown:
        print(f"No such step: {', '.join(sorted(unknown))}. Steps: {', '.join(step.name for step in STEPS)}.")
        return 2
    steps = [step for step in STEPS if not wanted or step.name in wanted]
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(_run, steps))
    failed = [name for name, passed in results if not passed]
    print(f"make check: {'all well' if not failed else 'failed: ' + ', '.join(failed)}")
    return 1 if failed else 0


def _run(step: Step) -> tuple[str, bool]:
    started = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=CHECKOUT,
        env=environment(HALL_MODE="test"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    lines = [f"{'✓' if passed else '✗'} {step.name} ({time.monotonic() - started:.1f} s)"]
    if not passed:
        lines += [f"    {line}" for line in done.stdout.strip().splitlines()]
        lines += [f"    To mend: {step.mend}"] if step.mend else []
    print("\n".join(lines), flush=True)
    return step.name, passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
