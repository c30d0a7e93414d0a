"""Confirming what another of one's nation asked for, and of which acts a nation wants that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert

from foedus.acting.declare import find
from foedus.identity import authority
from foedus.identity.authority import Wish
from foedus.model.entries import Entry
from foedus.model.people import Person
from foedus.nodes.access import Access
from foedus.nodes.errors import RefusedError, told
from foedus.nodes.people import seconds
from foedus.nodes.people.beyond import eyes
from foedus.nodes.people.people import NotAllowedError, People, PersonError
from foedus.nodes.people.seconds import SETTING, Waits
from foedus.nodes.rows import ticks

SETTERS: Final = frozenset(("head-of-delegation", "administrator"))


@dataclass(frozen=True)
class Confirming:
    """What waits in a person's nation for a second one."""

    access: Access

    def waiting(self) -> Sequence[Waits]:
        """What waits, as far as this person may see it: acts if they read, settings if they set."""
        found = seconds.waiting(self.access.node, self._party)
        return tuple(waits for waits in found if self._sees(waits))

    def confirm(self, number: int) -> tuple[Entry, ...]:
        """Record what another asked for, as it was shown then; of a setting there are no entries.

        Raises QuestionError or PersonError.
        """
        waits = self._one(number)
        first = People(self.access.node).person(waits.person)
        if first is None or first.party != self._party:
            raise PersonError("who asked for it is here no more; drop it")
        try:
            made = self._set(first, waits) if waits.act == SETTING else self._record(first, waits)
        except (RefusedError, NotAllowedError) as error:
            self._note(waits, allowed=False, why=str(error))
            raise
        seconds.gone(self.access.node, self._party, waits)
        ids = ", ".join(entry.id for entry in made)
        self._note(waits, allowed=True, why=f"asked for by {waits.person}{ids and f': {ids}'}")
        return made

    def drop(self, number: int) -> None:
        """Let go what waits: one's own, or what one may see. Raises PersonError."""
        waits = self._one(number)
        seconds.gone(self.access.node, self._party, waits)
        self._note(waits, allowed=True, why="dropped", what="drop")

    def ask(self, acts: Sequence[str]) -> Waits:
        """Ask that these acts of one's nation, and no others, are confirmed by a second person.

        It holds when another confirms it. Raises PersonError or QuestionError.
        """
        node, names = self.access.node, sorted({find(act).name for act in acts})
        today = node.clock().date()
        ruling = authority.rule(Wish(self.access.person, "ask-two", today))
        node.note(
            self.access.person,
            f"ask {SETTING}",
            self._party,
            allowed=ruling.allowed,
            why=ruling.because,
        )
        if not ruling.allowed:
            raise NotAllowedError(f"you may not do that: {ruling.because}")
        now = seconds.wanted(node, self._party)
        words = (
            f"{self._party} wants two for {', '.join(names) or 'no act'}; "
            f"until now for {', '.join(now) or 'none'}."
        )
        given: Mapping[str, Any] = {"acts": names}
        return seconds.put(node, self.access.person, SETTING, given, (words,), today)

    def _record(self, first: Person, waits: Waits) -> tuple[Entry, ...]:
        node, today = self.access.node, self.access.node.clock().date()
        given = dict(waits.given)
        if not given.get("on") and today != waits.day:
            given["on"] = waits.day.isoformat()  # as it was shown, not as of another day
        request = waits.request or f"{self._party}-{waits.number}-{ticks(waits.until)}"
        return Access(node, first, second=self.access.person).act(
            waits.act, given, request=request, shown=waits.shown, signature=waits.signature
        )

    def _set(self, first: Person, waits: Waits) -> tuple[Entry, ...]:
        node, second = self.access.node, self.access.person
        moment = node.clock()
        ruling = authority.rule(Wish(first, "set-two", moment.date(), second=second))
        if not ruling.allowed:
            raise NotAllowedError(f"you may not do that: {ruling.because}")
        both = {"party": self._party, "by": first.id, "second": second.id, "made": ticks(moment)}
        lines = [{"act": act, **both} for act in waits.given["acts"]]
        with told(node.database.told), node.database.writing() as connection:
            connection.execute(delete(eyes).where(eyes.c.party == self._party))
            if lines:
                connection.execute(insert(eyes), lines)
        return ()

    def _one(self, number: int) -> Waits:
        found = next((one for one in self.waiting() if one.number == number), None)
        if found is None:
            raise PersonError(f"nothing of your nation waits for you as {number}")
        return found

    def _sees(self, waits: Waits) -> bool:
        if waits.person == self.access.person.id:
            return True
        if waits.act == SETTING:
            held = self.access.person.posts(self.access.node.clock().date())
            return bool(SETTERS & held)
        return self.access.reads

    def _note(self, waits: Waits, *, allowed: bool, why: str, what: str = "confirm") -> None:
        node = self.access.node
        node.note(self.access.person, f"{what} {waits.act}", "", allowed=allowed, why=why)

    @property
    def _party(self) -> str:
        return self.access.person.party
