"""Criteria made of others: every one of them, or the first that is met."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from foedus.reckoning.voting.ballot import Ballot
from foedus.reckoning.voting.criteria.by_heads import NoneAgainst
from foedus.reckoning.voting.criteria.criterion import Criterion, Measure, grounds


@dataclass(frozen=True)
class _Composed(Criterion):
    parts: tuple[Criterion, ...]
    settled_by: ClassVar[bool]
    """What one part must be for the whole to be so."""

    @property
    def measure(self) -> Measure:
        return next((part.measure for part in self.parts if part.measure), "")

    def bounded(self, ballot: Ballot) -> bool:
        """Where one part alone settles it, at every extreme; another may not stand in for it."""
        ways = ballot.extremes()
        settles = self.settled_by
        one = any(all(part.met(way) is settles for way in ways) for part in self.parts)
        none = all(all(part.met(way) is not settles for way in ways) for part in self.parts)
        return (one or none) and all(part.bounded(ballot) for part in self.parts)

    def within(self) -> Iterator[Criterion]:
        yield self
        for part in self.parts:
            yield from part.within()


class All(_Composed):
    """`all`: every one of several."""

    name = "all"
    settled_by = False

    def fails(self, ballot: Ballot) -> Iterator[str]:
        for part in grounds(self.parts, ballot):
            yield from part.fails(ballot)

    def met(self, ballot: Ballot) -> bool:
        return all(part.met(ballot) for part in self.parts)

    def tell(self, ballot: Ballot) -> str:
        return "; ".join(part.tell(ballot) for part in self.parts)

    def needed(self, body: Ballot, size: int) -> int | None:
        found = [part.needed(body, size) for part in self.parts]
        known = [weight for weight in found if weight is not None]
        return max(known, default=0) if len(known) == len(found) else None


class AnyOf(_Composed):
    """`any`: one of several, tried in order."""

    name = "any"
    settled_by = True

    def fails(self, ballot: Ballot) -> Iterator[str]:
        """By what the last fails, which is tried when all others failed."""
        return self.parts[-1].fails(ballot)

    def by_consensus(self, ballot: Ballot) -> bool:
        """Whether it is met because nobody objects."""
        first = next((part for part in self.parts if part.met(ballot)), None)
        return isinstance(first, NoneAgainst)

    def met(self, ballot: Ballot) -> bool:
        return any(part.met(ballot) for part in self.parts)

    def tell(self, ballot: Ballot) -> str:
        told = ""
        for before, part in zip((None, *self.parts), self.parts, strict=False):
            failing = "consensus" if isinstance(before, NoneAgainst) else "that"
            told += f"; failing {failing}, {part.tell(ballot)}" if told else part.tell(ballot)
            if part.met(ballot):
                break
        return told

    def needed(self, body: Ballot, size: int) -> int | None:
        found = [part.needed(body, size) for part in self.parts]
        return min((weight for weight in found if weight is not None), default=None)
