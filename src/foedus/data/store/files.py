"""Writing files that are whole, that last and that others can read: the system's part of it."""

import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

if sys.platform != "win32":
    import fcntl

T = TypeVar("T")
PATIENCE: Final = 5.0
"""Seconds to wait for a file that another process has open, where the system minds that."""


def unused(folder: Path, prefix: str) -> Path:
    """A path in a folder that nothing has; its file or folder is made with the user's umask."""
    return folder / f"{prefix}{secrets.token_hex(8)}"


def made(folder: Path) -> None:
    """Make a folder and those above it, so that they outlast a loss of power."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        listed(path.parent)


def kept(path: Path) -> None:
    """Return when the content of a file is on the disk, and no longer in memory only."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def listed(folder: Path) -> None:
    """Return when the names in a folder are on the disk. Windows cannot be asked for it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (
            errno.EINVAL,
            errno.ENOTSUP,
        ):  # some network disks know no such thing
            raise
    finally:
        os.close(handle)


def replaced(path: Path, write: Callable[[Path], object], beside: Path) -> None:
    """Write a file anew in one step: whoever reads it has the old content or the new.

    `beside` is a folder of the same disk; what is not finished lies there.
    """
    unfinished = unused(beside, ".unfinished-")
    try:
        write(unfinished)
        kept(unfinished)
        patiently(lambda: unfinished.replace(path))
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    listed(path.parent)


def patiently(act: Callable[[], T]) -> T:
    """Act on a file. Windows refuses that for the moment in which another has it open."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except PermissionError:
            if os.name != "nt" or time.monotonic() > until:
                raise
            time.sleep(0.01)


def whole(path: Path, most: int) -> bytes:
    """The bytes of a file of at most so many. Raises OSError, also for what never ends."""
    _regular(path)
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


def _regular(path: Path) -> None:
    """Raise OSError for a device or a pipe, which nobody may wait for."""
    kind = path.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):  # of a folder the system says it itself
        raise OSError(errno.EINVAL, "a device or a pipe lies in place of a file", str(path))


def shared(path: Path) -> BinaryIO:
    """Open a file, so that no one removes it while it is open.

    Raises FileNotFoundError where it is gone, BlockingIOError where it is being removed just now.
    """
    _regular(path)
    file = path.open("rb")
    try:
        if sys.platform != "win32":  # elsewhere an open file cannot be removed
            _lock(file, fcntl.LOCK_SH)
            if not os.fstat(file.fileno()).st_nlink:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    except BaseException:
        file.close()
        raise
    return file


def alone(path: Path) -> BinaryIO | None:
    """Open a file that no one else has open by `shared`; None where someone has."""
    file = path.open("rb+")
    try:
        if sys.platform != "win32":
            _lock(file, fcntl.LOCK_EX)
    except BlockingIOError:
        file.close()
        return None
    return file


def _lock(file: BinaryIO, how: int) -> None:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:  # a disk without locks, whose files outlast their removal while they are open
        return
