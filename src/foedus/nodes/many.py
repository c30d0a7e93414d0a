"""Acts that are recorded together: a line an act, in one transaction, or none of them.

Each line is judged on the record as the lines before it leave it. Where it is asked so, lines that
are refused are left out, and what is refused is told with what was recorded.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from foedus.acting.declare import ActError
from foedus.documents.faults import MOST as TOLD
from foedus.errors import FaultyInputsError, QuestionError, faults_of
from foedus.model.entries import Draft, Entry, Signature
from foedus.model.wording import counted
from foedus.nodes.errors import RefusedError
from foedus.nodes.orders import Done, Order, Permit, Recorded, asked_for, digest
from foedus.nodes.stored import Source, Stored
from foedus.record.ahead import Ahead

MOST: Final = 500
"""Lines that are recorded together: nobody else writes to the record meanwhile."""
LINES: Final = "lines"
"""What the places of faults begin with."""


class RefusedLinesError(ActError, FaultyInputsError):
    """Lines that are refused, and why, each with the number of its line in its place."""


def refusing(name: str, refused: Mapping[int, QuestionError], lines: int) -> RefusedLinesError:
    """What refuses lines, so that nothing is recorded."""
    first, error = min(refused.items(), key=lambda one: one[0])
    faults = [
        QuestionError(str(fault), (LINES, line, *fault.at))
        for line, why in sorted(refused.items())
        for fault in faults_of(why)
    ]
    count = f"{len(refused)} of {counted(lines, 'line')} {'is' if len(refused) == 1 else 'are'}"
    return RefusedLinesError(
        f"{name}: {count} refused, and nothing was recorded; line {first + 1}: {error}",
        faults[0].at,
        faults[:TOLD],
        max(len(faults) - TOLD, 0),
    )


@dataclass(frozen=True)
class Lines:
    """What is given of each line, and of those that could not be read, why."""

    given: Sequence[Any]
    unread: Mapping[int, QuestionError] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Many(Order):
    """An act done once for each line of `given`; see `Order`.

    `permits` refuses, by line, what the person may not do. `skip` leaves out what is refused.
    `unread` are lines that could not be read, and why. `signatures` has those of lines.
    """

    permits: Callable[[int, Any], Permit] | None = None
    skip: bool = False
    unread: Mapping[int, QuestionError] | None = None
    signatures: Mapping[int, Signature] | None = None

    def done(self, record: Stored | Ahead, moment: datetime) -> Done:
        """What is to be recorded, and what of it is refused. Raises QuestionError."""
        lines: Sequence[Any] = self.given
        if not 1 <= len(lines) <= MOST:
            told = f"1 to {MOST} lines are recorded together, not {len(lines)}"
            raise ActError(f"{self.act.name}: {told}", (LINES,))
        found = self._judged(record, moment)
        if found.refused and not self.skip:
            raise refusing(self.act.name, found.refused, len(lines))
        if self.shown and self.shown != digest(found.drafts):
            raise ActError(
                f"{self.act.name}: the record went on, and what would be recorded is no longer "
                "what you were shown; look at it again"
            )
        return found

    def _judged(self, record: Stored | Ahead, moment: datetime) -> Done:
        if self.may_see is None:
            ahead = Ahead(record)
        else:  # once for all lines, so that what was read need not be read again
            ahead = Ahead(record).only(self.reader or self.person.id, self.may_see)
        drafts, marks = list[Draft](), dict[int, Signature]()
        refused = dict[int, QuestionError](self.unread or {})
        lines = list[int]()
        for index, line in enumerate(self.given):
            if index in refused:
                continue
            try:
                made = self._line(index, line).done(ahead, moment)
            except RefusedError:
                raise
            except QuestionError as error:
                refused[index] = error
                continue
            marks |= {len(drafts): mark for mark in made.signatures.values()}
            drafts += made.drafts
            lines += [index] * len(made.drafts)
            ahead = ahead.followed_by(made.drafts, moment, act=self.act.name, person=self.person.id)
        return Done(tuple(drafts), marks, refused, tuple(lines))

    def _line(self, index: int, line: Any) -> Order:
        return Order(
            act=self.act,
            given=line,
            person=self.person,
            world=self.world,
            ceiling=self.ceiling,
            permit=None if self.permits is None else self.permits(index, line),
            signature=(self.signatures or {}).get(index),
        )

    @property
    def asked(self) -> bytes:
        """What is asked for: the lines, and whether those that are refused are left out."""
        return asked_for(self.act, {"lines": self.given, "skip": self.skip})

    def recorded_before(
        self, connection: Connection, source: Source, record: Stored, asked: bytes | None
    ) -> Recorded | None:
        """What the same request was recorded as, and what of it was refused then."""
        before = super().recorded_before(connection, source, record, asked)
        if before is None:
            return None
        then = self._as_then(record, before.entries)
        if then is not None:
            return replace(before, refused=then.refused, lines=then.lines)
        if not self.skip:
            return before
        told = f"{before.entries[0].id} to {before.entries[-1].id}"
        raise ActError(
            f"{self.act.name}: this was recorded before, as {told}; what was refused cannot be "
            "told any more"
        )

    def _as_then(self, record: Stored, entries: tuple[Entry, ...]) -> Done | None:
        """What was done when the entries were recorded: acts are pure, so it is found again."""
        then = replace(record, size=entries[0].number)
        try:
            found = self._judged(then, entries[0].recorded)
        except QuestionError:
            return None
        return found if len(found.drafts) == len(entries) else None
