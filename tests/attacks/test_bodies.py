"""S4: bodies with more faults than anybody reads."""

import gzip
import json
import re
from typing import Any

import httpx
import pytest

from proofs.assistants import HEADERS
from proofs.hostile import JSON, aliased, bad_items, unknown_inputs
from proofs.serving import Served
from proofs.watching import Watch
from tests.attacks.conftest import held_up_nobody, refused

MORE = re.compile(r"and ([\d,]+) more")
LONGEST = 50_000
"""Bytes of a refusal that tells a hundred faults."""


def told_in_part(detail: str, count: int) -> None:
    """A hundred faults are told, and the number of the rest."""
    assert len(detail) < LONGEST, f"a refusal of {len(detail):,} characters"
    more = MORE.search(detail)
    assert more, detail[-200:]
    rest = int(more[1].replace(",", ""))
    assert rest >= count - 100, f"{rest} more of {count}"


@pytest.mark.parametrize("path", ["/api/v1/generate", "/api/v1/generate.xlsx"])
def test_a_hundred_of_many_bad_items_are_told(path: str, served: Served) -> None:
    with Watch(served) as watch, served.client(90) as client:
        answer = client.post(path, content=bad_items(150_000), headers=JSON)
    told_in_part(refused(answer, 422), 150_000)
    held_up_nobody(watch)


def test_a_hundred_of_many_unknown_inputs_are_told(served: Served) -> None:
    with Watch(served) as watch, served.client(90) as client:
        answer = client.post("/api/v1/state", content=unknown_inputs(200_000), headers=JSON)
    told_in_part(refused(answer, 422), 200_000)
    held_up_nobody(watch)


def test_a_hundred_of_many_bad_lines_of_a_document_are_told(served: Served) -> None:
    with Watch(served) as watch, served.client(90) as client:
        answer = client.post(
            "/api/v1/generate/document?name=call.yaml",
            content=aliased(30_000),
            headers={"content-type": "application/octet-stream"},
        )
    detail = refused(answer, 422)
    assert len(answer.json()["errors"]) <= 101
    assert len(answer.content) < LONGEST
    counts = [int(count.replace(",", "")) for count in re.findall(r"\d[\d,]*", detail)]
    assert max(counts, default=0) >= 100, detail  # that there are many is said
    held_up_nobody(watch)


BODIES: dict[str, bytes] = {
    "deep lists": b"[" * 3_900_000,
    "deep objects": b'{"a":' * 700_000,
    "a deep place of an input": b'{"on":"2020-01-01","state":' + b"[" * 500 + b"]" * 500 + b"}",
    "the same key": b'{"on":"2020-01-01",' + b'"state":"DDR",' * 200_000 + b'"state":1}',
    "a long text": b'{"on":"2020-01-01","state":"' + b"x" * 3_900_000 + b'"}',
    "a list in place of a name": b'{"on":"2020-01-01","state":[' + b"1," * 1_000_000 + b"1]}",
    "long names": b'{"on":"2020-01-01","' + b"x" * 3_900_000 + b'":1}',
    "no text at all": bytes(3_900_000),
    "half a character": b'{"on":"2020-01-01","state":"\xc3"}',
    "half a pair": b'{"on":"2020-01-01","state":"\\ud800"}',
    "UTF-16": '{"on":"2020-01-01","state":"DDR"}'.encode("utf-16"),
    "a mark before it": b'\xef\xbb\xbf{"on":"2020-01-01","state":1}',
    "NaN": b'{"on":"2020-01-01","state":NaN}',
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_strange_body_is_refused_in_a_sentence(kind: str, served: Served) -> None:
    with Watch(served) as watch, served.client(10) as client:
        answer = client.post("/api/v1/state", content=BODIES[kind], headers=JSON)
    assert len(refused(answer, 400, 422)) < 2000
    held_up_nobody(watch)


REPEATED: tuple[tuple[str, str, str], ...] = (
    ("casus", "attacked", "GBR"),
    ("casus", "attacker", "ARG"),
    ("bound", "states", "POL"),
    ("ties", "states", "POL"),
    ("ties", "frameworks", "nato"),
    ("decide", "for", "FRA"),
    ("decide", "concerned", "FRA"),
    ("notify", "host", "BLR"),
    ("notify", "at", "Belarus"),
    ("apportion", "leave", "FRA"),
    ("panel", "with", "atop"),
)


@pytest.mark.parametrize(("name", "field", "value"), REPEATED)
def test_a_name_given_two_thousand_times_is_not_worked_on_two_thousand_times(
    name: str, field: str, value: str, questions: dict[str, Any], served: Served
) -> None:
    """An answer must not be thousands of times what was asked."""
    given = {**questions[name]["example"], field: [value] * 2000}
    with Watch(served) as watch, served.client(10) as client:
        answer = client.post(f"/api/v1/{name}", json=given)
    assert answer.status_code in (200, 422)
    assert len(answer.content) < 2_000_000
    held_up_nobody(watch)


def test_a_packed_body_is_not_unpacked_without_bounds(served: Served) -> None:
    packed = gzip.compress(b" " * 200_000_000)
    with Watch(served) as watch, served.client(10) as client:
        answer = client.post(
            "/api/v1/state", content=packed, headers={**JSON, "content-encoding": "gzip"}
        )
    refused(answer, 400, 413, 415, 422)
    held_up_nobody(watch)


def test_an_assistant_is_told_a_hundred_faults_too(assistants: Served) -> None:
    arguments = bad_items(60_000).decode()
    content = (
        '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"generate","arguments":'
        f"{arguments}}}}}"
    )
    with Watch(assistants) as watch, assistants.client(60) as client:
        answer = client.post("/mcp", content=content, headers=HEADERS).json()["result"]
    assert answer["isError"]
    told_in_part(answer["content"][0]["text"], 60_000)
    held_up_nobody(watch)


def test_a_body_that_is_too_large_is_refused_before_it_has_come(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(
            b"POST /api/v1/state HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Content-Length: 99999999999\r\n\r\n"
        )
        assert connection.recv(64).startswith(b"HTTP/1.1 413")
    chunks = (b"x" * 100_000 for _ in range(60))
    with served.client(10) as client:
        try:
            answer = client.post("/api/v1/state", content=chunks, headers=JSON)
        except httpx.WriteError:
            return  # the server hung up on the rest, as it may
    assert json.loads(answer.content)["status"] == 413
