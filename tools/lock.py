"""`make lock`: resolve anew what the hall stands on, by hash, and record no place to fetch it from.

requirements/dev.txt holds everything. The smaller lists are cut to the same versions: run.txt (production),
demo.txt (`make demo`), node.txt (only where the machine has no Node). uv.txt is the installer itself.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tools.surroundings import CHECKOUT, environment

FOLDER = CHECKOUT / "requirements"
HEADER = "# Made by `make lock` from pyproject.toml: exact versions by hash, no addresses. Don't edit.\n"


def main() -> int:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    FOLDER.mkdir(exist_ok=True)
    _compile("dev.txt", [*project["dependencies"], *extras["demo"], *extras["dev"]])
    _compile("run.txt", project["dependencies"], same_as="dev.txt")
    _compile("demo.txt", [*project["dependencies"], *extras["demo"]], same_as="dev.txt")
    _compile("node.txt", extras["node"])
    _compile("uv.txt", [f"uv=={_installed_uv()}"])
    _lock_npm()
    return 0


def _compile(name: str, wanted: list[str], same_as: str = "") -> None:
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header"]
    if same_as:
        options += ["--constraint", str(FOLDER / same_as)]
    text = _output(
        [_uv(), "pip", "compile", "--quiet", "--no-emit-index-url", *options, "-"], "\n".join(wanted)
    )
    (FOLDER / name).write_text(HEADER + text, encoding="utf-8")
    print(f"requirements/{name}: {text.count('==')} packages")


def _lock_npm() -> None:
    """package-lock.json without `resolved`: npm then asks the registry that the machine is set up with."""
    if not (CHECKOUT / "package.json").exists():
        return
    npm = shutil.which("npm") or str(Path(sys.executable).with_name("npm"))
    _output([npm, "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"])
    path = CHECKOUT / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"package-lock.json: {len(lock['packages']) - 1} packages")


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else "uv"


def _installed_uv() -> str:
    return _output([_uv(), "--version"]).split()[1]


def _output(command: list[str], given: str = "") -> str:
    return subprocess.run(
        command, cwd=CHECKOUT, env=environment(), input=given, check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
