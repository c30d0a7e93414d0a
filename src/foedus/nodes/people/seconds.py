"""Four eyes: the acts of a nation that wait until a second person of it confirms them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import func, insert, select

from foedus.acting.declare import ActError
from foedus.model.entries import Draft, Signature
from foedus.model.people import Person, is_nation
from foedus.nodes.append import Head
from foedus.nodes.errors import told
from foedus.nodes.node import Node
from foedus.nodes.orders import digest, plain
from foedus.nodes.people.beyond import eyes, seconded
from foedus.nodes.people.numbers import ended, next_of
from foedus.nodes.rows import instant, ticks

LASTS: Final = timedelta(days=7)
MOST: Final = 50
"""So many may wait in one nation."""
SETTING: Final = "four-eyes"
"""In place of an act: that the nation wants two for the acts that are named."""


class Waits(msgspec.Struct, frozen=True):
    """What waits for a second person of a nation: what was asked for, by whom, until when."""

    number: int
    act: str
    person: str
    told: tuple[str, ...]
    until: datetime
    day: date
    given: Mapping[str, Any]
    shown: str = ""
    request: str = ""
    signature: Signature | None = None

    def __str__(self) -> str:
        until = f"{self.until:%Y-%m-%d %H:%M} UTC"
        return f"it waits as {self.number} until {until}, for another of the nation to confirm"


class WaitsError(ActError):
    """An act that is not recorded yet: it `waits` for a second person."""

    def __init__(self, waits: Waits, party: str) -> None:
        super().__init__(f"{party} wants a second person for {waits.act}: {waits}")
        self.waits = waits


def wanted(node: Node, party: str) -> tuple[str, ...]:
    """The acts for which a nation wants two."""
    query = select(eyes.c.act).where(eyes.c.party == party).order_by(eyes.c.act)
    with node.database.reading() as connection:
        return tuple(connection.execute(query).scalars().all())


def covers(node: Node, party: str, act: str) -> bool:
    """Whether a nation wants two for an act."""
    if not is_nation(party):
        return False
    query = select(eyes.c.act).where(eyes.c.party == party, eyes.c.act == act)
    with node.database.reading() as connection:
        return connection.execute(query).first() is not None


def waiting(node: Node, party: str) -> Sequence[Waits]:
    """What waits in a nation, the oldest first."""
    query = (
        select(seconded)
        .where(seconded.c.party == party, seconded.c.until > ticks(node.clock()))
        .order_by(seconded.c.number)
    )
    with node.database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(_read(node, row) for row in rows)


def ask(
    node: Node,
    person: Person,
    act: str,
    given: Any,
    drafts: tuple[Draft, ...],
    *,
    request: str = "",
    signature: Signature | None = None,
) -> Waits:
    """Let an act wait, as it would be recorded now. The same request waits once."""
    words, day = tuple(draft.told for draft in drafts), drafts[0].valid
    return put(node, person, act, plain(given), words, day, digest(drafts), request, signature)


def put(
    node: Node,
    person: Person,
    act: str,
    given: Any,
    words: tuple[str, ...],
    day: date,
    shown: str = "",
    request: str = "",
    signature: Signature | None = None,
) -> Waits:
    """Let something wait for a second person. Raises ActError where too much does already."""
    moment = node.clock()
    until = moment + LASTS
    tag = node.sealer.tag(json.dumps([act, request]).encode()).hex() if request else ""
    mine = (seconded.c.person == person.id) & (seconded.c.asked == tag)
    with told(node.database.told), node.database.writing() as connection:
        Head.read(connection, lock=True)  # numbers are given one after the other
        its = seconded.c.party == person.party
        number = next_of(connection, seconded, ticks(moment), its)
        mine &= seconded.c.until > ticks(moment)
        if tag and (row := connection.execute(select(seconded).where(mine)).first()):
            return _read(node, row)
        counting = select(func.count()).where(its, seconded.c.until > ticks(moment))
        if connection.execute(counting).scalar_one() >= MOST:
            raise ActError(f"{MOST} acts of {person.party} wait already; confirm or drop some")
        made = Waits(number, act, person.id, words, until, day, given, shown, request, signature)
        sealed = node.sealer.wrap(_about(person.party), msgspec.json.encode(made))
        line = {
            "party": person.party,
            "number": made.number,
            "person": person.id,
            "act": act,
            "asked": tag,
            "sealed": sealed,
            "until": ticks(until),
        }
        connection.execute(insert(seconded), line)
    return made


def gone(node: Node, party: str, waits: Waits) -> None:
    """Let nothing wait under a number any more."""
    its = (
        (seconded.c.party == party)
        & (seconded.c.number == waits.number)
        & (seconded.c.until == ticks(waits.until))
    )
    with told(node.database.told), node.database.writing() as connection:
        connection.execute(ended(seconded, its))


def _read(node: Node, row: Any) -> Waits:
    found = msgspec.json.decode(node.sealer.unwrap(_about(row.party), row.sealed), type=Waits)
    return msgspec.structs.replace(found, until=instant(row.until))


def _about(party: str) -> str:
    return f"{party}/seconded"
