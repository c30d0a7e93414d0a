"""A ballot: who may vote, and where each stands."""

from collections.abc import Collection, Mapping
from itertools import product
from typing import Final, Literal, TypeAlias

import msgspec

from foedus.model.wording import some

NOBODY: frozenset[str] = frozenset()
Camp: TypeAlias = Literal["yes", "no", "abstaining"]
ALL: Final = 10**15
"""A figure beside which all that are on record are as nothing."""
CAMPS: tuple[Camp, ...] = ("yes", "no", "abstaining")


class Ballot(msgspec.Struct, frozen=True):
    """The positions of a body's voters; a voter in no camp is absent.

    `declared` abstain by a formal declaration that they do not want to be bound. `weights` (such as
    populations) and `permanent` seats matter to some rules only; `quota` is in weights, `quorum` in
    members. `populations` are given where a member asked that they be checked. A voter that is
    missing in such a table has a figure that is not on record. A body of more
    `members` than voters has others, not known who, that are absent.
    """

    voters: tuple[str, ...]
    yes: frozenset[str] = NOBODY
    no: frozenset[str] = NOBODY
    abstaining: frozenset[str] = NOBODY
    declared: frozenset[str] = NOBODY
    permanent: frozenset[str] = NOBODY
    weights: Mapping[str, int] = {}
    quota: int = 0
    quorum: int = 0
    populations: Mapping[str, int] = {}
    members: int = 0

    @property
    def size(self) -> int:
        """How many members there are."""
        return max(self.members, len(self.voters))

    @property
    def present(self) -> frozenset[str]:
        """Those in any camp."""
        return self.yes | self.no | self.abstaining

    @property
    def absent(self) -> tuple[str, ...]:
        """Those in none, in the order of the voters."""
        present = self.present
        return tuple(v for v in self.voters if v not in present)

    @property
    def total(self) -> int:
        """The weight of all voters."""
        return self.weight(self.voters)

    def weight(self, states: Collection[str]) -> int:
        """The weight of some voters."""
        return sum(self.weights[state] for state in states)

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """The voters of whom a table has no figure."""
        tables = [table for table in (self.weights, self.populations) if table]
        if not tables:  # most ballots: asked of every way in which a vote could turn
            return ()
        return tuple(v for v in self.voters if any(v not in table for table in tables))

    def extremes(self) -> tuple["Ballot", ...]:
        """The ballot; or, where figures are not on record, with nothing for them and with all.

        Shares of a whole lie between those: they only rise or fall with what those for, those that
        declare to abstain, and the others have.
        """
        missing = self.unrecorded
        if not missing:
            return (self,)
        camps = (self.yes, self.declared, {*missing} - self.yes - self.declared)
        groups = [group for camp in camps if (group := [v for v in missing if v in camp])]
        return tuple(
            self.supposing({v: n for group, n in zip(groups, figures, strict=True) for v in group})
            for figures in product((0, ALL), repeat=len(groups))
        )

    def supposing(self, figures: Mapping[str, int]) -> "Ballot":
        """The ballot with figures for voters of whom a table has none."""
        return msgspec.structs.replace(
            self,
            weights={**figures, **self.weights} if self.weights else {},
            populations={**figures, **self.populations} if self.populations else {},
        )

    def moved(self, states: Collection[str], to: Camp) -> "Ballot":
        """The ballot if these voters stood in that camp."""
        moving = frozenset(states)
        camps = {camp: getattr(self, camp) - moving for camp in CAMPS}
        camps[to] |= moving
        return msgspec.structs.replace(self, declared=self.declared - moving, **camps)

    def without(self, states: Collection[str]) -> "Ballot":
        """The ballot if these did not belong to the body."""
        gone = frozenset(states)
        left = tuple(v for v in self.voters if v not in gone)
        return msgspec.structs.replace(
            self,
            voters=left,
            members=max(0, self.members - len(self.voters) + len(left)),
            **{camp: getattr(self, camp) - gone for camp in (*CAMPS, "declared", "permanent")},
        )


def names(states: Collection[str]) -> str:
    """States as a reader meets them: sorted, and not too many."""
    return some(sorted(states))
