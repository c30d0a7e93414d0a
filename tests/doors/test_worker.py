"""Working apart: the same answer, a true sentence at each limit, and an end to what never ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import anyio
import pytest

from foedus.asking.world import World
from foedus.doors.process import Process
from foedus.doors.worker import BusyError, LimitError, Limits, Workers
from foedus.errors import FoedusError, QuestionError

PATIENCE = 30.0
"""Seconds after which a test gives up to wait for what must come soon."""


def states(world: World, more: int) -> int:
    return len(world.catalogue.states) + more


def makes_no_sense(world: World) -> None:
    raise QuestionError("this makes no sense", at=("state",))


def breaks(world: World) -> None:
    raise LookupError("inside")


def who(world: World) -> int:
    return os.getpid()


def never_ends(world: World, told: str) -> None:
    Path(told).write_text(str(os.getpid()))
    10**10**10  # holds the interpreter: no thread of this process runs again


def takes(world: World, seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def aborts(world: World) -> None:
    os.abort()


def fills_memory(world: World) -> int:
    return len(bytearray(3_000_000_000))


def holds_memory(world: World) -> int:
    return len(bytearray(600_000_000))


@pytest.fixture(scope="module")
def workers(world: World) -> Iterator[Workers]:
    with Workers(world) as workers:
        yield workers


def run(workers: Workers, *given: Any, **how: Any) -> Any:
    return anyio.run(partial(workers.run, *given, **how))


def gone(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def soon(what: Callable[[], Any], otherwise: str) -> Any:
    patience = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < patience, otherwise
        time.sleep(0.02)
    return found


def written(file: Path) -> int:
    return int(soon(lambda: file.exists() and file.read_text(), "it never began"))


@pytest.mark.parametrize("heavy", [False, True])
def test_it_gives_what_the_function_gives(heavy: bool, workers: Workers, world: World) -> None:
    assert run(workers, states, 1, heavy=heavy) == len(world.catalogue.states) + 1


def test_a_process_is_used_again(workers: Workers) -> None:
    assert run(workers, who) == run(workers, who)


def test_a_question_that_makes_no_sense_is_told_as_ever(workers: Workers) -> None:
    with pytest.raises(QuestionError, match="this makes no sense") as refused:
        run(workers, makes_no_sense)
    assert refused.value.at == ("state",)


def test_a_fault_is_told_by_its_process(workers: Workers) -> None:
    with pytest.raises(RuntimeError, match="breaks failed"):
        run(workers, breaks)
    assert run(workers, who)


def test_what_takes_too_long_is_ended_even_if_it_holds_the_interpreter(
    world: World, tmp_path: Path
) -> None:
    with Workers(world, cheap=Limits(1, 1_000_000_000)) as workers:
        with pytest.raises(LimitError, match="took longer than the limit of 1 s"):
            run(workers, never_ends, str(tmp_path / "pid"))
        soon(partial(gone, written(tmp_path / "pid")), "it still runs")
        assert run(workers, who)


def test_what_needs_too_much_memory_is_told_so(workers: Workers) -> None:
    with pytest.raises(LimitError, match="needed more than the 1 GB of memory"):
        run(workers, fills_memory)
    assert run(workers, who)


def test_a_process_that_held_much_memory_is_not_used_again(workers: Workers) -> None:
    before = run(workers, who)
    assert run(workers, holds_memory) == 600_000_000
    assert run(workers, who) != before


def test_what_breaks_down_in_native_code_is_told_so(workers: Workers) -> None:
    with pytest.raises(LimitError, match=r"broke down \(SIGABRT\); it may use 1 GB"):
        run(workers, aborts)


def test_what_is_ended_from_outside_is_told_so(workers: Workers) -> None:
    async def interrupted() -> None:
        pid = await workers.run(who)
        async with anyio.create_task_group() as group:
            group.start_soon(workers.run, takes, PATIENCE)
            await anyio.sleep(0.5)
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(ExceptionGroup) as raised:
        anyio.run(interrupted)
    [told] = raised.value.exceptions
    assert isinstance(told, LimitError)
    assert "ended from outside; ask again" in str(told)


def test_a_process_killed_while_it_waits_is_replaced(workers: Workers) -> None:
    pid = run(workers, who)
    os.kill(pid, signal.SIGKILL)
    soon(partial(gone, pid), "it still runs")
    assert run(workers, who) != pid


def test_what_is_given_up_is_ended(workers: Workers, tmp_path: Path) -> None:
    told = tmp_path / "pid"

    async def give_up() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(workers.run, never_ends, str(told))
            while not told.exists() or not told.read_text():
                await anyio.sleep(0.02)
            group.cancel_scope.cancel()

    anyio.run(give_up)
    soon(partial(gone, written(told)), "it still runs")
    assert run(workers, who)


@pytest.mark.skipif(sys.platform != "linux", reason="another system starts its processes anew")
@pytest.mark.parametrize("at_work", [False, True], ids=["between", "while one works"])
def test_the_next_is_answered_after_the_server_of_forks_was_killed(
    at_work: bool, world: World
) -> None:
    async def answered() -> list[Any]:
        found: list[Any] = []

        async def ask(seconds: float, heavy: bool) -> None:
            found.append(await own.run(takes, seconds, heavy=heavy))

        async with anyio.create_task_group() as group:
            if at_work:
                group.start_soon(ask, 2, False)
                await anyio.sleep(1)
            pid = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
            os.kill(pid, signal.SIGKILL)
            group.start_soon(ask, 0, True)
        return found

    with Workers(world) as own:
        run(own, who)
        assert len(anyio.run(answered)) == 1 + at_work


SERVER = """
import sys, anyio, foedus
from functools import partial
from foedus.doors.worker import Limits, Workers
sys.path.insert(0, {tests!r})
import tests.doors.test_worker as work

async def main(workers):
    async with anyio.create_task_group() as group:
        group.start_soon(workers.run, work.never_ends, {first!r})
        group.start_soon(partial(workers.run, work.never_ends, {second!r}, heavy=True))

workers = Workers(foedus.load(), cheap=Limits(60, 10**9))
anyio.run(main, workers)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_processes_end_with_their_server_however_it_ends(
    how: signal.Signals, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    tests = str(Path(__file__).parents[2])
    code = SERVER.format(tests=tests, first=str(first), second=str(second))
    with subprocess.Popen([sys.executable, "-c", code], start_new_session=True) as server:
        pids = [written(first), written(second)]
        family = [pid for pid in map(int, _processes()) if _session(pid) == server.pid]
        assert {*pids, server.pid} < {*family}, "the one that forks them is there too"
        server.send_signal(how)
        server.wait(PATIENCE)
    for pid in family:
        soon(partial(gone, pid), f"{pid} still runs")


def _processes() -> Iterator[str]:
    return (entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _session(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[3])
    except OSError:
        return 0


def test_every_reason_is_an_error_of_foedus() -> None:
    assert issubclass(LimitError, FoedusError)
    assert issubclass(BusyError, FoedusError)


def test_work_that_was_not_begun_is_given_to_another_process(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is killed as it is chosen: it seems sound, and takes no work any more."""
    pid = run(workers, who)
    os.kill(pid, signal.SIGKILL)
    soon(partial(gone, pid), "it still runs")
    monkeypatch.setattr(Process, "sound", lambda _: True)
    assert run(workers, who) != pid
