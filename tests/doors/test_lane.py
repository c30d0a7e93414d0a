"""Waiting for a turn: bounded, fair among clients, and left without a trace by who gives up."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from foedus.doors.lane import BusyError, Lane


class Worked:
    """A lane of one turn, who had turns in it, and who was sent away."""

    def __init__(self, waiting: int = 10, patience: float = 60.0) -> None:
        self.lane = Lane(1, waiting, patience, retry=7)
        self.order, self.refused = list[str](), list[BusyError]()
        self.held = asyncio.Event()

    async def ask(self, client: str) -> None:
        try:
            async with self.lane.turn(client):
                self.order.append(client)
                await self.held.wait()
        except BusyError as error:
            self.refused.append(error)
            self.order.append(f"no {client}")

    async def all(self, clients: str) -> "list[asyncio.Task[None]]":
        """Ask for each client, one after another."""
        tasks = []
        for client in clients:
            tasks.append(asyncio.create_task(self.ask(client)))
            await asyncio.sleep(0)
        return tasks

    async def finish(self, tasks: "list[asyncio.Task[None]]") -> list[str]:
        self.held.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        return self.order


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


def test_clients_take_turns_however_much_one_asks() -> None:
    async def work() -> list[str]:
        worked = Worked()
        return await worked.finish(await worked.all("AAAABBC"))

    assert run(work()) == list("AABCABA")


def test_a_full_queue_refuses_who_has_the_most_in_it_and_says_when_to_ask_again() -> None:
    async def work() -> tuple[list[str], list[BusyError]]:
        worked = Worked(waiting=3)
        tasks = await worked.all("AAAAAB")
        return await worked.finish(tasks), worked.refused

    order, refused = run(work())
    assert order == ["A", "no A", "no A", "A", "B", "A"]
    assert {str(error) for error in refused} == {
        "3 questions wait to be answered already; ask again in 7 seconds"
    }
    assert {error.retry for error in refused} == {7}


def test_who_waits_too_long_is_told_that_it_waited() -> None:
    async def work() -> tuple[list[str], list[BusyError]]:
        worked = Worked(patience=0.05)
        tasks = await worked.all("AB")
        await tasks[1]
        return await worked.finish(tasks), worked.refused

    order, [refused] = run(work())
    assert order == ["A", "no B"]
    assert str(refused) == "this waited 0.05 seconds for others to be answered; ask again later"


@pytest.mark.parametrize("late", [False, True], ids=["while it waits", "as its turn comes"])
def test_who_gives_up_leaves_its_place_to_the_next(late: bool) -> None:
    async def work() -> list[str]:
        worked = Worked()
        async with worked.lane.turn("A"):
            tasks = await worked.all("BC")
            if not late:
                tasks[0].cancel()
        if late:
            tasks[0].cancel()  # it has the turn, and has not run since
        return await worked.finish(tasks)

    assert run(work()) == ["C"]


def test_every_turn_is_given_back() -> None:
    async def work() -> list[str]:
        worked = Worked(waiting=2)
        tasks = await worked.all("ABCDEF")
        tasks[2].cancel()
        await worked.finish(tasks)
        worked.order.clear()
        return await worked.finish(await worked.all("XY"))

    assert run(work()) == ["X", "Y"]
