"""Records of simulators as sightings: whatever kind a record is of, it tells who was seen when."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from foedus.documents.numbers import FIRST, LAST
from foedus.errors import FoedusError, QuestionError
from foedus.model.events import Domain
from foedus.model.wording import counted, some
from foedus.questions.forces.evidence.roster import Roster
from foedus.questions.forces.evidence.training import Basis, Sighting
from foedus.questions.forces.exercise.call import TrainingDomain
from foedus.simulators import dis, xapi
from foedus.simulators.countries import COUNTRIES
from foedus.simulators.errors import CutError, Passed, RecordError
from foedus.simulators.pcap import is_capture, read_datagrams

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


SILENCE: Final = timedelta(seconds=144)
"""Who stands still may speak once a minute, and is gone after 2.4 times as long (IEEE 1278.1)."""
OTHERS: Final = ("datagram that is not DIS", "datagrams that are not DIS")
CUT: Final = ("PDU at the end, cut short", "PDUs at the end, cut short")
PACKED: Final = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd")
"""How files begin that gzip, zip, bzip2, xz and zstd made."""

Moving: TypeAlias = tuple[datetime, dis.EntityState]


@dataclass(frozen=True)
class Records:
    """What has been read of one exercise; `notes` say what was passed over, and what to doubt."""

    moving: tuple[Moving, ...]
    statements: tuple[xapi.Statement, ...]
    notes: tuple[str, ...]

    def sightings(self, roster: Roster) -> Iterator[Sighting]:
        """Who was seen when, in the exercise of the roster."""
        yield from _moving(self.moving, roster)
        yield from _stated(self.statements, roster)


def read_records(contents: Sequence[bytes], begins: datetime | None) -> Records:
    """Read files of any kind. Raises QuestionError, at the file that is wrong.

    `begins` is when the first PDU of a plain recording was sent; other records tell themselves.
    """
    moving: list[Moving] = []
    statements: list[xapi.Statement] = []
    notes: list[str] = []
    for number, content in enumerate(contents):
        told: list[str] = []
        try:
            if is_capture(content):
                moving += _captured(content, told)
            elif content[:1] and content[0] in dis.VERSIONS:
                moving += _recorded(content, begins, told)
            else:
                statements += _logged(content, told)
        except FoedusError as error:
            refused = f"records.{number}: {error}"
            raise QuestionError(refused, at=("records", number)) from None
        notes += (f"records.{number}: {note}" for note in told)
    standing = xapi.standing(statements)
    notes += _momentary(standing)
    return Records(tuple(sorted(moving, key=lambda m: m[0])), standing, tuple(notes))


def _still(moving: Iterable[Moving], but: str) -> Iterator[str]:
    """Senders all of whose timestamps are one, though something of theirs was told of again."""
    stamps: dict[tuple[int, int], set[float]] = {}
    told: dict[tuple[int, int], Counter[int]] = {}
    for _, state in moving:
        sender = (state.site, state.application)
        stamps.setdefault(sender, set()).add(state.seconds)
        told.setdefault(sender, Counter())[state.entity] += 1
    still = [s for s in sorted(told) if len(stamps[s]) == 1 and max(told[s].values()) > 1]
    if still:
        named = some([f"{site}:{application}" for site, application in still])
        yield f"the clock of the sender {named} stands still; {but}"


def _momentary(statements: Iterable[xapi.Statement]) -> Iterator[str]:
    number = sum(not statement.duration for statement in statements)
    if number:
        says, counts = ("says", "it counts") if number == 1 else ("say", "they count")
        yield f"{counted(number, 'statement')} {says} no duration; {counts} for no time"


def _captured(content: bytes, notes: list[str]) -> list[Moving]:
    passed = Passed()
    moving: list[Moving] = []
    for datagram in read_datagrams(content, passed):
        try:
            for state in dis.read_pdus(datagram.content, datagram.offset):
                moving.append((datagram.at, state))
        except RecordError as error:
            passed.over(*OTHERS, str(error))
    notes += _passed(passed)
    notes += _still(moving, "the moments are those of the capture")
    return moving


def _recorded(content: bytes, begins: datetime | None, notes: list[str]) -> list[Moving]:
    if begins is None:
        raise RecordError("a plain recording does not tell when it begins; say so", 4)
    passed = Passed()
    moving: list[Moving] = []
    for at, state in dis.timed(_whole(content, passed), begins):
        _within(at)
        moving.append((at, state))
    notes += _passed(passed)
    notes += _still(moving, "how long it was there is not known, and it counts for no time")
    return moving


def _passed(passed: Passed) -> Iterator[str]:
    what = list(passed)
    if what:
        yield f"passed over: {'; '.join(what)}"


def _whole(content: bytes, passed: Passed) -> Iterator[dis.EntityState]:
    """The states of a recording until its end, where that may be cut short."""
    read = False
    try:
        for state in dis.read_pdus(content):
            read = True
            yield state
    except CutError as error:
        if not read:
            raise
        passed.over(*CUT, str(error))


def _logged(content: bytes, notes: list[str]) -> tuple[xapi.Statement, ...]:
    if content.startswith(PACKED):
        raise RecordError("this is packed; unpack it first", 0)
    if content[:1] and (content[0] < ord(b" ") and content[:1] not in b"\t\r\n"):
        raise RecordError(
            "this is no record that is read: pcap, pcapng, DIS of version 4 to 7 or xAPI", 0
        )
    more: list[str] = []
    statements = xapi.read_statements(content, more)
    for statement in statements:
        _within(statement.at)
    notes += (
        f"the store has more statements than this answer holds; ask it for {where} too"
        for where in more
    )
    return statements


def _within(at: datetime) -> None:
    if at.year not in YEARS:
        raise QuestionError(f"{at.isoformat()} is not in the years {YEARS[0]} to {YEARS[-1]}")


def _moving(states: Iterable[Moving], roster: Roster) -> Iterator[Sighting]:
    """Entities of its traffic: whose they are by their site, or else by their design.

    One was there from a PDU to the next, unless it was silent for too long. States come by moment.
    """
    found: dict[tuple[str, Basis, str, TrainingDomain | None], tuple[datetime, datetime]] = {}
    for at, state in states:
        if roster.exercise not in (None, state.exercise):
            continue
        nation, designer = roster.at_site(state.site), COUNTRIES.get(state.country)
        basis: Basis = "roster" if nation else "design" if designer else "unknown"
        whose = nation or designer or ""
        where = state.fought_in
        key = (whose, basis, state.who, TRAINS[where] if where else None)
        starts, ends = found.get(key, (at, at))
        if at - ends > SILENCE:
            yield Sighting(*key[:3], starts, ends, key[3])
            starts = at
        found[key] = (starts, at)
    for key, (starts, ends) in found.items():
        yield Sighting(*key[:3], starts, ends, key[3])


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
