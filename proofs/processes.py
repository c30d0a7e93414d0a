"""Processes and their memory, as Linux tells them in /proc."""

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def started_by(root: int) -> set[int]:
    """Every process that descends from one, without itself."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                # the name of the program is in brackets, and may itself hold brackets and spaces
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found: set[int] = set()
    waiting = [root]
    while waiting:
        new = [pid for pid in children.get(waiting.pop(), ()) if pid not in found]
        found.update(new)
        waiting += new
    return found


def memory(pid: int) -> int:
    """The bytes that a process has in memory, what it shares with others among them."""
    return _kilobytes(PROC / str(pid) / "status", "VmRSS:")


def share(pid: int) -> int:
    """The bytes of a process, what it shares with others by its share: sums of it are true."""
    return _kilobytes(PROC / str(pid) / "smaps_rollup", "Pss:")


def _kilobytes(file: Path, field: str) -> int:
    with contextlib.suppress(OSError):
        for line in file.read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0  # it has ended


def alive(pids: Iterable[int]) -> set[int]:
    """Those that run; what has ended and was not yet collected by its parent does not."""
    found = set()
    for pid in pids:
        with contextlib.suppress(OSError, IndexError):
            if (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.add(pid)
    return found


def gone(pids: Iterable[int], seconds: float) -> set[int]:
    """Those that still run after so many seconds."""
    end = time.monotonic() + seconds
    left = alive(pids)
    while left and time.monotonic() < end:
        time.sleep(0.05)
        left = alive(left)
    return left


def kill(pids: Iterable[int]) -> None:
    """End processes at once."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def end_with_parent() -> None:
    """Have the system end this process when the one that started it ends, however that does."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


_PR_SET_PDEATHSIG = 1
