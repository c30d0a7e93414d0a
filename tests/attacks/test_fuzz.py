"""A few seconds of the fuzzer, always the same; `proofs/fuzz_doors.py` goes on for as long as told.

And the fuzzer itself: a case can be made again, and a fault is told by where it lies.
"""

import socket
import threading
from random import Random
from typing import Any

import pytest

from proofs.fuzz.doors import REST, Known, assistant
from proofs.fuzz.findings import place_of
from proofs.fuzz.wire import Sent, exchange
from proofs.fuzz_doors import fuzz


def test_nothing_is_found_in_a_hundred_and_fifty_cases() -> None:
    findings = fuzz(seed=1949, seconds=60, cases=150)
    assert not findings.found, findings.summary()


@pytest.fixture
def known(questions: dict[str, Any]) -> Known:
    paths: dict[str, Any] = {f"/api/v1/{name}": {"get": {}, "post": {}} for name in questions}
    return Known(questions, paths, {})


def test_a_case_depends_on_its_seed_and_number_alone(known: Known) -> None:
    makers = [maker for _, maker in REST if maker.__name__ in ("posted", "queried", "odd")]
    for maker in (*makers, assistant):
        made = [maker(known, Random(f"7/{n}"), "localhost") for n in (1, 2, 1)]
        assert made[0] == made[2]
        assert made[0] != made[1]


TOLD = """a request failed
Traceback (most recent call last):
  File "/x/foedus/solving/work.py", line 7, in solve
    return 1 / 0
ZeroDivisionError: division by zero
a request failed
Traceback (most recent call last):
  File "/x/foedus/server/guard.py", line 63, in __call__
    await self.app(scope, limited, reply)
RuntimeError: solve failed; its process says how
"""


def test_a_fault_is_told_by_where_it_lies() -> None:
    assert place_of(TOLD, "POST power") == "ZeroDivisionError in foedus/solving/work.py:7 (solve)"
    assert place_of("", "POST power") == "POST power"


def test_what_a_server_answers_is_told_by_its_status_and_its_time() -> None:
    answers = (
        b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n\r\n",
        b"HTTP/1.1 500 Internal Server Error\r\n\r\n",
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for answer in answers:
                connection, _ = listening.accept()
                with connection:
                    connection.recv(1000)
                    connection.sendall(answer)

        server = threading.Thread(target=serve)
        server.start()
        full, failed = (
            exchange(listening.getsockname()[1], Sent((b"GET / HTTP/1.1\r\n\r\n",)), 5.0)
            for _ in answers
        )
        server.join()
    assert (full.statuses, full.comes_back, full.late) == ([503], True, False)
    assert (failed.statuses, failed.comes_back) == ([500], False)
