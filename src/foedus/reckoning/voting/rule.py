"""A voting rule: criteria that a ballot must meet, and whom it concerns how."""

from dataclasses import dataclass
from functools import cache

import msgspec

from foedus.model.citations import Citation
from foedus.model.verdicts import Because, Verdict, all_of
from foedus.model.voting import VotingRule
from foedus.reckoning.voting.ballot import ALL, Ballot, names
from foedus.reckoning.voting.coalitions import Game
from foedus.reckoning.voting.criteria import parse
from foedus.reckoning.voting.criteria.by_heads import Quorum
from foedus.reckoning.voting.criteria.by_weight import (
    AbstentionLimit,
    PopulationCheck,
    WeightedVotes,
)
from foedus.reckoning.voting.criteria.composed import AnyOf
from foedus.reckoning.voting.criteria.criterion import Criterion, Measure, grounds


@dataclass(frozen=True)
class Rule:
    """A voting rule with its criteria read: adopted where every one is met."""

    written: VotingRule
    criteria: tuple[Criterion, ...]

    @property
    def measures(self) -> frozenset[Measure]:
        """What the criteria weigh by; coalitions can be counted by one measure only."""
        return frozenset(c.measure for c in self._within() if c.measure)

    @property
    def measure(self) -> Measure:
        """What the members' weight in the rule is."""
        return next(iter(self.measures), "")

    @property
    def lets_abstain(self) -> bool:
        """Whether a member may abstain by declaration and not be bound."""
        return any(isinstance(c, AbstentionLimit) for c in self._within())

    @property
    def has_quota(self) -> bool:
        """Whether the body's decision must say how many weighted votes are needed."""
        return any(isinstance(c, WeightedVotes) for c in self._within())

    @property
    def has_quorum(self) -> bool:
        """Whether it asks for a quorum where the body's decision sets one."""
        return any(isinstance(c, Quorum) for c in self._within())

    @property
    def has_check(self) -> bool:
        """Whether a member may ask that the population behind those for be checked."""
        return any(isinstance(c, PopulationCheck) for c in self._within())

    @property
    def weighs(self) -> bool:
        """Whether it needs the weights of the members."""
        return self.measure == "weights" or self.lets_abstain

    def _within(self) -> tuple[Criterion, ...]:
        return tuple(inner for criterion in self.criteria for inner in criterion.within())

    def adopts(self, ballot: Ballot) -> Verdict:
        """Whether the ballot, as it is, adopts the motion."""
        return met(self.criteria, ballot)

    def prospect(self, ballot: Ballot, undecided: tuple[str, ...]) -> Verdict:
        """The outcome while some have yet to vote: None where they can still turn it."""
        return prospect(self.criteria, ballot, undecided)

    def words(self, ballot: Ballot) -> tuple[str, ...]:
        """Why: the grounds on which it fails, or the one word for success."""
        ways = ballot.extremes()
        each = [tuple(dict.fromkeys(w for c in self.failing(b) for w in c.fails(b))) for b in ways]
        failed = tuple(word for word in each[0] if all(word in words for words in each))
        if failed or all(each):
            return failed or tuple(dict.fromkeys(word for words in each for word in words))
        by_consensus = any(isinstance(c, AnyOf) and c.by_consensus(ways[0]) for c in self.criteria)
        return ("consensus" if by_consensus else self.written.passes,)

    def failing(self, ballot: Ballot) -> tuple[Criterion, ...]:
        """The criteria that are the grounds on which the ballot fails."""
        each = [grounds(self.criteria, way) for way in ballot.extremes()]
        return tuple(c for c in each[0] if all(c in found for found in each))

    def idle(self, ballot: Ballot) -> tuple[Criterion, ...]:
        """Criteria that the ballot does not meet and that are no ground: it fails before them."""
        found = self.failing(ballot)
        return tuple(c for c in self.criteria if met((c,), ballot) is False and c not in found)

    def tell(self, criterion: Criterion, ballot: Ballot) -> str:
        """How the ballot stands to a criterion, and what a figure that is not on record does."""
        ways = ballot.extremes()
        told = criterion.tell(ways[0])
        if len({criterion.tell(way) for way in ways}) == 1:
            return told
        missing = f"{names(ballot.unrecorded)}, of which no figure is on record"
        if met((criterion,), ballot) is None:
            turns = _turning(criterion, ballot, ways)
            return f"it depends on {missing}{turns}; without it: {told}"
        return f"{told}, without {missing} and none would change it"

    def explain(self, ballot: Ballot, undecided: tuple[str, ...], cite: Citation) -> Because:
        """The outcome with how the ballot stands to every criterion."""
        parts = tuple(
            Because(
                verdict := prospect((criterion,), ballot, undecided),
                told := self.tell(criterion, ballot),
                settles=_settles(told, ballot, undecided) if verdict is None else "",
            )
            for criterion in self.criteria
            if not isinstance(criterion, Quorum) or ballot.quorum
        )
        verdict = self.prospect(ballot, undecided)
        return Because(verdict, self.written.says, parts, role="all", cite=cite)

    def game(self, body: Ballot) -> Game:
        """The game of coalitions: who votes for, all others against."""
        weights: tuple[int, ...] = (0,) * len(body.voters)
        if self.measure == "permanent":
            weights = tuple(int(v in body.permanent) for v in body.voters)
        elif self.measure == "weights":
            weights = tuple(body.weights[v] for v in body.voters)
        return Game(body.voters, weights, tuple(self._needed(body)))

    def _needed(self, body: Ballot) -> list[int | None]:
        found: list[int | None] = []
        for size in range(len(body.voters) + 1):
            each = [criterion.needed(body, size) for criterion in self.criteria]
            known = [weight for weight in each if weight is not None]
            found.append(max(known, default=0) if len(known) == len(each) else None)
        return found


