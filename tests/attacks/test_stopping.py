"""S9: a server that ends takes its children with it, however it ends."""

import signal
import time
from collections.abc import Iterator

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


def test_told_to_stop_it_ends_everything_in_time(long: bytes, ending: Served) -> None:
    with Crowd(ending, 12, long) as crowd:
        crowd.wait(1.0)
        took, left = ending.stop(WITHIN)
    assert ending.process.returncode in (0, -signal.SIGTERM), "it had to be killed"
    assert took < WITHIN
    assert not left, f"{len(left)} processes outlived the server"
    assert "Traceback" not in ending.told()


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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_assistants_end_the_same_way(number: int) -> None:
    with Served("mcp", ("--http",)) as served:
        with Crowd(served, 12, bare(served, "pool", long_work())) as crowd:
            crowd.wait(1.0)
            took, left = served.stop(WITHIN, number)
        assert took < WITHIN
        assert not left, f"{len(left)} processes outlived the assistants' door"
        assert "Traceback" not in served.told()
