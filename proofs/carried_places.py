"""The places of `carried.py`: the secretariat's node and the mirror of a nation, with trays."""

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from foedus.asking.ask import ask
from foedus.asking.declare import find as question
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.people import SECRETARIAT, Appointment, Person, Post
from foedus.nodes.access import Access
from foedus.nodes.keeping.bundle import export
from foedus.nodes.keeping.mirror import import_bundle
from foedus.nodes.keeping.proofs import add_cosignatures, cosign
from foedus.nodes.keeping.verify import verify
from foedus.nodes.node import Node, shipped
from foedus.nodes.prepared import Prepared, prepare, submit
from foedus.record.contents.crisis import Report, Response
from foedus.record.contents.decisions import Motion
from foedus.record.ledger.keys import Signer, Verifier
from foedus.record.ledger.keyset import KeySet
from foedus.record.motions import motion_state
from foedus.record.signed import unsigned
from foedus.record.standing import standing

START: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)
NATIONS: Final = ("EST", "POL")
QUESTIONS: Final = ("history", "due", "kept")
TO: Final = "__"
"""Between the name of whom a file is for, and its own."""


def person(party: str, post: Post, name: str = "1") -> Person:
    """Somebody who acts for a party."""
    return Person(f"p-{party.lower()}-{name}", party, (Appointment(post),))


@dataclass
class Place:
    """A node in a folder, with a tray for what comes and one for what goes."""

    folder: Path
    party: str
    seed: int
    base: Callable[[], World] = shipped
    now: datetime = START
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for tray in (self.coming, self.going):
            tray.mkdir(parents=True, exist_ok=True)

    @property
    def coming(self) -> Path:
        """What came."""
        return self.folder / "in"

    @property
    def going(self) -> Path:
        """What is to go."""
        return self.folder / "out"

    def send(self, to: str, name: str, content: bytes) -> None:
        """Put a file into the tray of what goes."""
        (self.going / f"{to}{TO}{name}").write_bytes(content)

    def came(self, ending: str) -> list[Path]:
        """The files that came, of one kind, in order."""
        return sorted(self.coming.glob(f"*{ending}"))

    def count(self, what: str, more: int = 1) -> None:
        """Count what was done."""
        self.counts[what] = self.counts.get(what, 0) + more

    def chance(self, week: int) -> random.Random:
        """What is drawn in a week."""
        return random.Random(f"{self.seed}-{self.party}-{week}")

    def answers(self, node: Node, party: str) -> bytes:
        """What each question answers a party, but for what names the node it was asked of."""
        world = Access(node, person(party, "desk-officer")).world()
        found = {}
        for name in QUESTIONS:
            answer = ask(world, question(name), {"on": self.now.date().isoformat()}).to_dict()
            found[name] = {k: v for k, v in answer.items() if k not in ("notes", "catalogue")}
        return sha256(json.dumps(found, sort_keys=True, default=str).encode()).digest()


class Secretariat(Place):
    """The node that keeps the record."""

    def open(self) -> Node:
        """The node, made where it is not."""
        place, clock = self.folder / "node", lambda: self.now
        if place.exists():
            return Node.open(place, clock=clock, base=self.base)
        return Node.create(place, "nato", clock=clock, base=self.base)

    def week(self, week: int) -> None:
        """Record what came, act, and export."""
        self.now = START + timedelta(weeks=week, days=3)
        chance = self.chance(week)
        with self.open() as node:
            for file in self.came(".pub"):
                head = Access(node, person(file.stem, "head-of-delegation"))
                key = file.read_text(encoding="utf-8")
                head.act("register-key", {"verifier": key, "framework": "nato"})
                file.unlink()
            for file in self.came(".act"):
                self._record(node, file, chance)
            for file in self.came(".note"):
                add_cosignatures(node, file.read_bytes())
                self.count("cosignatures")
                file.unlink()
            self._act(node, week, chance)
            node.beat()
            for party in NATIONS:
                self._export(node, party, week)

    def _record(self, node: Node, file: Path, chance: random.Random) -> None:
        prepared = Prepared.read(file.read_bytes())
        try:
            first = submit(Access(node, person(prepared.party, "desk-officer")), prepared)
        except QuestionError as error:
            self.send(prepared.party, f"{file.stem}.refused", str(error).encode())
            self.count("acts refused")
        else:
            self.count("acts recorded")
            if chance.random() < 0.5:
                name = chance.choice(["1", "2"])
                again = Access(node, person(prepared.party, "desk-officer", name))
                assert submit(again, prepared) == first
                self.count("acts submitted again")
        file.unlink()

    def _act(self, node: Node, week: int, chance: random.Random) -> None:
        who = Access(node, person(SECRETARIAT, "secretariat"))
        if chance.random() < 0.7:
            until = self.now + timedelta(days=chance.choice([2, 5, 10]))
            given = {"body": "nato/nac", "title": f"Text of week {week}", "silence_until": until}
            who.act("table", given)
            self.count("acts of the secretariat")

    def _export(self, node: Node, party: str, week: int) -> None:
        who = Access(node, person(party, "desk-officer"))
        export(node, self.going / f"{party}{TO}{week:02}.zip", party, who.sees())
        self.send(party, f"{week:02}.answers", self.answers(node, party))
        self.count("exports")


