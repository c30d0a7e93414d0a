"""A process that knows a world and works for the one that started it, one piece of work at a time.

What holds the interpreter, or is computed in native code, cannot be interrupted in a thread; a
process can be ended.
"""

import multiprocessing
import pickle
import signal
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

from foedus.doors import child
from foedus.doors.child import Limits, Packed
from foedus.errors import FoedusError

FORKS: Final = "forkserver" in multiprocessing.get_all_start_methods()
TRIES: Final = 5
AGAIN: Final = 0.1
STARTS: Final = 60.0
"""Seconds in which a process must know its world; on an idle machine it takes a tenth of one."""
_context: Any = multiprocessing.get_context("forkserver" if FORKS else "spawn")


class LimitError(FoedusError):
    """The work ended without an answer; the sentence says at which limit, or that it was ended."""


class UnbegunError(Exception):
    """The process had ended before it was given the work."""


def preload(modules: Iterable[str]) -> None:
    """Load once what every process needs, if none has been started yet."""
    if FORKS:
        _context.set_forkserver_preload([*modules])


class Process:
    """A process, seen by the one that started it: every method blocks, but `end` and `sound`."""

    def __init__(self, packed: Packed, limits: Limits) -> None:
        """Start it, and wait until it knows its world. Raises OSError or EOFError."""
        self.limits, self.worn = limits, False
        self._talk, there = _context.Pipe()
        lifeline, self._lifeline = _context.Pipe(duplex=False)
        self._process = _context.Process(
            target=child.serve, args=(there, lifeline, packed, limits), daemon=True
        )
        with there, lifeline:
            self._process.start()
        if not self._talk.poll(STARTS):
            self.end()
            raise OSError("a process did not start in time")
        self._talk.recv()

    @classmethod
    def started(cls, packed: Packed, limits: Limits) -> "Process":
        """A process, even where the one that processes are forked from has just been killed."""
        for _ in range(TRIES):
            try:
                return cls(packed, limits)
            except (OSError, EOFError):
                time.sleep(AGAIN)  # until the system has told that it is gone
        return cls(packed, limits)

    def sound(self) -> bool:
        """Whether it can be given work: one that has ended has closed its side."""
        try:
            return not self.worn and not self._talk.poll(0)
        except OSError:
            return False

    def work(self, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """What the function gives for the world and what is given.

        Raises LimitError, or the FoedusError that the function raises; UnbegunError where it can be
        given to another process, for this one had ended before.
        """
        try:
            self._talk.send((function, given))
            self._talk.recv_bytes()
        except (EOFError, OSError):
            self.end()
            raise UnbegunError from None
        try:
            if not self._talk.poll(self.limits.seconds):
                self.end()
                seconds = f"{self.limits.seconds:g}"
                raise LimitError(f"this took longer than the limit of {seconds} s")
            how, found, self.worn = pickle.loads(self._talk.recv_bytes())
        except (EOFError, OSError):
            raise LimitError(self._why()) from None
        if how == child.REFUSED:
            raise found
        if how == child.SHORT:
            may = f"{self.limits.memory / 1e9:g} GB"
            raise LimitError(f"this needed more than the {may} of memory allowed")
        if how == child.BROKEN:
            raise RuntimeError(f"{function.__name__} failed; its process says how")
        return found

    def end(self) -> None:
        """End it now, whatever it does. May be called again, and from any thread."""
        self.worn = True
        self._lifeline.close()
        self._process.kill()

    def _why(self) -> str:
        """Why it is gone without a word."""
        self.worn = True
        self._process.join(1)
        code = self._process.exitcode
        self.end()
        if code in (-signal.SIGABRT, -signal.SIGSEGV):  # so ends native code that has no memory
            may = f"{self.limits.memory / 1e9:g} GB"
            return f"this broke down ({signal.Signals(-code).name}); it may use {may} of memory"
        return "the process that worked on this was ended from outside; ask again"
