"""What a voting rule asks of a ballot: one class per criterion.

A criterion judges a ballot, tells in a sentence how it stands, and says of a coalition of a given
size what weight it needs to meet it if all others vote against. The last is what power indices are
counted from.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar, Literal, TypeAlias

from foedus.reckoning.voting.ballot import Ballot, names

Measure: TypeAlias = Literal["", "permanent", "weights"]


class Criterion(ABC):
    """One thing that a rule asks. `word` names it where it is not met."""

    word: str
    measure: ClassVar[Measure] = ""

    @abstractmethod
    def met(self, ballot: Ballot) -> bool:
        """Whether the ballot meets it."""

    @abstractmethod
    def tell(self, ballot: Ballot) -> str:
        """How the ballot stands to it, in one sentence."""

    def needed(self, body: Ballot, size: int) -> int | None:
        """The least weight with which so many votes meet it, all others against; None: never."""
        return 0


@dataclass(frozen=True)
class Votes(Criterion):
    """Enough votes for: a share of the members or of those voting, or a number."""

    share: Fraction = Fraction(0)
    of: Literal["members", "those voting"] = "members"
    more: bool = False
    number: int = 0
    word: str = "majority"

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
        of = f"{base} {self.of}" if not self.number else f"{len(ballot.voters)} members"
        return f"{len(ballot.yes)} for; {self.least(base)} of {of} needed"

    def needed(self, body: Ballot, size: int) -> int | None:
        return 0 if size >= self.least(len(body.voters)) else None

    def _base(self, ballot: Ballot) -> int:
        if self.of == "members":
            return len(ballot.voters)
        return len(ballot.yes) + len(ballot.no)


@dataclass(frozen=True)
class NoneAgainst(Criterion):
    """No vote against."""

    word: str = "no-consensus"

    def met(self, ballot: Ballot) -> bool:
        return not ballot.no

    def tell(self, ballot: Ballot) -> str:
        return f"against: {names(ballot.no)}" if ballot.no else "nobody is against"

    def needed(self, body: Ballot, size: int) -> int | None:
        return 0 if size == len(body.voters) else None


@dataclass(frozen=True)
class NoVeto(Criterion):
    """No permanent member against; abstention and absence are no veto."""

    word: str = "veto"
    measure: ClassVar[Measure] = "permanent"

    def met(self, ballot: Ballot) -> bool:
        return not ballot.no & ballot.permanent

    def tell(self, ballot: Ballot) -> str:
        vetoes = ballot.no & ballot.permanent
        if vetoes:
            return f"against, and permanent: {names(vetoes)}"
        passive = ballot.permanent - ballot.yes
        if passive:
            return f"no permanent member is against; {names(passive)} not voting is no veto"
        return "no permanent member is against"

    def needed(self, body: Ballot, size: int) -> int | None:
        return len(body.permanent)


@dataclass(frozen=True)
class NoneAbsent(Criterion):
    """Every member takes part; abstaining does, staying away does not."""

    word: str = "absence"

    def met(self, ballot: Ballot) -> bool:
        return len(ballot.present) == len(ballot.voters)

    def tell(self, ballot: Ballot) -> str:
        absent = ballot.absent
        return f"neither present nor represented: {names(absent)}" if absent else "all take part"


@dataclass(frozen=True)
class Quorum(Criterion):
    """Enough members present, where the body's rule sets a number."""

    word: str = "quorum"

    def met(self, ballot: Ballot) -> bool:
        return len(ballot.present) >= ballot.quorum

    def tell(self, ballot: Ballot) -> str:
        if not ballot.quorum:
            return "no quorum is set"
        have, all_ = len(ballot.present), len(ballot.voters)
        return f"{have} of {all_} present; quorum {ballot.quorum}"


