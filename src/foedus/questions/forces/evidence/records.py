"""Records of simulators as sightings: whatever kind a record is of, it tells who was seen when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foedus.documents.numbers import FIRST, LAST
from foedus.errors import FoedusError, QuestionError
from foedus.model.events import Domain
from foedus.questions.forces.evidence.roster import Roster
from foedus.questions.forces.evidence.training import Basis, Sighting
from foedus.questions.forces.exercise.call import TrainingDomain
from foedus.simulators import dis, xapi
from foedus.simulators.countries import COUNTRIES
from foedus.simulators.errors import RecordError
from foedus.simulators.pcap import is_pcap, read_datagrams

YEARS: Final = range(FIRST.year + 1, LAST.year)
"""A session of these years begins, and its last day is over, on days that can be asked about."""
TRAINS: Final[dict[Domain, TrainingDomain]] = {
    "land": "land",
    "sea": "maritime",
    "air": "air",
    "space": "space",
    "cyber": "cyber",
}
"""The domain that a staff trains for, by where it was fought."""


@dataclass(frozen=True)
class Records:
    """What has been read of one exercise."""

    moving: tuple[tuple[datetime, dis.EntityState], ...]
    statements: tuple[xapi.Statement, ...]

    def sightings(self, roster: Roster) -> Iterator[Sighting]:
        """Who was seen when, in the exercise of the roster."""
        yield from _moving(self.moving, roster)
        yield from _stated(self.statements, roster)


def read_records(contents: Sequence[bytes], begins: datetime | None) -> Records:
    """Read files of any kind. Raises QuestionError, at the file that is wrong.

    `begins` is when the first PDU of a plain recording was sent; other records tell themselves.
    """
    moving: list[tuple[datetime, dis.EntityState]] = []
    statements: list[xapi.Statement] = []
    for number, content in enumerate(contents):
        try:
            if is_pcap(content):
                moving += _captured(content)
            elif content[:1] and content[0] in dis.VERSIONS:
                moving += _recorded(content, begins)
            else:
                statements += _logged(content)
        except FoedusError as error:
            told = f"records.{number}: {error}"
            raise QuestionError(told, at=("records", number)) from None
    return Records(tuple(moving), tuple(statements))


def _captured(content: bytes) -> Iterator[tuple[datetime, dis.EntityState]]:
    for datagram in read_datagrams(content):
        for state in dis.read_pdus(datagram.content, datagram.offset):
            yield datagram.at, state


def _recorded(
    content: bytes, begins: datetime | None
) -> Iterator[tuple[datetime, dis.EntityState]]:
    states = dis.read_pdus(content)
    if begins is None:
        raise RecordError("a plain recording does not tell when it begins; say so", 4)
    for at, state in dis.timed(states, begins):
        _within(at)
        yield at, state


def _logged(content: bytes) -> Iterator[xapi.Statement]:
    for statement in xapi.read_statements(content):
        _within(statement.at)
        yield statement


def _within(at: datetime) -> None:
    if at.year not in YEARS:
        raise QuestionError(f"{at.isoformat()} is not in the years {YEARS[0]} to {YEARS[-1]}")


def _moving(
    states: Iterable[tuple[datetime, dis.EntityState]], roster: Roster
) -> Iterator[Sighting]:
    """Entities of its traffic: whose they are by their site, or else by their design."""
    for at, state in states:
        if roster.exercise not in (None, state.exercise):
            continue
        nation, designer = roster.at_site(state.site), COUNTRIES.get(state.country)
        basis: Basis = "roster" if nation else "design" if designer else "unknown"
        whose = nation or designer or ""
        where = state.fought_in
        yield Sighting(whose, basis, state.who, at, at, TRAINS[where] if where else None)


def _stated(statements: Iterable[xapi.Statement], roster: Roster) -> Iterator[Sighting]:
    """People at their activities: a statement is made when a session ends."""
    trained = {t.activity: t for t in roster.activities}
    for statement in statements:
        activities = [trained[a] for a in statement.activities if a in trained]
        domain = next((a.domain for a in activities if a.domain), None)
        objective = next((a.objective for a in activities if a.objective), None)
        for person in statement.actors:
            nation = roster.of_account(person.place)
            yield Sighting(
                nation=nation or "",
                basis="roster" if nation else "unknown",
                who=person.id,
                starts=statement.at - statement.duration,
                ends=statement.at,
                domain=domain,
                objective=objective,
            )
