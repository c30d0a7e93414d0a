"""A server as a process of its own, and what becomes of its processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

PATIENCE = 60.0
"""Seconds after which a test gives up to wait for what must come soon."""


class Served(NamedTuple):
    """A server: its address, and its process, which leads a session of its own."""

    address: str
    process: "subprocess.Popen[str]"

    def family(self) -> list[int]:
        """The processes that it started and that still run, and itself if it does."""
        pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [pid for pid in pids if _session(pid) == self.process.pid]


@contextmanager
def served(*command: str) -> Iterator[Served]:
    """Run a command of foedus that serves, and end all that is left of it."""
    with subprocess.Popen(
        [sys.executable, "-m", "foedus", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout
            told = process.stdout.readline()
            address = next(word for word in told.split() if word.startswith("http://"))
            _wait_for(address)
            yield Served(address, process)
        finally:
            for how in (signal.SIGTERM, signal.SIGKILL):
                if process.poll() is None:
                    process.send_signal(how)
                    try:
                        process.wait(PATIENCE)
                    except subprocess.TimeoutExpired:
                        continue


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(address)
        except httpx.TransportError:
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.1)
        else:
            return


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
