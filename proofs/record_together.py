"""Several processes act at one node at once: nothing is lost, nor is what excludes each other both.

    python -m proofs.record_together [--acts 4000]

Two processes, and then four, act at a node in one PostgreSQL database, many threads in each, for a
few nations and the secretariat, on the same few motions: positions of one seat, corrected and
annulled from several places, silence broken, extended and let end, motions closed, the same request
sent twice at once. Pauses are put in where one process waits for another. Then `checked` reads the
history, with rules of its own, and sees that

- each act that was acknowledged is on record once, whole, and what was refused is not;
- each stands behind all that were acknowledged before it was asked for;
- in the order of the record, each act was permitted when its turn came, and closed what it closed
  on all the positions before it; no number is missing and none is there twice;
- each refusal was right at some moment between asking and answer.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from proofs.exploring import WHOLE, Part
from proofs.history import Asked, checked
from proofs.server import MISSING, Server, installed, running

NATIONS: Final = ("EST", "LVA", "HUN")
THREADS: Final = 6
ACTS: Final = 4_000
PAUSE: Final = 0.03


def pauses(chance: random.Random) -> None:
    """Let every step of a transaction now and then take longer than another whole one."""
    from foedus.nodes.append import Appending
    from foedus.nodes.database import Database
    from foedus.nodes.orders import Order

    def slowed(kind: type, name: str) -> None:
        before = getattr(kind, name)

        def after(*given: Any, **named: Any) -> Any:
            found = before(*given, **named)
            if chance.random() < 0.2:
                time.sleep(chance.random() * PAUSE)
            return found

        setattr(kind, name, after)

    slowed(Database, "started")
    slowed(Order, "done")
    slowed(Appending, "finish")


def drawn(chance: random.Random, party: str, motions: int, positions: int) -> tuple[str, Any]:
    """An act that may exclude another."""
    motion = f"M-{max(1, motions - chance.randrange(4))}"
    mine = f"P-{max(1, positions - chance.randrange(6))}"
    later = datetime.now(UTC) + timedelta(seconds=chance.random() * 3)
    if not motions or chance.random() < 0.12:
        silent = {"silence_until": later.isoformat()} if chance.random() < 0.6 else {}
        return "table", {"body": "nato/nac", "title": "A joint stock of fuel", **silent}
    if party == "secretariat":
        if chance.random() < 0.5:
            return "conclude", {"motion": motion}
        return "extend", {"motion": motion, "until": later.isoformat()}
    stand = chance.choice(["for", "for", "for", "abstain", "against"])
    match chance.randrange(6):
        case 0:
            return "annul", {"entry": mine, "why": "sent for another"}
        case 1:
            given = {"motion": motion, "stand": stand, "corrects": mine, "reason": "misread"}
            return "position", given
        case 2:
            return "position", {"motion": motion, "break_silence": True}
        case _:
            return "position", {"motion": motion, "stand": stand}


def act_on(place: str, name: str, acts: int, seed: int) -> None:
    """Ask for so many acts, and say a line for each answer."""
    from foedus.errors import QuestionError
    from foedus.model.people import Appointment, Person, Post
    from foedus.nodes.access import Access
    from foedus.nodes.node import Node

    node = Node.open(place)
    pauses(random.Random(seed))

    def work(thread: int) -> None:
        chance = random.Random(seed * 1_000 + thread)
        for number in range(acts // THREADS):
            party = chance.choice([*NATIONS, "secretariat"])
            record = node.record()
            act, given = drawn(chance, party, record.numbered("M"), record.numbered("P"))
            request = f"{name}-{thread}-{number}"
            if number % 10 == 0:  # the same is sent by all
                party, request, act = "EST", f"{number}", "table"
                given = {"body": "nato/nac", "title": f"A joint stock of fuel, {number}"}
            post: Post = "secretariat" if party == "secretariat" else "head-of-delegation"
            access = Access(node, Person(f"p-{party.lower()}", party, (Appointment(post),)))
            told: dict[str, Any] = {"request": request, "party": party, "act": act, "given": given}
            told["sent"] = time.monotonic_ns()
            try:
                told["entries"] = [e.id for e in access.act(act, given, request=request)]
            except QuestionError as error:
                told["refused"] = str(error)
            told["answered"] = time.monotonic_ns()
            os.write(1, json.dumps(told).encode() + b"\n")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    node.close()


def together(server: Server, processes: int, acts: int, seed: int) -> dict[str, int]:
    """Let so many processes act, and check what came of it: how much there was of what."""
    from foedus.nodes.keeping.verify import verify
    from foedus.nodes.keys import FOLDER, Keys
    from foedus.nodes.node import Node

    with tempfile.TemporaryDirectory() as made:
        Keys.fresh("foedus/nato").write(Path(made))
        os.environ[FOLDER] = made
        place = server.database()
        Node.create(place, "nato").close()
        command = [sys.executable, "-m", "proofs.record_together", "--child", place]
        running = [
            subprocess.Popen(
                [*command, f"c{number}", str(acts // processes), str(seed + number)],
                stdout=subprocess.PIPE,
                cwd=ROOT,
            )
            for number in range(processes)
        ]
        said = [process.communicate(timeout=3_600)[0] for process in running]
        assert all(process.returncode == 0 for process in running), "a process failed"
        history = [Asked(**json.loads(line)) for text in said for line in text.splitlines()]
        with Node.open(place) as node:
            node.beat()
            found = checked(history, node.record().of())
            verified = verify(node)
            assert not verified.faults, verified.faults
    return found


def prove(part: Part, server: Server, processes: int, whole: int = ACTS) -> dict[str, int]:
    """The proof with so many processes. Raises AssertionError."""
    return together(server, processes, part.of(whole), part.seed)


def main() -> None:
    """Run the whole, and print what was proved."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--acts", type=int, default=ACTS)
    options.add_argument("--seed", type=int, default=WHOLE.seed)
    options.add_argument("--child", nargs=4)
    given = options.parse_args()
    if given.child:
        place, name, acts, seed = given.child
        act_on(place, name, int(acts), int(seed))
        return
    if not installed():
        print(f"{MISSING}, so that this was not run")
        return
    with running() as server:
        for processes in (2, 4):
            found = together(server, processes, given.acts, given.seed)
            counts = ", ".join(f"{count:,} {what}" for what, count in found.items())
            print(f"{processes} processes: {counts}; the history holds, and the record verifies")


if __name__ == "__main__":
    main()
