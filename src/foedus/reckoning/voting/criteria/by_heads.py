"""Criteria that count heads: who is for, against, abstaining or absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, Literal, Self, TypeAlias

from foedus.reckoning.voting.ballot import Ballot, names
from foedus.reckoning.voting.criteria.criterion import (
    Measure,
    Plain,
    Step,
    number_of,
    one_of,
    share_of,
)

Base: TypeAlias = Literal["members", "those voting", "members present"]
BASES: Final[Mapping[str, Base]] = {
    "members": "members",
    "those-voting": "those voting",
    "those-present": "members present",
}


@dataclass(frozen=True)
class Votes(Plain):
    """`votes`: enough votes for, as a share of the members, of those present or of those voting.

    Or as a number.
    """

    name = "votes"
    keys = ("at_least", "more_than", "of")
    share: Fraction = Fraction(0)
    of: Base = "members"
    more: bool = False
    number: int = 0
    word: str = "majority"

    @classmethod
    def parse(cls, argument: Mapping[str, Any]) -> Self:
        if ("at_least" in argument) is ("more_than" in argument):
            raise ValueError("give either `at_least` or `more_than`")
        least = argument.get("at_least")
        if isinstance(least, int):
            if "of" in argument:
                raise ValueError("`of` goes with a share, such as 2/3, not with a number of votes")
            return cls(number=number_of(least))
        of = one_of(argument.get("of", "members"), BASES, "of")
        if least is None:
            return cls(share_of(argument["more_than"]), of, more=True)
        return cls(share_of(least), of)

    def least(self, base: int) -> int:
        """The least number of votes for."""
        if self.number:
            return self.number
        exact = base * self.share
        return max(1, floor(exact) + 1 if self.more else ceil(exact))

    def met(self, ballot: Ballot) -> bool:
        return len(ballot.yes) >= self.least(self._base(ballot))

    def tell(self, ballot: Ballot) -> str:
        base = self._base(ballot)
        whole = "member present" if self.of == "members present" and base == 1 else self.of
        of = f"{base} {whole}" if not self.number else f"{ballot.size} members"
        return f"{len(ballot.yes)} for; {self.least(base)} of {of} needed"

    def needed(self, body: Ballot, size: int) -> int | None:
        return 0 if size >= self.least(body.size) else None

    def _base(self, ballot: Ballot) -> int:
        if self.of == "members":
            return ballot.size
        if self.of == "members present":
            return len(ballot.present)
        return len(ballot.yes) + len(ballot.no)


@dataclass(frozen=True)
class NoneAgainst(Plain):
    """`none_against`: no vote against."""

    name = "none_against"
    word: str = "no-consensus"

    def met(self, ballot: Ballot) -> bool:
        return not ballot.no

    def tell(self, ballot: Ballot) -> str:
        return f"against: {names(ballot.no)}" if ballot.no else "nobody is against"

    def needed(self, body: Ballot, size: int) -> int | None:
        return 0 if size == len(body.voters) else None


@dataclass(frozen=True)
class NoVeto(Plain):
    """`no_veto`: no permanent member against; abstention and absence are no veto.

    A vote against is a veto only where the motion has the votes that it needs.
    """

    name = "no_veto"
    step = Step.STOPPING
    word: str = "veto"

    @property
    def measure(self) -> Measure:
        return "permanent"

    def met(self, ballot: Ballot) -> bool:
        return not ballot.no & ballot.permanent

    def tell(self, ballot: Ballot) -> str:
        vetoes = ballot.no & ballot.permanent
        if vetoes:
            return f"permanent members against: {names(vetoes)}"
        passive = ballot.permanent - ballot.yes
        if passive:
            return (
                f"no permanent member is against; {names(passive)} did not vote, which is "
                f"not a veto"
            )
        return "no permanent member is against"

    def needed(self, body: Ballot, size: int) -> int | None:
        return len(body.permanent)


@dataclass(frozen=True)
class NoneAbsent(Plain):
    """`none_absent`: every member takes part; abstaining does, staying away does not."""

    name = "none_absent"
    word: str = "absence"

    def met(self, ballot: Ballot) -> bool:
        return len(ballot.present) == len(ballot.voters)

    def tell(self, ballot: Ballot) -> str:
        absent = ballot.absent
        return f"neither present nor represented: {names(absent)}" if absent else "all take part"


@dataclass(frozen=True)
class Quorum(Plain):
    """`quorum`: enough members present, where the body's decision sets a number."""

    name = "quorum"
    step = Step.OPENING
    word: str = "quorum"

    def met(self, ballot: Ballot) -> bool:
        return len(ballot.present) >= ballot.quorum

    def tell(self, ballot: Ballot) -> str:
        if not ballot.quorum:
            return "no quorum is set"
        have, all_ = len(ballot.present), ballot.size
        return f"{have} of {all_} present; quorum {ballot.quorum}"
