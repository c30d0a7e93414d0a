"""Every attack on the server at full size, and what it does to others, in figures.

Run: python -m proofs.attacks [NAME ...]; ends with status 1 where a bound does not hold.
"""

import argparse
import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import httpx

from proofs.assistants import HEADERS, bare, calling
from proofs.crowd import Crowd, request
from proofs.hostile import (
    aliased,
    bad_items,
    body,
    far_cell,
    long_work,
    many_rows,
    numbers,
    spaces,
    unknown_inputs,
)
from proofs.serving import Served
from proofs.watching import Watch

HEALTH, STATE, MEMORY, STOP = 0.1, 1.0, 600_000_000, 15.0
"""The bounds: seconds for health, seconds for a state, bytes of the server, seconds to end."""
PATIENCE: Final = 30.0
"""Seconds that an attacker waits for an answer to one request."""

Attack: TypeAlias = Callable[[Served], contextlib.AbstractContextManager[object]]
"""Attacks, and holds on to what it has open until the server was told to end."""

ATTACKS: dict[str, tuple[str, Attack]] = {}


Making: TypeAlias = Callable[[Served], Iterator[None]]


def attack(name: str, door: str = "serve") -> Callable[[Making], Attack]:
    """Declare an attack on a door."""

    def declare(function: Making) -> Attack:
        made: Attack = contextlib.contextmanager(function)
        ATTACKS[name] = door, made
        return made

    return declare


def _post(served: Served, path: str, content: bytes, kind: str = "application/json") -> None:
    """Ask, and be content with any answer or none: what others get of it is measured."""
    with served.client(PATIENCE) as client, contextlib.suppress(httpx.TransportError):
        client.post(path, content=content, headers={"content-type": kind})


def _exercise(served: Served) -> bytes:
    with served.client(PATIENCE) as client:
        known = client.get("/api/v1/questions").json()
    return body(next(q["example"] for q in known if q["name"] == "exercise"))


@attack("nothing")
def nothing(_: Served) -> Iterator[None]:
    """Nothing, for comparison: what the machine itself takes."""
    time.sleep(5)
    yield


@attack("numbers")
def vast_numbers(served: Served) -> Iterator[None]:
    """S1: numbers of a hundred million digits and more."""
    asked = {"key": "nato/common-funding-2021", "amount": "1000", "on": "2023-12-31"}
    for number in numbers():
        _post(served, "/api/v1/apportion", body({**asked, "join": {"FIN": number}}))
    yield


@attack("headers")
def headers(served: Served) -> Iterator[None]:
    """S2: sixteen million small headers on one connection."""
    with served.connect(PATIENCE) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
            for _ in range(2_000):
                connection.sendall(b"X-a: b\r\n" * 8_000)
        yield


@attack("header")
def header(served: Served) -> Iterator[None]:
    """S2: one header of 131 MB."""
    with served.connect(PATIENCE) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-a: ")
            for _ in range(2_000):
                connection.sendall(b"b" * 65_536)
        yield


@attack("url")
def url(served: Served) -> Iterator[None]:
    """S2: an address of 131 MB."""
    with served.connect(PATIENCE) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(b"GET /")
            for _ in range(2_000):
                connection.sendall(b"a" * 65_536)
        yield


@attack("queue")
def queue(served: Served) -> Iterator[None]:
    """S3: fifty shipped examples of `exercise` at once."""
    content = request("/api/v1/exercise", _exercise(served))
    with Crowd(served, 50, content) as crowd:
        crowd.wait(20)
        yield


@attack("queue, full")
def full_queue(served: Served) -> Iterator[None]:
    """S3: four hundred of them from four addresses."""
    content = request("/api/v1/exercise", _exercise(served))
    with contextlib.ExitStack() as crowds:
        for last in range(2, 6):
            crowds.enter_context(Crowd(served, 100, content, source=f"127.0.0.{last}"))
        time.sleep(20)
        yield


@attack("leavers")
def leavers(served: Served) -> Iterator[None]:
    """S3: twenty times fifty who ask and leave."""
    content = request("/api/v1/exercise", _exercise(served))
    for _ in range(20):
        with Crowd(served, 50, content) as crowd:
            crowd.wait(0.3)
    yield


@attack("bad items")
def items(served: Served) -> Iterator[None]:
    """S4: a body of 450,000 bad items."""
    _post(served, "/api/v1/generate", bad_items(450_000))
    yield


@attack("unknown inputs")
def inputs(served: Served) -> Iterator[None]:
    """S4: a body of 300,000 unknown inputs."""
    _post(served, "/api/v1/state", unknown_inputs(300_000))
    yield


@attack("bad lines")
def lines(served: Served) -> Iterator[None]:
    """S4: a document of 130,000 aliased bad lines."""
    octets = "application/octet-stream"
    _post(served, "/api/v1/generate/document?name=x.yaml", aliased(130_000), octets)
    yield