@dataclass(frozen=True)
class Population(Criterion):
    """Enough of the population behind those for, unless too few members stand in the way.

    A blocking minority has at least `blockers` members; where that is None, one more than the
    fewest that have more than the rest of the population (TFEU 238(3)).
    """

    share: Fraction = Fraction(65, 100)
    blockers: int | None = 4
    word: str = "blocking-minority"
    measure: ClassVar[Measure] = "weights"

    def met(self, ballot: Ballot) -> bool:
        if len(ballot.voters) - len(ballot.yes) < self.fewest(ballot):
            return True
        return ballot.weight(ballot.yes) >= self.share * ballot.total

    def tell(self, ballot: Ballot) -> str:
        total = ballot.total
        have = Fraction(100 * ballot.weight(ballot.yes), total) if total else Fraction(0)
        text = (
            f"those for have {float(have):.2f} % of the population; "
            f"{float(100 * self.share):g} % needed"
        )
        others, fewest = len(ballot.voters) - len(ballot.yes), self.fewest(ballot)
        if have < 100 * self.share and others < fewest:
            text += f", but {others} cannot block, only {fewest} or more"
        return text

    def fewest(self, ballot: Ballot) -> int:
        """The fewest members that can form a blocking minority."""
        if self.blockers is not None:
            return self.blockers
        most = (1 - self.share) * ballot.total
        have = 0
        for count, weight in enumerate(
            sorted(map(ballot.weights.__getitem__, ballot.voters))[::-1]
        ):
            have += weight
            if have > most:
                return count + 2
        return len(ballot.voters)

    def needed(self, body: Ballot, size: int) -> int | None:
        if len(body.voters) - size < self.fewest(body):
            return 0
        return ceil(self.share * body.total)


@dataclass(frozen=True)
class WeightedVotes(Criterion):
    """Enough weighted votes; the body's rule gives the number."""

    word: str = "blocking-minority"
    measure: ClassVar[Measure] = "weights"

    def met(self, ballot: Ballot) -> bool:
        return ballot.weight(ballot.yes) >= ballot.quota

    def tell(self, ballot: Ballot) -> str:
        have = ballot.weight(ballot.yes)
        return f"{have} weighted votes for; {ballot.quota} of {ballot.total} needed"

    def needed(self, body: Ballot, size: int) -> int | None:
        return body.quota


@dataclass(frozen=True)
class AbstentionLimit(Criterion):
    """Those who declare that they abstain are not too many.

    Since the Treaty of Lisbon the limit is a third of the members with a third of the population;
    before, more than a third of the weighted votes.
    """

    by: Literal["population", "votes"] = "population"
    word: str = "one-third-limit"

    def met(self, ballot: Ballot) -> bool:
        if not ballot.declared:
            return True
        if self.by == "votes":
            return 3 * ballot.weight(ballot.declared) <= ballot.total
        if 3 * len(ballot.declared) < len(ballot.voters):
            return True
        return 3 * ballot.weight(ballot.declared) < ballot.total

    def tell(self, ballot: Ballot) -> str:
        count = len(ballot.declared)
        if not count:
            return "nobody abstains by a formal declaration"
        told = f"abstaining by declaration: {names(ballot.declared)}"
        if self.by == "votes":
            return f"{told}; {ballot.weight(ballot.declared)} of {ballot.total} weighted votes"
        told += f"; {count} of {len(ballot.voters)} members"
        if 3 * count < len(ballot.voters):
            return f"{told}, less than a third"
        share = 100 * ballot.weight(ballot.declared) / ballot.total
        return f"{told} with {share:.2f} % of the population"


@dataclass(frozen=True)
class Either(Criterion):
    """One criterion, or failing that another."""

    first: Criterion
    second: Criterion

    @property
    def word(self) -> str:  # type: ignore[override]
        """The word of the second, which is tried last."""
        return self.second.word

    def met(self, ballot: Ballot) -> bool:
        return self.first.met(ballot) or self.second.met(ballot)

    def tell(self, ballot: Ballot) -> str:
        if self.first.met(ballot):
            return self.first.tell(ballot)
        return f"{self.first.tell(ballot)}; failing consensus, {self.second.tell(ballot)}"

    def needed(self, body: Ballot, size: int) -> int | None:
        found = [c.needed(body, size) for c in (self.first, self.second)]
        return min((n for n in found if n is not None), default=None)
