"""S16: whatever ends a process that works for the server, the next request is answered."""

import time
from collections.abc import Iterator

import pytest

from proofs.crowd import Crowd, request
from proofs.hostile import body, long_work
from proofs.processes import kill
from proofs.serving import Served

LONG = request("/api/v1/pool", body(long_work()))
SHORT = request("/api/v1/grant/document?name=c.yaml", b"title: x")


@pytest.fixture(scope="module")
def _shot() -> Iterator[Served]:
    with Served() as served:
        yield served


@pytest.fixture
def shot(_shot: Served) -> Served:
    """A server whose children are shot."""
    return _shot.living()


def asked_for_a_document(served: Served) -> dict[int, int]:
    octets = ("Content-Type: application/octet-stream", "Content-Length: 8")
    content = request("/api/v1/grant/document?name=c.yaml", headers=octets) + b"title: x"
    with Crowd(served, 1, content) as crowd:
        crowd.wait(30)
    return crowd.statuses


def test_all_children_killed_while_nobody_asks(shot: Served) -> None:
    asked_for_a_document(shot)
    kill(shot.children())
    time.sleep(0.2)
    for _ in range(3):
        assert asked_for_a_document(shot) == {422: 1}
    assert "Traceback" not in shot.told()


def test_all_children_killed_while_they_work(shot: Served) -> None:
    with Crowd(shot, 6, LONG) as crowd:
        crowd.wait(1.5)
        kill(shot.children())
        for _ in range(5):
            assert asked_for_a_document(shot) == {422: 1}
        crowd.wait(30, 2)
    # who was being answered is told to come back; who still waited in the queue may be answered
    assert set(crowd.statuses) <= {200, 503}, crowd.statuses
    assert 503 in crowd.statuses
    for answer in crowd.ended:
        if answer.status == 503:
            assert b"more time or memory" not in answer.content  # which is not what was
    assert "Traceback" not in shot.told()


def test_each_child_killed_in_turn(shot: Served) -> None:
    for _ in range(3):
        with Crowd(shot, 2, LONG) as crowd:
            crowd.wait(0.8)
            for child in sorted(shot.children()):
                kill([child])
                assert asked_for_a_document(shot) == {422: 1}
        assert 500 not in crowd.statuses
    assert "Traceback" not in shot.told()