def _workbooks(served: Served, content: bytes) -> Iterator[None]:
    """Four at once, which is as many as there were slots."""
    lines = ("Content-Type: application/octet-stream", f"Content-Length: {len(content)}")
    sent = request("/api/v1/generate/document?name=x.xlsx", headers=lines) + content
    with Crowd(served, 4, sent) as crowd:
        crowd.wait(20)
        yield


@attack("far cell")
def far(served: Served) -> Iterator[None]:
    """S5: a workbook of one cell at its very end, four times at once."""
    yield from _workbooks(served, far_cell())


@attack("rows")
def rows(served: Served) -> Iterator[None]:
    """S5: a workbook of eight million rows."""
    yield from _workbooks(served, many_rows(8_000_000))


@attack("spaces")
def blanks(served: Served) -> Iterator[None]:
    """S5: a workbook of two gigabytes of spaces."""
    yield from _workbooks(served, spaces(2_000_000_000))


@attack("long work")
def work(served: Served) -> Iterator[None]:
    """S9: questions that take seconds each, twenty at once, while it is told to end."""
    with Crowd(served, 20, request("/api/v1/pool", body(long_work()))) as crowd:
        crowd.wait(5)
        yield


@attack("silence")
def silence(served: Served) -> Iterator[None]:
    """S11: two hundred connections that say nothing, and two hundred that drip a head."""
    opened = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
    with Crowd(served, 200, b"") as silent, Crowd(served, 200, opened) as dripping:
        for _ in range(20):
            silent.wait(0.5)
            dripping.wait(0.5)
            dripping.drip(b"X")
        yield


@attack("slow bodies")
def slow(served: Served) -> Iterator[None]:
    """S11: two hundred bodies of which a byte comes each second."""
    opened = request("/api/v1/state", headers=("Content-Type: application/json",))
    opened = opened.removesuffix(b"\r\n") + b"Content-Length: 1000\r\n\r\n"
    with Crowd(served, 200, opened) as crowd:
        for _ in range(20):
            crowd.drip(b" ")
            crowd.wait(1)
        yield


@attack("assistants: numbers", "mcp")
def assistant_numbers(served: Served) -> Iterator[None]:
    """S1 at the assistants' door."""
    asked = {"key": "nato/common-funding-2021", "amount": "1000", "on": "2023-12-31"}
    with served.client(PATIENCE) as client:
        for number in numbers():
            call = calling("apportion", {**asked, "join": {"FIN": number}})
            with contextlib.suppress(httpx.TransportError):
                client.post("/mcp", json=call, headers=HEADERS)
    yield


@attack("assistants: queue", "mcp")
def assistant_queue(served: Served) -> Iterator[None]:
    """S10: fifty long calls at once."""
    with Crowd(served, 50, bare(served, "pool", long_work())) as crowd:
        crowd.wait(20)
        yield


@attack("assistants: bad items", "mcp")
def assistant_items(served: Served) -> Iterator[None]:
    """S4 at the assistants' door."""
    call = (
        b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"generate","arguments":'
        + bad_items(450_000)
        + b"}}"
    )
    with served.client(PATIENCE) as client, contextlib.suppress(httpx.TransportError):
        client.post("/mcp", content=call, headers=HEADERS)
    yield


@dataclass(frozen=True)
class Found:
    """What an attack did to others."""

    health: float
    state: float | None
    memory: int
    stop: float
    left: int

    @property
    def holds(self) -> bool:
        """Whether every bound does."""
        return (
            self.health < HEALTH
            and (self.state or 0) < STATE
            and self.memory < MEMORY
            and self.stop < STOP
            and not self.left
        )

    def row(self, name: str) -> str:
        """A line of the table."""
        state = "-" if self.state is None else f"{self.state * 1000:.0f}"
        return (
            f"{name:<24}{self.health * 1000:>13.0f}{state:>13}{self.memory / 1e6:>9.0f}"
            f"{self.stop:>9.1f}{self.left:>7}  {'holds' if self.holds else 'DOES NOT HOLD'}"
        )


HEAD: Final = f"{'attack':<24}{'healthz ms':>13}{'state p99':>13}{'MB':>9}{'stop s':>9}{'left':>7}"


def measured(door: str, made: Attack) -> Found:
    """Attack a new server, tell it to stop while the attack goes on, and measure both."""
    options = ("--http",) if door == "mcp" else ()
    with Served(door, options) as served:
        watch = Watch(served)
        with contextlib.ExitStack() as held:
            with watch:
                held.enter_context(made(served))
            stop, left = served.stop(STOP)
        state = watch.slow_state if watch.states else None
        return Found(watch.worst_health, state, watch.server, stop, len(left))


def main() -> int:
    """Make the attacks that are named, or all, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ATTACKS))
    names = parser.parse_args().names or list(ATTACKS)
    if unknown := [name for name in names if name not in ATTACKS]:
        parser.error(f"there is no attack {unknown[0]!r}; there are {', '.join(ATTACKS)}")
    print(HEAD)
    sound = True
    for name in names:
        found = measured(*ATTACKS[name])
        sound &= found.holds
        print(found.row(name), flush=True)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
