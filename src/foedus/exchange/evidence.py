"""From records of simulators to an answer: whatever kind a record is of, what it is evidence of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from foedus.catalogue.catalogue import Catalogue
from foedus.exchange.simulators import dis, xapi
from foedus.exchange.simulators.pcap import Datagram, is_pcap, read_datagrams
from foedus.exchange.simulators.training import (
    Basis,
    Evidence,
    EvidenceError,
    Presence,
    Roster,
    Sighting,
    Together,
    summarise,
)
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.wording import counted, some

Moving = list[tuple[datetime, dis.EntityState]]
BASES: dict[Basis, str] = {"roster": "by the roster", "design": "by the design of its equipment"}
DESIGN = (Citation("SISO-REF-010", "Country (UID 29)"), Citation("IEEE 1278.1-2012", "6.2.30"))
SHOWN = 10


class EvidenceAnswer(Answer, frozen=True, kw_only=True):
    """Who trained with whom in the simulators, and the lines of a history that show it.

    `reckoning` is, for each entity, the farthest (in metres) that its algorithm of dead reckoning
    put it from where it then said it was.
    """

    presences: tuple[Presence, ...]
    together: tuple[Together, ...]
    unknown: tuple[str, ...]
    reckoning: dict[str, float]
    held: tuple[dict[str, Any], ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "Who was there",
            ("Nation", "Known", "Seen", "Minutes", "First", "Last", "Domains", "Objectives"),
            tuple(map(_presence, self.presences)),
            empty="Nobody whose nation is known.",
        )
        yield Section(
            "Together",
            ("Nations", "Minutes", "Of them at the same"),
            tuple(map(_together, self.together)),
            empty="No two nations of the roster were there.",
        )
        if self.reckoning:
            worst = sorted(self.reckoning.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
            rows = tuple(Row((who, f"{metres:,.2f}")) for who, metres in worst)
            columns = ("Entity", "Metres at worst from where it was put")
            yield Section("Dead reckoning", columns, rows, tone="quiet")
        yield Section(
            "For the history of a programme call",
            (
                "Exercise",
                "First day",
                "Day after the last",
                "Participants",
                "Domains",
                "Objectives",
            ),
            tuple(map(_line, self.held)),
            empty="Nothing: no two nations of the roster were seen at the same time.",
        )


def _line(held: dict[str, Any]) -> Row:
    lists = (", ".join(held[name]) for name in ("participants", "domains", "objectives"))
    return Row((held["id"], held["starts"], held["ends"], *lists))


def _presence(p: Presence) -> Row:
    cites = DESIGN if p.basis == "design" else ()
    cells = (
        p.nation,
        BASES[p.basis],
        str(p.seen),
        str(p.minutes),
        f"{p.first.astimezone(UTC):%Y-%m-%d %H:%M}",
        f"{p.last.astimezone(UTC):%Y-%m-%d %H:%M}",
        ", ".join(p.domains),
        ", ".join(p.objectives),
    )
    return Row(cells, cites=cites, tone="" if p.basis == "roster" else "quiet")


def _together(t: Together) -> Row:
    shared = (*t.domains.items(), *t.objectives.items())
    at = ", ".join(f"{name} {minutes}" for name, minutes in shared)
    return Row((f"{t.one}-{t.other}", str(t.minutes), at))


def with_ids(roster: Roster, catalogue: Catalogue) -> Roster:
    """The roster with ids for the names of its nations. Raises UnknownIdError."""
    members = [
        member.model_copy(update={"nation": catalogue.state(member.nation).id})
        for member in roster.members
    ]
    return roster.model_copy(update={"members": members})


class Records:
    """What has been read of one exercise so far."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.moving: Moving = []
        self.statements: list[xapi.Statement] = []

    def read(self, data: bytes, begins: datetime | None) -> None:
        """Read a file of any kind. Raises EvidenceError.

        `begins` is when the first PDU of a plain recording was sent; other records tell themselves.
        """
        if is_pcap(data):
            self.datagrams(read_datagrams(data))
        elif data[:1] and data[0] in dis.VERSIONS:
            states = dis.read_pdus(data)
            if begins is None:
                raise EvidenceError("a plain recording does not tell when it begins; say so", 4)
            self.moving += dis.timed(states, begins)
        else:
            self.statements += xapi.read_statements(data)

    def datagrams(self, datagrams: Iterable[Datagram]) -> None:
        """Read PDUs from the network, at the moments at which they came. Raises EvidenceError."""
        for datagram in datagrams:
            states = dis.read_pdus(datagram.content, datagram.offset)
            self.moving += ((datagram.at, state) for state in states)

    def _sightings(self) -> Iterator[Sighting]:
        yield from dis.sightings(self.moving, self.roster)
        yield from xapi.sightings(self.statements, self.roster)

    def answer(self, catalogue: Catalogue, on: date) -> EvidenceAnswer:
        """What all of it shows."""
        found = summarise(self._sightings(), self.roster)
        return EvidenceAnswer(
            question="evidence",
            on=on,
            catalogue=catalogue.key,
            title=f"Training in simulators: {self.roster.name}",
            lead=_lead(found),
            notes=tuple(_notes(found)),
            presences=found.presences,
            together=found.together,
            unknown=found.unknown,
            reckoning=dis.reckoning_errors(sorted(self.moving, key=lambda timed: timed[0])),
            held=tuple(held.model_dump(mode="json") for held in found.held),
        )


def _lead(found: Evidence) -> str:
    if not found.held:
        return "No two nations of the roster were seen at the same time: there is no evidence."
    pairs = [pair for pair in found.together if pair.minutes]
    most = max(pairs, key=lambda pair: pair.minutes)
    number = counted(len(pairs), "pair of nations", "pairs of nations")
    return (
        f"{number} trained together; longest {most.one} and {most.other}, "
        f"{counted(most.minutes, 'minute')}."
    )


def _notes(found: Evidence) -> Iterator[str]:
    if any(p.basis == "design" for p in found.presences):
        yield (
            "a nation known by its equipment alone is the one that designed it, which others may "
            "use; it is not a participant until the roster names its site"
        )
    if found.unknown:
        yield f"of unknown nation: {some(found.unknown, SHOWN)}"
