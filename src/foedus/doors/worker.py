"""Working something out apart from the server, within limits, each client in its turn.

There are two lanes, so that what is soon done does not wait behind what takes long. In each, a few
processes know the world already. Why they are processes, and our own, is decision 13.
"""

import asyncio
import functools
import threading
import weakref
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, Self

import anyio
import anyio.to_thread

from foedus.asking.declare import homes
from foedus.asking.world import World
from foedus.doors.child import Limits, Packed
from foedus.doors.lane import BusyError, Lane
from foedus.doors.process import LimitError, Process, UnbegunError, preload

__all__ = ["CHEAP", "HEAVY", "BusyError", "LimitError", "Limits", "Workers"]

CHEAP: Final = Limits(seconds=10.0, memory=1_000_000_000)
HEAVY: Final = Limits(seconds=120.0, memory=4_000_000_000, nice=5)
AT_ONCE: Final = 2
WAITING: Final = 200
PATIENCE: Final = 120.0


class Workers:
    """Processes that know a world, in two lanes: for cheap work and for heavy.

    `cheap` and `heavy` are the limits of a piece of work; `at_once` pieces of each kind are worked
    on, `waiting` more wait for their turn, and each at most `patience` seconds.
    """

    def __init__(
        self,
        world: World,
        *,
        cheap: Limits = CHEAP,
        heavy: Limits = HEAVY,
        at_once: int = AT_ONCE,
        waiting: int = WAITING,
        patience: float = PATIENCE,
    ) -> None:
        self.world = world
        pack = functools.cache(lambda: _packed(world))
        self._cheap = _Crew(pack, cheap, at_once, Lane(at_once, waiting, patience, retry=1))
        self._heavy = _Crew(pack, heavy, at_once, Lane(at_once, waiting, patience, retry=10))

    async def run(
        self, function: Callable[..., Any], *given: Any, heavy: bool = False, client: str = ""
    ) -> Any:
        """What the function, of some module, gives for the world and what is given.

        Raises LimitError, BusyError, or the FoedusError that the function raises. If this is
        cancelled, it leaves the queue, or its process ends.
        """
        crew = self._heavy if heavy else self._cheap
        async with crew.lane.turn(client):
            return await crew.work(function, given)

    def make_ready(self) -> None:
        """Start, in the background, the processes for cheap work, so that nobody waits for them."""
        threading.Thread(target=self._cheap.fill, daemon=True).start()

    def close(self) -> None:
        """End every process."""
        self._cheap.end()
        self._heavy.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _packed(world: World) -> Packed:
    preload(homes())
    return Packed(world)


class _Crew:
    """The processes of one lane."""

    def __init__(
        self, pack: Callable[[], Packed], limits: Limits, at_once: int, lane: Lane
    ) -> None:
        self.limits, self.at_once, self.lane = limits, at_once, lane
        self._pack = pack
        self._idle = deque[Process]()
        self._all = set[Process]()
        self.end = weakref.finalize(self, _end, self._all)

    async def work(self, function: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """Let an idle process work, or a new one where there is none."""
        job = _Job()

        def work() -> Any:
            while True:
                process = self._take()
                try:
                    return process.work(function, given) if job.began(process) else None
                except UnbegunError:
                    continue
                finally:
                    job.ended()
                    self._keep(process)

        try:  # the lane bounds the threads, and nothing else must wait for them
            return await anyio.to_thread.run_sync(
                work, abandon_on_cancel=True, limiter=anyio.CapacityLimiter(1)
            )
        except asyncio.CancelledError:
            job.give_up()
            raise

    def fill(self) -> None:
        """Start as many processes as may work at once."""
        while len(self._all) < self.at_once:
            self._keep(self._started())

    def _take(self) -> Process:
        while True:
            try:
                process = self._idle.pop()
            except IndexError:
                return self._started()
            if process.sound():
                return process
            self._dismiss(process)

    def _started(self) -> Process:
        process = Process.started(self._pack(), self.limits)
        self._all.add(process)
        return process

    def _keep(self, process: Process) -> None:
        if process.worn or len(self._idle) >= self.at_once:
            self._dismiss(process)
        else:
            self._idle.append(process)

    def _dismiss(self, process: Process) -> None:
        process.end()
        self._all.discard(process)


def _end(processes: set[Process]) -> None:
    for process in list(processes):
        process.end()


class _Job:
    """A piece of work that may be given up while a thread waits for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._given_up = False

    def began(self, process: Process) -> bool:
        """Whether it is still wanted, now that there is a process for it."""
        with self._lock:
            if not self._given_up:
                self._process = process
            return not self._given_up

    def ended(self) -> None:
        """Let go of the process, which has others to work for."""
        with self._lock:
            self._process = None

    def give_up(self) -> None:
        """End the process, if it is at work."""
        with self._lock:
            self._given_up = True
            if self._process:
                self._process.end()