@cache
def rule_of(written: VotingRule) -> Rule:
    """A voting rule with its criteria read."""
    asked = (msgspec.json.decode(a.argument) for a in written.criteria)
    criteria = tuple(
        parse({a.name: argument}) for a, argument in zip(written.criteria, asked, strict=True)
    )
    return Rule(written, criteria)


def prospect(
    criteria: tuple[Criterion, ...], ballot: Ballot, undecided: tuple[str, ...]
) -> Verdict:
    """Whether criteria are met whatever the undecided do, or cannot be; None: it depends."""
    if not undecided:
        return met(criteria, ballot)
    best = met(criteria, ballot.moved(undecided, "yes"))
    if best is False:
        return False
    worst = (met(criteria, ballot), met(criteria, ballot.moved(undecided, "no")))
    return True if best and all(worst) else None


def met(criteria: tuple[Criterion, ...], ballot: Ballot) -> Verdict:
    """Whether criteria are met; None: it depends on figures that are not on record."""
    ways = ballot.extremes()
    if len(ways) == 1:
        return all(criterion.met(ballot) for criterion in criteria)
    return all_of(_alike(criterion, ballot, ways) for criterion in criteria)


def _alike(criterion: Criterion, ballot: Ballot, ways: tuple[Ballot, ...]) -> Verdict:
    found = {criterion.met(way) for way in ways}
    return found.pop() if len(found) == 1 and criterion.bounded(ballot) else None


def _turning(criterion: Criterion, ballot: Ballot, ways: tuple[Ballot, ...]) -> str:
    """From which figure of the one voter that has none it is otherwise, where it turns once."""
    missing = ballot.unrecorded
    if len(missing) > 1 or not criterion.bounded(ballot):
        return ""
    first, low, high = criterion.met(ways[0]), 0, ALL
    while high - low > 1:
        middle = (low + high) // 2
        alike = criterion.met(ballot.supposing({missing[0]: middle})) is first
        low, high = (middle, high) if alike else (low, middle)
    words = ("met", "not met") if first else ("not met", "met")
    return f" ({words[0]} up to {low:,}, {words[1]} beyond)"


def _settles(told: str, ballot: Ballot, undecided: tuple[str, ...]) -> str:
    if not undecided:
        return f"a figure of {names(ballot.unrecorded)}"
    return f"{told}; {len(undecided)} have yet to vote"