class Nation(Place):
    """The mirror of a nation, with its key."""

    @property
    def key(self) -> Signer:
        """The key of the nation, which never leaves its place."""
        file = self.folder / "nation.key"
        if not file.exists():
            file.write_text(Signer.generate(self.party).secret, encoding="utf-8")
        return Signer.read(file.read_text(encoding="utf-8"))

    def week(self, week: int) -> None:
        """Take in what came, sign as a witness, and prepare acts."""
        for file in self.came(".refused"):
            (self.folder / f"{file.stem}.sent").unlink()
            file.unlink()
        came = self.came(".zip")
        if not came:
            self.send(SECRETARIAT, f"{self.party}.pub", str(self.key.verifier).encode())
            return
        for file in came:
            self._take(file)
        self.now = START + timedelta(weeks=week, days=1)
        with Node.open(self.folder / "node", clock=lambda: self.now, base=self.base) as mirror:
            chance = self.chance(week)
            for number in range(chance.randint(1, 5)):
                self._prepare(mirror, chance, f"{self.party}-{week:02}-{number}")

    def _take(self, file: Path) -> None:
        """Bring the mirror up to an export, and hold it to what the secretariat answered."""
        week = int(file.stem)
        self.now = START + timedelta(weeks=week, days=3)
        place = self.folder / "node"
        trusted = self.folder / "log.pub"  # handed over when the node was made
        keys = KeySet.of(Verifier.read(trusted.read_text(encoding="utf-8")))
        import_bundle(file, place, keys, clock=lambda: self.now)
        with Node.open(place, clock=lambda: self.now, base=self.base) as mirror:
            answers = self.coming / f"{file.stem}.answers"
            assert answers.read_bytes() == self.answers(mirror, self.party), file
            self.count("answers compared", len(QUESTIONS))
            self._check_sent(mirror)
            self.send(SECRETARIAT, f"{self.party}-{week:02}.note", cosign(mirror))
        answers.unlink()
        file.unlink()

    def _check_sent(self, mirror: Node) -> None:
        """Each act that was sent and not refused is there once, with its signature."""
        record = mirror.record()
        for file in self.folder.glob("*.sent"):
            prepared = Prepared.read(file.read_bytes())
            found = [entry for entry in record.of() if entry.request == prepared.request]
            assert len(found) == 1, file
            assert found[0].signature == prepared.signature, file
            self.count("acts found again")
            file.unlink()

    def _prepare(self, mirror: Node, chance: random.Random, name: str) -> None:
        who = Access(mirror, person(self.party, "desk-officer"))
        act, given = chance.choice(list(self._possible(mirror, chance)))
        try:
            made = prepare(who, act, given, self.key)
        except QuestionError:
            self.count("acts that the mirror refused")
            return
        self.count("acts prepared")
        (self.folder / f"{name}.sent").write_bytes(bytes(made))
        self.send(SECRETARIAT, f"{name}.act", bytes(made))

    def _possible(
        self, mirror: Node, chance: random.Random
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        record, number = mirror.record(), chance.randrange(1000)
        yield "table", {"body": "nato/nac", "title": f"A proposal ({number})"}
        yield "table", {"body": "nato/nac", "title": f"Between us ({number})", "to": ["LVA"]}
        yield (
            "report",
            {
                "framework": "nato",
                "title": f"A drill ({number})",
                "happened": self.now.date().isoformat(),
                "attacked": [self.party],
            },
        )
        for entry, _ in standing(record, Report):
            clause = {"event": entry.id, "provision": "nato/art-5"}
            yield "respond", {**clause, "what": f"What we do ({number})"}
        for entry, _ in standing(record, Motion):
            state = motion_state(record, entry.id)
            if state is None or state.over(self.now):
                continue
            stand = chance.choice(["for", "against"])
            quiet = state.deadline is not None
            yield (
                "position",
                {"motion": entry.id, **({"break_silence": True} if quiet else {"stand": stand})},
            )
        mine = [(e, said) for e, said in standing(record, Response) if e.by == self.party]
        for entry, said in mine[-3:]:
            given = {"event": said.event, "provision": said.provision, "what": f"Ended ({number})"}
            yield "respond", {**given, "corrects": entry.id, "reason": "it ended"}


def proved(place: Place, others: Sequence[bytes]) -> dict[str, Any]:
    """That a node verifies, also against the checkpoints of others; what it has."""
    clock = lambda: place.now  # noqa: E731
    with Node.open(place.folder / "node", clock=clock, base=place.base) as node:
        found = verify(node, notes=list(others))
        assert found.faults == (), found.faults
        bare = [u for u in unsigned(node.record().of()) if u.by in NATIONS]
        assert not bare, bare
        return {"entries": found.entries, "proved": found.proved, **place.counts}


def last_note(place: Place) -> bytes:
    """The last checkpoint that a node has, with all its signatures."""
    from foedus.nodes.checkpoints import latest

    with (
        Node.open(place.folder / "node", base=place.base) as node,
        node.database.reading() as connection,
    ):
        note = latest(connection)
    assert note is not None
    return bytes(note)


def place_of(party: str, folder: Path, seed: int, base: Callable[[], World] = shipped) -> Place:
    """The place of a party."""
    kind = Secretariat if party == SECRETARIAT else Nation
    return kind(folder / party, party, seed, base)


def hand_over(folder: Path, secretariat: Place) -> None:
    """Make the node, and give each nation the public key of its log."""
    assert isinstance(secretariat, Secretariat)
    with secretariat.open() as node:
        verifier = node.settings["verifier"]
    for party in NATIONS:
        (folder / party / "log.pub").write_text(verifier, encoding="utf-8")
