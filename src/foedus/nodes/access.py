"""One way to a node for a person, at every door: what they may see, and what they may do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from foedus.acting.declare import Act, ActError, find
from foedus.acting.seats import seat
from foedus.asking.world import World
from foedus.identity import authority
from foedus.identity.authority import Wish
from foedus.identity.passkeys import PasskeyError
from foedus.identity.secrets import PROPOSE, READ, Held
from foedus.judging.release import sight
from foedus.model.entries import Draft, Entry, Signature
from foedus.model.people import Person
from foedus.nodes.errors import RefusedError
from foedus.nodes.many import Lines, Many
from foedus.nodes.node import MaySee, Node
from foedus.nodes.orders import Done, Permit, Recorded
from foedus.nodes.people import seconds
from foedus.nodes.people.passkeys import Passkeys
from foedus.record.contents.keeping import NationKey
from foedus.record.passkeys import is_passkey
from foedus.record.standing import standing


class SecondError(RefusedError):
    """An act that its person may do, but that their nation wants a second person to confirm."""


@dataclass(frozen=True)
class Access:
    """A person at a node, by a session, or by a token with its scopes; at a moment, or now.

    `second` is who confirms what they do, where their nation wants two.
    """

    node: Node
    person: Person
    by: Held | None = None
    at: datetime | None = None
    second: Person | None = None

    @property
    def reads(self) -> bool:
        """Whether the person reads content at all, and by what they proved themselves with."""
        by = self.by is None or self.by.allows(READ)
        return by and authority.rule(self._to_read).allowed

    @property
    def _to_read(self) -> Wish:
        return Wish(self.person, "read", self._today())

    def world(self) -> World:
        """The world as the person may see it. Raises RefusedError."""
        with self._noted("read"):
            self._within(READ)
            self._allow(authority.rule(self._to_read))
        return self.node.world(self.reader, self.sees(), self.at)

    def drafts(self, name: str, given: Any) -> tuple[Draft, ...]:
        """What an act would record now. Raises QuestionError."""
        act = find(name)
        with self._noted(name):
            self._within(name, PROPOSE)
            return self.node.drafts(
                act,
                given,
                self.person,
                reader=self.reader,
                may_see=self.sees(),
                permit=self._permit(act, given),
            )

    def act(
        self,
        name: str,
        given: Any,
        *,
        request: str = "",
        shown: str = "",
        signature: Signature | None = None,
    ) -> tuple[Entry, ...]:
        """Record an act. Raises QuestionError; WaitsError where a second person is waited for."""
        act = find(name)
        with self._noted(name):
            self._within(name)
            self._once(signature, request)
            try:
                return self.node.act(
                    act,
                    given,
                    self.person,
                    request=request,
                    reader=self.reader,
                    may_see=self.sees(),
                    permit=self._permit(act, given, signature, records=True),
                    shown=shown,
                    signature=signature,
                )
            except SecondError:
                drafts = self.node.drafts(
                    act,
                    given,
                    self.person,
                    reader=self.reader,
                    may_see=self.sees(),
                    permit=self._permit(act, given, signature),
                    shown=shown,
                    signature=signature,
                )
        waits = seconds.ask(
            self.node, self.person, name, given, drafts, request=request, signature=signature
        )
        raise seconds.WaitsError(waits, self.person.party)

    def drafts_of(self, name: str, lines: Lines, *, skip: bool = False) -> Done:
        """What an act for each of several lines would record now. Raises QuestionError."""
        act = find(name)
        with self._noted(name):
            self._within(name, PROPOSE)
            return self.node.drafts_of(self._many(act, lines, skip=skip))

    def act_all(
        self,
        name: str,
        lines: Lines,
        *,
        skip: bool = False,
        request: str = "",
        shown: str = "",
        signatures: Mapping[int, Signature] | None = None,
    ) -> Recorded:
        """Record an act for each of several lines, all in one go. Raises QuestionError.

        With `skip`, the lines that are refused are left out, and told.
        """
        act = find(name)
        with self._noted(name):
            self._within(name)
            for index, signature in (signatures or {}).items():
                self._once(signature, f"{request}/{index}" if request else "")
            more = {"request": request, "shown": shown, "signatures": signatures}
            try:
                return self.node.act_all(self._many(act, lines, records=True, skip=skip, **more))
            except SecondError:
                told = f"{self.person.party} wants a second person for {name}"
                raise RefusedError(
                    f"{told}, who confirms each by itself; send the lines one by one"
                ) from None

    def _many(self, act: Act[Any], lines: Lines, *, records: bool = False, **more: Any) -> Many:
        marks = more.get("signatures") or {}

        def permits(index: int, given: Any) -> Permit:
            return self._permit(act, given, marks.get(index), records=records)

        return self.node.many(
            act,
            lines.given,
            self.person,
            unread=lines.unread,
            reader=self.reader,
            may_see=self.sees(),
            permits=permits,
            **more,
        )

    @property
    def reader(self) -> str:
        """What names, in keys of caches, for whom an answer is: those of one party with its posts.

        It names the person, since what one holds another may not, and the day, since tomorrow
        another body or framework may take in their party.
        """
        return f"{self.person.id} on {self._today()}"

    def sees(self) -> MaySee:
        """What of the record the person may see on the day, if they may read it at all."""
        return sight(self.node.catalogue, self.person, self._today())

    def _permit(
        self,
        act: Act[Any],
        given: Any,
        signature: Signature | None = None,
        *,
        records: bool = False,
    ) -> Permit:
        """What refuses what the person may not do; as far as it `records`, also alone."""

        def permit(world: World, moment: datetime) -> None:
            of = seat(world, act, given)
            wish = Wish(self.person, "act", moment.date(), posts=act.who, of=of)
            self._allow(authority.rule(wish))
            second = self.second
            if records and (second or seconds.covers(self.node, self.person.party, act.name)):
                ruling = authority.rule(replace(wish, two=True, second=second))
                if not ruling.allowed and second is None:
                    raise SecondError(ruling.because)
                self._allow(ruling)
            if signature is not None:
                self._owns(world, signature)

        return permit

    def _owns(self, world: World, signature: Signature) -> None:
        """Refuse the signature of a key that is not on record as the nation's."""
        keys = {
            found.verifier
            for entry, found in standing(world.record, NationKey)
            if entry.by == self.person.party
        }
        if signature.key not in keys:
            told = f"that key is none of {self.person.party}'s on record; see register-key"
            raise ActError(told)

    def _once(self, signature: Signature | None, request: str) -> None:
        """Refuse a passkey that is another person's, and what one signed for another request."""
        if signature is None or not is_passkey(signature.key):
            return
        try:
            Passkeys(self.node).once(self.person, signature, request)
        except PasskeyError as error:
            raise ActError(str(error), ("signature",)) from None

    def _within(self, *scopes: str) -> None:
        """Refuse what a token has none of the scopes for, before anything else is looked at.

        Not even what was recorded before is told again.
        """
        if self.by is not None and not any(map(self.by.allows, scopes)):
            raise RefusedError(f"you may not do that: this token is not for {scopes[0]}")

    def _allow(self, ruling: authority.Ruling) -> None:
        if not ruling.allowed:
            raise RefusedError(f"you may not do that: {ruling.because}")

    @contextmanager
    def _noted(self, what: str) -> Iterator[None]:
        """Put into the log of the party what its person was refused.

        It is written afterwards: while an act is judged, the database is locked for it.
        """
        try:
            yield
        except RefusedError as error:
            self.node.note(self.person, what, "", allowed=False, why=str(error))
            raise

    def _today(self) -> date:
        return (self.at or self.node.clock()).date()
