"""The locks hold what pyproject.toml and package.json ask for, at versions that satisfy them."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.conftest import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LISTS = {
    "run.txt": PROJECT["dependencies"],
    "demo.txt": [*PROJECT["dependencies"], *EXTRAS["demo"]],
    "dev.txt": [*PROJECT["dependencies"], *EXTRAS["demo"], *EXTRAS["dev"]],
    "node.txt": EXTRAS["node"],
}


def locked(name: str) -> dict[str, str]:
    text = (CHECKOUT / "requirements" / name).read_text(encoding="utf-8")
    return {
        canonicalize_name(found[1]): found[2] for found in re.finditer(r"(?m)^([\w.-]+)==([^\s;\\]+)", text)
    }


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_locked_at_a_version_that_satisfies_it(name: str):
    versions = locked(name)
    missing = [
        wanted
        for wanted in LISTS[name]
        if (version := versions.get(canonicalize_name(Requirement(wanted).name))) is None
        or not Requirement(wanted).specifier.contains(version)
    ]
    assert missing == [], "run `make lock`"


@pytest.mark.parametrize("name", ["run.txt", "demo.txt"])
def test_the_lists_agree_on_every_version(name: str):
    assert locked(name).items() <= locked("dev.txt").items(), "run `make lock`"


def test_every_locked_package_has_its_hash():
    for name in [*LISTS, "uv.txt"]:
        text = (CHECKOUT / "requirements" / name).read_text(encoding="utf-8")
        for entry in re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]:
            assert "--hash=sha256:" in entry, f"{name}: {entry.splitlines()[0]} has no hash"


def test_the_npm_lock_holds_what_package_json_asks_for():
    wanted = json.loads((CHECKOUT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert lock[f"node_modules/{name}"]["version"] == version, "run `make lock`"
    assert all("integrity" in package for path, package in lock.items() if path)
