"""What a process does that works for a server: it waits for work, and ends with its starter.

However the starter ends: the process holds the reading end of a pipe, its lifeline, whose other end
only the starter has, and the system ends the process when that end is closed.
"""

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final

import msgspec

from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.definitions import Definitions
from foedus.errors import FoedusError

BEGUN: Final = b"begun"
DONE, REFUSED, SHORT, BROKEN = "done", "refused", "short", "broken"
"""What became of the work; `SHORT` is short of memory."""
WORN: Final = 500_000_000
"""Bytes after which a process is not used again: memory once taken is seldom given back."""


@dataclass(frozen=True)
class Limits:
    """What a piece of work may take, and how far it stands back where others need the processor."""

    seconds: float
    memory: int
    nice: int = 0


class Packed:
    """A world as it is sent to a process."""

    def __init__(self, world: World) -> None:
        self._definitions = msgspec.msgpack.encode(world.catalogue.definitions, enc_hook=dict)
        catalogue = world.catalogue
        self._rest = catalogue.key, catalogue.settled, world.store, world.notes, world.supposed

    def world(self) -> World:
        """The world again."""
        key, settled, store, notes, supposed = self._rest
        definitions = msgspec.msgpack.decode(self._definitions, type=Definitions)
        return World(Catalogue(definitions, key, settled), store, notes, supposed)


def serve(talk: Connection, lifeline: Connection, packed: Packed, limits: Limits) -> None:
    """Work until there is nobody to work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the server
    _end_with(lifeline)
    _limit(limits)
    world = packed.world()
    gc.freeze()  # what is known for good need not be looked through again and again
    talk.send(None)
    while True:
        try:
            asked = talk.recv_bytes()
        except (EOFError, OSError):
            return
        talk.send_bytes(BEGUN)
        talk.send_bytes(_told(world, asked))


def _told(world: World, asked: bytes) -> bytes:
    try:
        function, given = pickle.loads(asked)
        return pickle.dumps((*_outcome(function, world, given), _peak() > WORN))
    except MemoryError:
        return pickle.dumps((SHORT, None, True))
    except Exception:
        traceback.print_exc()
        return pickle.dumps((BROKEN, None, True))


def _outcome(function: Callable[..., Any], world: World, given: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return DONE, function(world, *given)
    except FoedusError as error:
        return REFUSED, error


def _limit(limits: Limits) -> None:
    if sys.platform != "win32":
        os.nice(limits.nice)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))


def _peak() -> int:
    """The most bytes that this process has ever held."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _end_with(lifeline: Connection) -> None:
    """End when the other end of the lifeline is closed, and with it whoever held it.

    On Linux the kernel does it: not even a thread that holds the interpreter for ever is in its
    way, as it would be in that of a thread that watches.
    """
    if sys.platform == "linux":
        import fcntl

        descriptor = lifeline.fileno()
        fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGKILL)
        flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)
        if lifeline.poll(0):  # it was closed before the kernel was told
            os._exit(0)
    else:
        threading.Thread(target=_watch, args=(lifeline,), daemon=True).start()


def _watch(lifeline: Connection) -> None:
    lifeline.poll(None)
    os._exit(0)
