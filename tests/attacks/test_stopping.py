"""S9: a server that ends takes its children with it, however it ends."""

import signal
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest

from proofs.assistants import bare
from proofs.crowd import Crowd, request
from proofs.hostile import body, long_work
from proofs.processes import gone, kill
from proofs.serving import Served
from proofs.watching import STATE

WITHIN = 15.0


@pytest.fixture(scope="module")
def long() -> bytes:
    return request("/api/v1/pool", body(long_work()))


@pytest.fixture
def ending() -> Iterator[Served]:
    """A server for one test, which ends it."""
    with Served() as served:
        yield served


class Ended(NamedTuple):
    """How a server ended: after so many seconds, leaving these processes, having told that."""

    took: float
    left: Collection[int]
    told: str
    status: int | None


def _ended(door: str, number: int, long: bytes) -> Ended:
    """A server told to stop while twelve clients wait for long work."""
    with Served(door, ("--http",) if door == "mcp" else ()) as served:
        content = bare(served, "pool", long_work()) if door == "mcp" else long
        with Crowd(served, 12, content) as crowd:
            crowd.wait(1.0)
            took, left = served.stop(WITHIN, number)
        return Ended(took, left, served.told(), served.process.returncode)


STOPS = (("serve", signal.SIGTERM), ("mcp", signal.SIGINT), ("mcp", signal.SIGTERM))


@pytest.fixture(scope="module")
def ended(long: bytes) -> dict[tuple[str, int], Ended]:
    """Each of the stops, all at the same time: what they take, they take by waiting."""
    with ThreadPoolExecutor(len(STOPS)) as pool:
        found = pool.map(lambda stop: _ended(stop[0], stop[1], long), STOPS)
        return dict(zip(STOPS, found, strict=True))


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: f"{stop[0]}-{stop[1].name}")
def test_told_to_stop_it_ends_everything_in_time(
    stop: tuple[str, int], ended: dict[tuple[str, int], Ended]
) -> None:
    found = ended[stop]
    assert found.took < WITHIN
    assert not found.left, f"{len(found.left)} processes outlived the server"
    assert "Traceback" not in found.told
    if stop[0] == "serve":
        assert found.status in (0, -signal.SIGTERM), "it had to be killed"


def test_killed_it_leaves_no_child_behind(long: bytes, ending: Served) -> None:
    with Crowd(ending, 4, long) as crowd:
        crowd.wait(1.0)
        pids = ending.children()
        assert pids, "no question is worked out"
        ending.process.kill()
        ending.process.wait()
        left = gone(pids, 2.0)
    kill(left)
    assert not left, f"{len(left)} of {len(pids)} processes outlived the server that was killed"


def test_one_short_question_is_finished_before_it_ends(ending: Served) -> None:
    with Crowd(ending, 1, request("/api/v1/state", STATE)) as crowd:
        time.sleep(0.05)
        took, left = ending.stop(WITHIN)
        crowd.wait(1.0)
    assert crowd.statuses == {200: 1}
    assert took < WITHIN
    assert not left
