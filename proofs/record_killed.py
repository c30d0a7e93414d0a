"""A stream of acts whose process, or whose database server, is killed again and again.

    python -m proofs.record_killed [--times 200]

Several threads of one process act at a node, each act three entries long, and say of each act that
was acknowledged what it was recorded as. The process is killed (`kill -9`) at a random moment, on
SQLite and on PostgreSQL; then the PostgreSQL server is, while the process goes on asking with the
same requests. After each kill it is proved that

- each acknowledged act is on record, once, under the id that was told;
- no act is there in part, and no number is missing;

and in the end that every row and every proof verifies.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from sqlalchemy import func, select

from proofs.exploring import WHOLE, Part
from proofs.server import Server, installed, running

THREADS: Final = 4
TIMES: Final = 200
LENGTH: Final = 3
"""Entries of each act."""


def act_on(place: str, name: str) -> None:
    """Act until killed, and say a line for each act that was acknowledged."""
    from foedus.acting.declare import Act, ActInputs
    from foedus.asking.world import World
    from foedus.model.entries import Audience, Draft
    from foedus.model.people import Person
    from foedus.nodes.errors import AwayError
    from foedus.nodes.node import Node
    from foedus.record.contents.crisis import Notice

    def thrice(_: World, __: ActInputs, actor: Person, moment: datetime) -> tuple[Draft, ...]:
        return tuple(
            Draft(
                framework="nato",
                by=actor.party,
                valid=moment.date(),
                audience=Audience(actor.party),
                content=Notice("EV-1", "nato/art-5", to="all", words=f"{number} of {LENGTH}"),
            )
            for number in range(LENGTH)
        )

    act = Act("thrice", "Record three notices", ActInputs, thrice, {}, ("secretariat",))
    node = Node.open(place)

    def work(thread: int) -> None:
        number = 0
        while True:
            request = f"{name}-{thread}-{number}"
            try:
                found = node.act(act, {}, Person("p-1", "secretariat"), request=request)
            except AwayError:
                time.sleep(0.05)  # of the server that is away; then the same request again
                continue
            os.write(1, f"{request} {found[0].id}\n".encode())
            number += 1

    for thread in range(THREADS):
        threading.Thread(target=work, args=(thread,)).start()


class Acting:
    """A process that acts, and what it said was acknowledged."""

    def __init__(self, place: str, name: str, environment: dict[str, str]) -> None:
        self.acknowledged: list[tuple[str, str]] = []
        command = [sys.executable, "-m", "proofs.record_killed", "--child", place, name]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, env=os.environ | environment, cwd=ROOT
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.endswith(b"\n"):
                request, _, entry = line.decode().strip().partition(" ")
                self.acknowledged.append((request, entry))

    def acted(self, more: int = 1, patience: float = 60) -> None:
        """Wait until so many further acts were acknowledged."""
        wanted, until = len(self.acknowledged) + more, time.monotonic() + patience
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < until, "nothing is acknowledged any more"
            assert self._process.poll() is None, "the process that acts has ended"
            time.sleep(0.005)

    def kill(self) -> None:
        """Kill it, and read what it had said."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


def check(place: str, acknowledged: list[tuple[str, str]]) -> int:
    """What must hold after each kill; how many entries there are."""
    from foedus.nodes.node import Node
    from foedus.nodes.tables import entries

    with Node.open(place) as node, node.database.snapshot() as connection:
        size = node.record().size
        count = connection.execute(
            select(func.count(), func.max(entries.c.number), func.count(entries.c.request))
        ).one()
        assert (count[0], count[1] + 1, count[2]) == (size, size, size // LENGTH)
        parts = select(entries.c.recorded).group_by(entries.c.recorded)
        halves = connection.execute(parts.having(func.count() != LENGTH)).all()
        assert not halves, f"{len(halves)} acts are there in part"
        for request, entry in acknowledged:
            asked = select(entries.c.id).where(entries.c.request == request)
            assert connection.execute(asked).scalars().all() == [entry], request
    return size


def proved(place: str) -> int:
    """That all of it verifies; how many entries there are."""
    from foedus.nodes.keeping.verify import verify
    from foedus.nodes.node import Node

    with Node.open(place) as node:
        node.beat()
        found = verify(node)
        assert not found.faults, found.faults
        return found.entries


def killed(place: str, environment: dict[str, str], times: int, seed: int) -> tuple[int, int]:
    """Kill the process that acts, so many times; acknowledged acts, and entries in the end."""
    chance, acts = random.Random(seed), 0
    for number in range(times):
        acting = Acting(place, f"{seed}-{number}", environment)
        try:
            acting.acted()
            time.sleep(chance.random() * 0.3)
        finally:
            acting.kill()
        check(place, acting.acknowledged)
        acts += len(acting.acknowledged)
    return acts, proved(place)


def server_killed(
    server: Server, place: str, environment: dict[str, str], times: int, seed: int
) -> tuple[int, int]:
    """Kill the server, so many times, while one process goes on; as `killed`."""
    chance = random.Random(seed)
    acting = Acting(place, f"server-{seed}", environment)
    try:
        for _ in range(times):
            acting.acted(10)
            time.sleep(chance.random() * 0.3)
            server.kill()
            time.sleep(chance.random() * 0.2)
            server.start()
        acting.acted(10)
    finally:
        acting.kill()
    check(place, acting.acknowledged)
    return len(acting.acknowledged), proved(place)


def in_folder(part: Part, whole: int = TIMES) -> tuple[int, int]:
    """The proof on SQLite."""
    from foedus.nodes.node import Node

    with tempfile.TemporaryDirectory() as made:
        place = str(Path(made) / "node")
        Node.create(place, "nato").close()
        return killed(place, {}, part.of(whole), part.seed)


def on_server(
    part: Part, server: Server, whole: int = TIMES
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The proof on PostgreSQL: the process is killed, and then the server."""
    from foedus.nodes.keys import FOLDER, Keys
    from foedus.nodes.node import Node

    with tempfile.TemporaryDirectory() as made:
        Keys.fresh("foedus/nato").write(Path(made))
        before = os.environ.get(FOLDER)
        os.environ[FOLDER] = made
        try:
            places = [server.database() for _ in range(2)]
            for place in places:
                Node.create(place, "nato").close()
            process, served = places
            given = {FOLDER: made}
            return (
                killed(process, given, part.of(whole), part.seed),
                server_killed(server, served, given, part.of(whole), part.seed),
            )
        finally:
            os.environ.pop(FOLDER)
            if before is not None:
                os.environ[FOLDER] = before


def main() -> None:
    """Prove it, or be the process that acts."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--times", type=int, default=TIMES, help="how often each is killed")
    options.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        act_on(*given.child)
        return
    acts, entries = in_folder(WHOLE, given.times)
    print(f"SQLite: killed {given.times} times; {acts} acts acknowledged, {entries} entries verify")
    if not installed():
        print("PostgreSQL (initdb and pg_ctl) is not installed: nothing is proved of it")
        return
    with running() as server:
        for what, (acts, entries) in zip(
            ("PostgreSQL", "PostgreSQL, the server"),
            on_server(WHOLE, server, given.times),
            strict=True,
        ):
            told = f"{acts} acts acknowledged, {entries} entries verify"
            print(f"{what}: killed {given.times} times; {told}")


if __name__ == "__main__":
    main()
