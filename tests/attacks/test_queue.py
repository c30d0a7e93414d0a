"""S3: long questions have a queue of their own, which is bounded, fair, and left with its asker."""

import json
import time
from typing import Any

import pytest

from proofs.crowd import Crowd, request
from proofs.hostile import body
from proofs.serving import Served
from proofs.watching import Watch
from tests.attacks.conftest import held_up_nobody

ALONE = 3.0
"""Seconds within which one shipped example is answered by a server with nothing else to do."""


@pytest.fixture
def exercise(questions: dict[str, Any]) -> bytes:
    return request("/api/v1/exercise", body(questions["exercise"]["example"]))


def test_cheap_questions_do_not_wait_behind_fifty_long_ones(
    exercise: bytes, served: Served
) -> None:
    with Crowd(served, 50, exercise) as crowd, Watch(served) as watch:
        crowd.wait(5)
        crowd.wait(30, 1)
    held_up_nobody(watch)
    assert set(crowd.statuses) <= {200, 503}, crowd.statuses
    assert crowd.statuses.get(200), "none of the long ones was answered"


def test_a_full_queue_says_so_at_once_and_when_to_come_back(
    exercise: bytes, served: Served
) -> None:
    with Watch(served) as watch, Crowd(served, 300, exercise) as crowd:
        crowd.wait(4)
    turned_away = [answer for answer in crowd.ended if answer.status == 503]
    assert turned_away, f"none of 300 was turned away: {crowd.statuses}"
    for answer in turned_away:
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["content-type"] == "application/problem+json"
        assert json.loads(answer.content.partition(b"\r\n\r\n")[2])["status"] == 503
    assert set(crowd.statuses) <= {200, 503}, crowd.statuses
    held_up_nobody(watch)


def test_those_who_leave_take_their_work_with_them(exercise: bytes, served: Served) -> None:
    with Crowd(served, 50, exercise) as crowd:
        crowd.wait(0.7)
        crowd.leave()
    time.sleep(0.5)
    begun = time.monotonic()
    with Crowd(served, 1, exercise) as after:
        after.wait(30)
    took = time.monotonic() - begun
    assert after.statuses == {200: 1}
    assert took < ALONE, f"the next asker waited {took:.1f} s for those who had left"


def test_one_client_with_fifty_questions_does_not_hold_up_another_with_one(
    exercise: bytes, served: Served
) -> None:
    with Crowd(served, 50, exercise, source="127.0.0.2") as many:
        many.wait(0.5)
        before = len(many.ended)
        with Crowd(served, 1, exercise, source="127.0.0.3") as one:
            one.wait(30)
        many.wait(0.1)
        meanwhile = len(many.ended) - before
    assert one.statuses == {200: 1}
    # those that were being worked out, and as many in turn with it
    assert meanwhile <= 10, f"{meanwhile} of the one came before the only one of the other"
