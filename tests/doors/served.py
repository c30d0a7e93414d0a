"""A server as a process of its own, and what becomes of its processes."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import httpx

PATIENCE = 60.0
"""Seconds after which a test gives up to wait for what must come soon."""


class Served(NamedTuple):
    """A server: its address, and its process, which leads a session of its own."""

    address: str
    process: "subprocess.Popen[str]"
    output: IO[str]

    def said(self) -> str:
        """All that it has written so far."""
        self.output.seek(0)
        return self.output.read()

    def family(self) -> list[int]:
        """The processes that it started and that still run, and itself if it does."""
        pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [pid for pid in pids if _session(pid) == self.process.pid]


@contextmanager
def served(*command: str) -> Iterator[Served]:
    """Run a command of foedus that serves, and end all that is left of it."""
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(
            [sys.executable, "-m", "foedus", *command],
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        try:
            address = _address(said)
            yield Served(address, process, said)
        finally:
            for how in (signal.SIGTERM, signal.SIGKILL):
                if process.poll() is None:
                    process.send_signal(how)
                    try:
                        process.wait(PATIENCE)
                    except subprocess.TimeoutExpired:
                        continue


def _address(output: IO[str]) -> str:
    """The address that a server says it has, once it answers there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        output.seek(0)
        for word in output.read().split():
            if word.startswith("http://"):
                try:
                    httpx.get(word)
                except httpx.TransportError:
                    break
                return word
        time.sleep(0.1)
    raise AssertionError("the server does not start")


def _session(pid: int) -> int:
    """The session of a process that runs; 0 where it does not."""
    try:
        state, _, _, session = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:4]
    except OSError:
        return 0
    return 0 if state == "Z" else int(session)


def await_end(server: Served) -> list[int]:
    """The processes that are left some time after the server ended: there must be none."""
    until = time.monotonic() + PATIENCE
    while (left := server.family()) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
