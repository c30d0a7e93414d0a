"""A record in memory that acts are played on, minute by minute."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from foedus.acting.declare import find
from foedus.asking.ask import KNOWN, ask
from foedus.asking.declare import find as question
from foedus.asking.world import World
from foedus.model.entries import Draft, Entry
from foedus.model.people import SECRETARIAT, Appointment, Person
from foedus.record.record import Memory

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def officer(party: str) -> Person:
    post: Any = "secretariat" if party == SECRETARIAT else "desk-officer"
    return Person(f"p-{party.lower()}", party, (Appointment(post),))


class Scene:
    """What is recorded, and the clock, which goes on by a minute with each act."""

    def __init__(self, base: World, now: datetime = NOON) -> None:
        self.base, self.now = base, now
        self.entries: list[Entry] = []

    @property
    def world(self) -> World:
        return self.base.recorded(Memory(self.entries), self.now)

    def drafts(self, act: str, party: str, given: Mapping[str, Any]) -> tuple[Draft, ...]:
        return find(act).drafts(self.world, given, officer(party), self.now)

    def do(self, act: str, party: str, **given: Any) -> str:
        """Record an act; its id."""
        self.now += timedelta(minutes=1)
        made = []
        for draft in self.drafts(act, party, given):
            letters = draft.content.letters
            number = Memory(self.entries).numbered(letters) + 1
            entry = Entry(
                number=len(self.entries),
                id=f"{letters}-{number}",
                act=act,
                person=officer(party).id,
                recorded=self.now,
                draft=draft,
            )
            self.entries.append(entry)
            made.append(entry.id)
        return made[0]

    def refused(self, act: str, party: str, **given: Any) -> str:
        """The sentence that refuses an act, of which nothing is recorded."""
        before = len(self.entries)
        with pytest.raises(ValueError) as refused:  # noqa: PT011 - whichever refusal it is
            self.drafts(act, party, given)
        assert len(self.entries) == before
        return str(refused.value)

    def ask(self, name: str, **given: Any) -> Any:
        """The answer to a question, asked of the record as it stands, or as it was known."""
        inputs = {KNOWN if key == "as_known_at" else key: value for key, value in given.items()}
        return ask(self.world, question(name), inputs)
