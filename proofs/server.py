"""A PostgreSQL server in a folder of its own, for a session of tests or a proof.

It does not run as root, so root becomes the user `postgres` or `nobody` for it.
"""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

MISSING = "PostgreSQL (initdb and pg_ctl) is not installed"


@dataclass
class Server:
    """A server that listens on a socket in its folder."""

    folder: Path
    durable: bool = True
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def address(self, name: str) -> str:
        return f"postgresql://foedus@/{name}?host={self.folder}"

    def database(self, like: str = "") -> str:
        """The address of a new database: an empty one, or a copy of the one at an address."""
        name = f"node{next(self.numbers)}"
        other = like.rpartition("?")[0].rpartition("/")[2] or "template0"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {other}")
        return self.address(name)

    def sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def control(self, *given: str) -> None:
        how = ("-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"))
        # the server writes to its log alone: it must hold no pipe of ours open
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=60"
        if not self.durable:
            options += " -c fsync=off -c full_page_writes=off"
        as_server(["pg_ctl", *given, *how, *(("-o", options) if "start" in given else ())])

    def start(self) -> None:
        self.control("start")

    def kill(self) -> None:
        """Kill it as nothing hears, and wait until all of its processes are gone."""
        while found := _processes(self.folder / "data"):
            for process in found:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            time.sleep(0.01)
        # whoever was to bury it may not have yet, and then its number still looks alive
        for lock in (self.folder / "data/postmaster.pid", *self.folder.glob(".s.PGSQL.*.lock")):
            lock.unlink(missing_ok=True)

    def stop(self, mode: str = "fast") -> None:
        self.control("stop", "-m", mode)


def as_server(command: Sequence[str]) -> None:
    """Run a command as one who may run a server."""
    user: str | None = None
    if os.getuid() == 0:
        known = {found.pw_name for found in pwd.getpwall()}
        user = next(name for name in ("postgres", "nobody") if name in known)
    done = subprocess.run(
        command, user=user, capture_output=True, text=True, cwd="/", check=False, timeout=120
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr or done.stdout}")


@contextmanager
def running(*, durable: bool = True) -> Iterator[Server]:
    """A server in a new folder, which is gone afterwards; one that waits for the disk, or not."""
    folder = Path(tempfile.mkdtemp(prefix="foedus-pg-", dir="/tmp"))  # short, for its socket
    try:
        if os.getuid() == 0:
            names = [name for name in ("postgres", "nobody") if _known(name)]
            shutil.chown(folder, names[0])
        how = ("-U", "foedus", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
        as_server(["initdb", "-D", str(folder / "data"), *how])
        started = Server(folder, durable)
        started.start()
        try:
            yield started
        finally:
            started.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _processes(folder: Path) -> list[int]:
    """The processes of a server: those that work in its folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is another's
            if process.joinpath("cwd").readlink() == folder:
                found.append(int(process.name))
    return found


def installed() -> bool:
    """Whether there is a server to start."""
    return bool(shutil.which("initdb") and shutil.which("pg_ctl"))


def _known(name: str) -> bool:
    return any(found.pw_name == name for found in pwd.getpwall())
