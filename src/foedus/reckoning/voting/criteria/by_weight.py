"""Criteria that weigh: by the populations of the members, or by weighted votes."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any, Final, Literal, Self, TypeAlias

from foedus.reckoning.voting.ballot import Ballot, names
from foedus.reckoning.voting.criteria.criterion import (
    Measure,
    Plain,
    number_of,
    one_of,
    share_of,
)

FEWEST: Final = "fewest-and-one"
By: TypeAlias = Literal["population", "votes"]
LIMITS: Final[Mapping[str, By]] = {"population": "population", "votes": "votes"}


@dataclass(frozen=True)
class Population(Plain):
    """`population`: enough of it behind those for, unless too few members stand in the way.

    A blocking minority has at least `blockers` members; where that is None, one more than the
    fewest that have more than the rest of the population (TFEU 238(3)).
    """

    name = "population"
    keys = ("at_least", "blocked_by")
    share: Fraction
    blockers: int | None = 0
    word: str = "blocking-minority"

    @classmethod
    def parse(cls, argument: Mapping[str, Any]) -> Self:
        if "at_least" not in argument:
            raise ValueError("give `at_least`, a share such as 65 %")
        given = argument.get("blocked_by")
        blockers = None if given == FEWEST else 0 if given is None else number_of(given)
        return cls(share_of(argument["at_least"]), blockers)

    @property
    def measure(self) -> Measure:
        return "weights"

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

    def bounded(self, ballot: Ballot) -> bool:
        """The fewest that can block rise and fall with a figure that is not on record."""
        return self.blockers is not None or len(ballot.yes) == len(ballot.voters)

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
class WeightedVotes(Plain):
    """`weighted_votes`: enough of them; the body's decision gives the number, its quota."""

    name = "weighted_votes"
    word: str = "blocking-minority"

    @property
    def measure(self) -> Measure:
        return "weights"

    def met(self, ballot: Ballot) -> bool:
        return ballot.weight(ballot.yes) >= ballot.quota

    def tell(self, ballot: Ballot) -> str:
        have = ballot.weight(ballot.yes)
        return f"{have} weighted votes for; {ballot.quota} of {ballot.total} needed"

    def needed(self, body: Ballot, size: int) -> int | None:
        return body.quota


@dataclass(frozen=True)
class PopulationCheck(Plain):
    """`population_check`: enough of the population behind those for, where a member asks."""

    name = "population_check"
    keys = ("at_least",)
    share: Fraction
    word: str = "population"

    @classmethod
    def parse(cls, argument: Mapping[str, Any]) -> Self:
        if "at_least" not in argument:
            raise ValueError("give `at_least`, a share such as 62 %")
        return cls(share_of(argument["at_least"]))

    def met(self, ballot: Ballot) -> bool:
        return self._behind(ballot) >= self.share * self._total(ballot)

    def tell(self, ballot: Ballot) -> str:
        check = f"the check of {float(100 * self.share):g} % of the population"
        if not ballot.populations:
            return f"no member asked for {check}"
        have = Fraction(100 * self._behind(ballot), self._total(ballot))
        return f"those for have {float(have):.2f} %; a member asked for {check}"

    def _behind(self, ballot: Ballot) -> int:
        return sum(ballot.populations.get(state, 0) for state in ballot.yes)

    def _total(self, ballot: Ballot) -> int:
        return sum(ballot.populations.get(state, 0) for state in ballot.voters)


@dataclass(frozen=True)
class AbstentionLimit(Plain):
    """`abstention_limit`: those who declare that they abstain are not too many.

    Since the Treaty of Lisbon the limit is a third of the members with a third of the population;
    before, more than a third of the weighted votes.
    """

    name = "abstention_limit"
    keys = ("by",)
    by: By
    word: str = "one-third-limit"

    @classmethod
    def parse(cls, argument: Mapping[str, Any]) -> Self:
        return cls(one_of(argument.get("by"), LIMITS, "by"))

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
