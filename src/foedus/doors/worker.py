"""Working something out in a process of its own, which ends with its answer or at a limit.

A solver cannot be asked to stop, and what it computes in native code cannot be interrupted; the
process that it runs in can be ended.
"""

import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import cached_property
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any

import anyio
import anyio.to_thread
import msgspec

from foedus.asking.declare import Question, homes
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.definitions import Definitions
from foedus.documents.shapes import documents_of
from foedus.errors import FoedusError, QuestionError
from foedus.model.answers import Answer

_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_context: Any = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
if _FORKS:  # what is loaded once need not be by every process; what is not installed is left out
    _context.set_forkserver_preload(
        [
            "foedus.documents.workbook",
            "foedus.doors.rest.documents",
            "foedus.doors.mcp.server",
            *homes(),
        ]
    )


def make_ready() -> None:
    """Start what the processes are forked from, so that the first of them need not wait for it."""
    if _FORKS:
        forkserver.ensure_running()


class LimitError(FoedusError):
    """The process ended without an answer: it took too long, or more memory than it may."""


class Apart:
    """Processes that know a world; each has so many seconds and bytes of memory."""

    def __init__(self, world: World, seconds: float, memory: int) -> None:
        self.world, self.seconds, self.memory = world, seconds, memory

    @cached_property
    def _packed(self) -> bytes:
        return msgspec.msgpack.encode(self.world.catalogue.definitions)

    async def run(
        self,
        function: Callable[..., Any],
        *given: Any,
        limiter: anyio.CapacityLimiter | None = None,
    ) -> Any:
        """What the function gives for the world and what is given.

        Raises LimitError, or what the function raises. If this is cancelled, the process ends.
        """
        started: list[Any] = []
        rest = self.world.catalogue.key, self.world.store, self.world.notes

        def work() -> tuple[bool, Any]:
            here, there = _context.Pipe(duplex=False)
            process = _context.Process(
                target=_child,
                args=(there, self.seconds, self.memory, self._packed, rest, function, given),
                daemon=True,
            )
            process.start()
            started.append(process)
            there.close()
            try:
                found: tuple[bool, Any] = here.recv()
                return found
            except EOFError:
                raise LimitError from None
            finally:
                here.close()
                process.join()

        try:
            sound, found = await anyio.to_thread.run_sync(
                work, abandon_on_cancel=True, limiter=limiter
            )
        finally:
            for process in started:
                process.kill()
        if not sound:
            raise found
        return found


def takes_long(question: Question[Any, Any], given: Mapping[str, Any]) -> bool:
    """Whether a question may: with a document it has as much to do as stands in it."""
    return question.answer.table is not Answer.table or any(
        given.get(name) for names in documents_of(question.inputs).items() for name in names
    )


def _child(
    there: Connection,
    seconds: float,
    memory: int,
    packed: bytes,
    rest: tuple[str, Any, tuple[str, ...]],
    function: Callable[..., Any],
    given: tuple[Any, ...],
) -> None:
    _limit(seconds, memory)
    found: tuple[bool, Any]
    try:
        key, store, notes = rest
        definitions = msgspec.msgpack.decode(packed, type=Definitions)
        world = World(Catalogue(definitions, key), store, notes)
        found = True, function(world, *given)
    except MemoryError:
        return  # the closed pipe says it
    except QuestionError as error:
        found = False, error
    except Exception:
        traceback.print_exc()
        found = False, RuntimeError(f"{function.__name__} failed; its process says how")
    there.send(found)
    there.close()


def _limit(seconds: float, memory: int) -> None:
    """Let the system end this process, should the one that started it be gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the server
    if sys.platform != "win32":
        import resource

        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
