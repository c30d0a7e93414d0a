"""Working apart: the same answer, one sentence for a mistake, and an end to what never ends."""

import os
import time
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest

from foedus.asking.world import World
from foedus.doors.worker import Apart, LimitError
from foedus.errors import QuestionError

LARGE = 4_000_000_000


def states(world: World, more: int) -> int:
    return len(world.catalogue.states) + more


def makes_no_sense(world: World) -> None:
    raise QuestionError("this makes no sense")


def breaks(world: World) -> None:
    raise LookupError("inside")


def never_ends(world: World, told: str) -> None:
    Path(told).write_text(str(os.getpid()))
    while True:
        pass


def fills_memory(world: World) -> int:
    return len(bytearray(3_000_000_000))


def run(apart: Apart, *given: Any) -> Any:
    return anyio.run(partial(apart.run, *given))


def ended(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


def test_it_gives_what_the_function_gives(world: World) -> None:
    assert run(Apart(world, 60, LARGE), states, 1) == len(world.catalogue.states) + 1


def test_a_question_that_makes_no_sense_is_told_as_ever(world: World) -> None:
    with pytest.raises(QuestionError, match="this makes no sense"):
        run(Apart(world, 60, LARGE), makes_no_sense)


def test_a_fault_is_told_by_its_process(world: World) -> None:
    with pytest.raises(RuntimeError, match="breaks failed"):
        run(Apart(world, 60, LARGE), breaks)


def test_what_takes_too_long_is_ended_by_the_system(world: World, tmp_path: Path) -> None:
    with pytest.raises(LimitError):
        run(Apart(world, 2, LARGE), never_ends, str(tmp_path / "pid"))
    assert ended(int((tmp_path / "pid").read_text()))


def test_what_needs_too_much_memory_is_ended(world: World) -> None:
    with pytest.raises(LimitError):
        run(Apart(world, 60, 1_000_000_000), fills_memory)


def test_what_is_given_up_is_ended(world: World, tmp_path: Path) -> None:
    told = tmp_path / "pid"

    async def give_up() -> None:
        with anyio.move_on_after(60) as scope:
            async with anyio.create_task_group() as group:
                group.start_soon(Apart(world, 60, LARGE).run, never_ends, str(told))
                while not told.exists() or not told.read_text():
                    await anyio.sleep(0.05)
                scope.cancel()

    anyio.run(give_up)
    pid, patience = int(told.read_text()), time.monotonic() + 10
    while not ended(pid):
        assert time.monotonic() < patience, "it still runs"
        time.sleep(0.05)
