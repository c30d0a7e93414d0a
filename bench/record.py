"""How fast a node records, and what that costs as it grows.

Run `python bench/record.py [--entries 1000000] [--postgresql]` from the project. It tells

- raw appends of ready entries by one writer: each in a transaction, a hundred in one, and a hundred
  in one go;
- whole acts (`table`, read, judged and recorded) by one thread, and by sixteen;
- what an append costs at 1,000, at 100,000 and at 1,000,000 entries, in time of the processor;
- how long a node of so many entries takes to be ready, to prove one entry, and to verify all.

Appends wait for the disk, so wall time is told beside that of the processor, which other work on
the machine does not change.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from foedus.model.entries import Audience, Draft
from foedus.model.people import Person
from foedus.nodes.append import Appending
from foedus.nodes.keeping.proofs import prove
from foedus.nodes.keeping.verify import verify
from foedus.nodes.keys import FOLDER, Keys
from foedus.nodes.node import Node
from foedus.nodes.stored import Stored, within
from foedus.record.contents.decisions import Position
from proofs.server import running

START: Final = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE: Final = 5_000
SIZES: Final = (1_000, 100_000, 1_000_000)
WRITERS: Final = 16


def draft(number: int) -> Draft:
    """A position on one of many motions."""
    return Draft(
        framework="nato",
        by=("EST", "LVA", "LTU")[number % 3],
        valid=START.date(),
        audience=Audience("EST", ("nato",)),
        content=Position(f"M-{number // 30 + 1}", "for"),
        told="EST stands for on M-1, a joint stock of fuel.",
    )


def append(node: Node, first: int, count: int, together: int = 1) -> None:
    """Append so many entries in one transaction, so many of them in one go."""
    with node.database.writing() as connection:
        appending = Appending(connection, node.sealer)
        whole = Stored(within(node.source, connection), appending.size)
        for number in range(first, first + count, together):
            moment = appending.moment(START + timedelta(seconds=number))
            ready = [draft(each) for each in range(number, number + together)]
            appending.append(ready, whole, moment, act="position", person="p-1")
        appending.finish()


class Timed:
    """Wall time and time of the processor since it began."""

    def __init__(self) -> None:
        self._wall, self._own = time.perf_counter(), time.process_time()

    def told(self, count: int) -> str:
        """Both, for each of so many."""
        wall, own = time.perf_counter() - self._wall, time.process_time() - self._own
        return (
            f"{count / wall:8,.0f}/s by the clock, {count / own:8,.0f}/s of the processor "
            f"({own / count * 1e6:,.0f} us each)"
        )


def appends(node: Node, seconds: float = 5) -> None:
    """Raw appends by one writer."""
    for each, together in ((1, 1), (100, 1), (100, 100)):
        begun, until, size = Timed(), time.perf_counter() + seconds, node.record().size
        done = 0
        while time.perf_counter() < until:
            append(node, size + done, each, together)
            done += each
        print(f"  {each:>3} in a transaction, {together:>3} in one go: {begun.told(done)}")


def acts(node: Node, seconds: float = 5) -> None:
    """Whole acts, by one thread and by many."""
    given = {"body": "nato/nac", "title": "A joint stock of fuel"}
    node.act("table", given, Person("p-1", "EST"))
    for writers in (1, WRITERS):
        waits, begun, until = list[float](), Timed(), time.perf_counter() + seconds

        def work(until: float = until, waits: list[float] = waits) -> None:
            while (start := time.perf_counter()) < until:
                node.act("table", given, Person("p-1", "EST"))
                waits.append(time.perf_counter() - start)

        threads = [threading.Thread(target=work) for _ in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        p99 = sorted(waits)[len(waits) * 99 // 100] * 1e3
        print(f"  {writers:>3} writers: {begun.told(len(waits))}, p99 {p99:.0f} ms")


def cost(node: Node, count: int = 2_000) -> float:
    """What an append costs in time of the processor, in microseconds: the least of three rounds."""
    found = []
    for _ in range(3):
        size, begun = node.record().size, time.process_time()
        for first in range(size, size + count, 100):
            append(node, first, 100)
        found.append((time.process_time() - begun) / count * 1e6)
    return min(found)


def growing(place: str, entries: int) -> None:
    """What appends cost as a node grows, and the rest at its end."""
    costs = dict[int, float]()
    for size in (size for size in SIZES if size <= entries):
        with Node.open(place) as node:
            for first in range(node.record().size, size, AT_ONCE):
                append(node, first, min(AT_ONCE, size - first))
            costs[size] = cost(node)
        ratio = costs[size] / costs[SIZES[0]]
        print(f"  at {size:>9,} entries: {costs[size]:.0f} us an append, {ratio:.2f} of the first")
    begun = time.perf_counter()
    with Node.open(place) as node:
        node.record().find(f"P-{entries // 2}")
        print(f"  ready and answering in {(time.perf_counter() - begun) * 1e3:.0f} ms")
        node.checkpoint()
        begun = time.perf_counter()
        for number in range(1, 101):
            prove(node, f"P-{number * (entries // 101)}", content=True)
        print(f"  a proof in {(time.perf_counter() - begun) * 10:.2f} ms")
        own, begun = time.process_time(), time.perf_counter()
        found = verify(node)
        assert not found.faults, found.faults
        print(
            f"  {found.entries:,} entries verified in {time.process_time() - own:.1f} s of the "
            f"processor, {time.perf_counter() - begun:.1f} s by the clock"
        )


@contextmanager
def places(postgresql: bool) -> Iterator[Callable[[], str]]:
    """What gives new places, one after the other."""
    with tempfile.TemporaryDirectory() as made:
        if not postgresql:
            names = (str(Path(made) / f"node-{number}") for number in range(9))
            yield lambda: next(names)
            return
        Keys.fresh("foedus/nato").write(Path(made))
        os.environ[FOLDER] = made
        with running() as server:
            yield server.database


def main() -> None:
    """Measure it, and print the figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--entries", type=int, default=SIZES[-1])
    options.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    given = options.parse_args()
    with places(given.postgresql) as place:
        print("Raw appends of ready entries, one writer")
        with Node.create(place(), "nato") as node:
            appends(node)
        print("Whole acts")
        with Node.create(place(), "nato") as node:
            acts(node)
        print("As a node grows")
        grown = place()
        Node.create(grown, "nato").close()
        growing(grown, given.entries)


if __name__ == "__main__":
    main()
