"""Acts that an assistant proposed, until the person whom it serves records them or drops them.

Whoever proposes cannot confirm: the person does so elsewhere, where they prove who they are.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import func, insert, select

from foedus.model.entries import Entry, Signature
from foedus.nodes.access import Access
from foedus.nodes.append import Head
from foedus.nodes.errors import told
from foedus.nodes.orders import digest
from foedus.nodes.people.numbers import ended, next_of
from foedus.nodes.people.people import PersonError
from foedus.nodes.people.seconds import WaitsError
from foedus.nodes.people.tables import proposals
from foedus.nodes.rows import instant, ticks

LASTS: Final = timedelta(days=1)
MOST: Final = 50
"""So many may wait for one person."""


class Proposed(msgspec.Struct, frozen=True):
    """An act that waits: what would be recorded, in words, and until when it waits."""

    number: int
    act: str
    told: tuple[str, ...]
    until: datetime
    given: Mapping[str, Any]
    shown: str


@dataclass(frozen=True)
class Proposals:
    """What waits for a person."""

    access: Access

    def propose(self, act: str, given: Mapping[str, Any]) -> Proposed:
        """Let an act wait for its person. Raises QuestionError where it would be refused."""
        drafts = self.access.drafts(act, given)
        words, moment = tuple(draft.told for draft in drafts), self.access.node.clock()
        content = {"given": given, "told": words, "shown": digest(drafts)}
        sealed = self.access.node.sealer.wrap(self._mine, json.dumps(content, default=str).encode())
        database, person = self.access.node.database, self.access.person.id
        with told(database.told), database.writing() as connection:
            Head.read(connection, lock=True)  # one comes after the other, in any process
            number = next_of(connection, proposals, ticks(moment))
            mine = (proposals.c.person == person) & (proposals.c.until > ticks(moment))
            counting = select(func.count()).where(mine)
            if connection.execute(counting).scalar_one() >= MOST:
                raise PersonError(f"{MOST} proposals wait for you already; record or drop some")
            row = {
                "number": number,
                "person": person,
                "act": act,
                "sealed": sealed,
                "until": ticks(moment + LASTS),
            }
            connection.execute(insert(proposals), row)
        return Proposed(number, act, words, moment + LASTS, given, digest(drafts))

    def waiting(self) -> Sequence[Proposed]:
        """What waits for the person, the oldest first."""
        now = ticks(self.access.node.clock())
        query = (
            select(proposals)
            .where(proposals.c.person == self.access.person.id, proposals.c.until > now)
            .order_by(proposals.c.number)
        )
        with self.access.node.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(map(self._read, rows))

    def record(self, number: int, signature: Signature | None = None) -> tuple[Entry, ...]:
        """Record what waits, as it was shown. Raises QuestionError or PersonError."""
        found = self._one(number)
        request = f"proposal-{number}-{ticks(found.until)}"
        try:
            made = self.access.act(
                found.act, found.given, request=request, shown=found.shown, signature=signature
            )
        except WaitsError:  # for a second person, and no longer for this one
            self.drop(number)
            raise
        self.drop(number)
        return made

    def drop(self, number: int) -> None:
        """Let a proposal go. Raises PersonError."""
        self._one(number)
        gone, database = proposals.c.number == number, self.access.node.database
        with told(database.told), database.writing() as connection:
            connection.execute(ended(proposals, gone))

    def _one(self, number: int) -> Proposed:
        found = next((one for one in self.waiting() if one.number == number), None)
        if found is None:
            raise PersonError(f"no proposal {number} waits for you")
        return found

    def _read(self, row: Any) -> Proposed:
        content = json.loads(self.access.node.sealer.unwrap(self._mine, row.sealed))
        return Proposed(
            row.number,
            row.act,
            tuple(content["told"]),
            instant(row.until),
            content["given"],
            content["shown"],
        )

    @property
    def _mine(self) -> str:
        return f"{self.access.person.id}/proposal"
