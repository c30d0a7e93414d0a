"""Servers as processes, attacked over the network of this machine alone."""

import os
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from proofs.serving import Served
from proofs.watching import Watch

MEGABYTE = 1_000_000


@pytest.fixture(scope="package")
def _served() -> Iterator[Served]:
    with Served() as served:
        yield served


@pytest.fixture
def served(_served: Served) -> Served:
    """`foedus serve`, started anew where an attack before has left it deaf or dead."""
    return _served.living()


@pytest.fixture(scope="package")
def _assistants() -> Iterator[Served]:
    with Served("mcp", ("--http",)) as served:
        yield served


@pytest.fixture
def assistants(_assistants: Served) -> Served:
    """`foedus mcp --http`."""
    return _assistants.living()


@pytest.fixture(scope="session")
def questions() -> dict[str, dict[str, Any]]:
    """Every question as the server describes it, by name."""
    with Served() as served, served.client() as client:
        return {found["name"]: found for found in client.get("/api/v1/questions").json()}


def held_up_nobody(watch: Watch, most: int = 600 * MEGABYTE) -> None:
    """The others were served all the while, and the server stayed small.

    The bounds bear with a machine that does other things too, and twice as much with one that has
    more to do than it can; `proofs/attacks.py` has the strict ones.
    """
    slack = min(2.0, max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)))
    assert watch.usual_health < 0.1 * slack, watch.told()
    assert watch.worst_health < 1.0 * slack, watch.told()
    assert not watch.health.wrong, watch.told()
    assert watch.server < most, watch.told()
    if watch.states:
        assert watch.slow_state < 2.0 * slack, watch.told()
        assert not watch.state.wrong, watch.told()


def refused(answer: httpx.Response, *statuses: int) -> str:
    """What the server says to a request that it refuses."""
    assert answer.status_code in statuses, f"{answer.status_code}: {answer.text[:300]}"
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    detail: str = problem["detail"]
    assert detail
    assert "Traceback" not in detail
    return detail
