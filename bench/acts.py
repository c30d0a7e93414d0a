"""How fast a node takes acts over REST.

Run `python bench/acts.py [--processes 2 --postgresql] [--writers 16] [--seconds 10]` from the
project. So many writers, each with a connection and a token of its own, table motions and take
position on those of others, each act sent when the one before was answered: signed in, read,
judged, recorded and on the disk. It tells acts a second, how long they took, and what an act costs
in time of the processor at the server, at the database server and at the client, which other work
on the machine changes little. `--rounds` repeats it; the best and all are told.
"""

import argparse
import os
import selectors
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from proofs.nations import NATIONS, Line, settled
from proofs.processes import PROC, started_by
from proofs.serving import Served
from record import places

TICKS: Final = os.sysconf("SC_CLK_TCK")
MOTION: Final = {"body": "nato/nac", "title": "A joint stock of fuel"}
READY: Final = 60.0
IDLE: Final = 0.05
"""Seconds that a server has to make ready, and of a second, how much an idle one uses."""


def spent(root: int) -> float:
    """Seconds of the processor that a process and those that it started have used."""
    total = 0
    for pid in {root, *started_by(root)}:
        try:
            parts = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        total += sum(map(int, parts[11:15]))  # its own, and that of those which ended
    return total / TICKS


@dataclass
class Writer:
    """One that acts, one act after the other."""

    line: Line
    motions: list[str]
    """Those that anybody tabled."""
    at: int = 0
    """On how many of them it took position."""
    begun: float = 0.0
    waits: list[float] = field(default_factory=list)

    def ask(self) -> None:
        """Send the next act: a position on the next motion, or a new one where there is none."""
        self.begun = time.perf_counter()
        if self.at == len(self.motions):
            self.line.send("table", MOTION)
        else:
            self.line.send("position", {"motion": self.motions[self.at], "stand": "for"})
            self.at += 1

    def answered(self) -> bool:
        """Whether the answer has come."""
        found = self.line.receive()
        if found is None:
            return False
        status, told = found
        assert status == 201, told
        self.waits.append(time.perf_counter() - self.begun)
        if (entry := told["entries"][0])["id"].startswith("M-"):
            self.motions.append(entry["id"])
        return True


def write(writers: list[Writer], seconds: float) -> float:
    """Let them act for so long; how long it took until the last was answered."""
    for writer in writers:
        writer.waits.clear()
    begun = time.perf_counter()
    until = begun + seconds
    with selectors.DefaultSelector() as waiting:
        for writer in writers:
            waiting.register(writer.line.socket, selectors.EVENT_READ, writer)
            writer.ask()
        left = len(writers)
        while left:
            for key, _ in waiting.select():
                writer = key.data
                if not writer.answered():
                    continue
                if time.perf_counter() < until:
                    writer.ask()
                else:
                    left -= 1
    return time.perf_counter() - begun


@contextmanager
def served(place: str, processes: int) -> Iterator[list[Served]]:
    """So many servers of one node, once they have made ready what they prepare at the start."""
    with ExitStack() as held:
        made = [held.enter_context(Served(options=("--node", place))) for _ in range(processes)]
        until = time.monotonic() + READY
        before = {one.port: spent(one.process.pid) for one in made}
        while before and time.monotonic() < until:
            time.sleep(1)
            now = {one.port: spent(one.process.pid) for one in made}
            if all(now[port] - before[port] < IDLE for port in now):
                break
            before = now
        yield made


def measure(writers: list[Writer], servers: list[Served], database: int, seconds: float) -> float:
    """One round, and what came of it; acts a second."""
    before = [spent(one.process.pid) for one in servers]
    base, own = spent(database) if database else 0.0, time.process_time()
    took = write(writers, seconds)
    own = time.process_time() - own
    each = sum(spent(one.process.pid) for one in servers) - sum(before)
    base = spent(database) - base if database else 0.0
    waits = sorted(wait for writer in writers for wait in writer.waits)
    count = len(waits)
    at_database = f", {base / count * 1e3:.2f} of the database" if database else ""
    print(
        f"  {count / took:6,.0f} acts/s; median {waits[count // 2] * 1e3:.0f} ms, p99 "
        f"{waits[count * 99 // 100] * 1e3:.0f} ms; ms of the processor an act: "
        f"{each / count * 1e3:.2f} of the server{at_database}, {own / count * 1e3:.2f} of the "
        f"client; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    return count / took


def main() -> None:
    """Measure it, and print the figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--writers", type=int, default=16)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with places(given.postgresql) as place:
        at = place()
        tokens = [token for _, token in sorted(settled(at, NATIONS[: given.writers]).items())]
        with served(at, given.processes) as servers:
            database = _postmaster(at) if given.postgresql else 0
            motions: list[str] = []
            writers = [
                Writer(Line(servers[number % len(servers)].port, tokens[number]), motions)
                for number in range(given.writers)
            ]
            write(writers, 1)
            rounds = [
                measure(writers, servers, database, given.seconds) for _ in range(given.rounds)
            ]
            print(f"  best {max(rounds):,.0f} acts/s")


def _postmaster(address: str) -> int:
    """The process of the database server at an address."""
    folder = Path(address.partition("host=")[2])
    return int((folder / "data/postmaster.pid").read_text().splitlines()[0])


if __name__ == "__main__":
    main()
