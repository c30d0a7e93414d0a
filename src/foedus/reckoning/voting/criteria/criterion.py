"""What every criterion of a voting rule has in common."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from fractions import Fraction
from typing import Any, ClassVar, Final, Literal, Self, TypeAlias

from foedus.reckoning.voting.ballot import Ballot

Measure: TypeAlias = Literal["", "permanent", "weights"]
SHARE: Final = re.compile(r"(\d{1,4})(?:\s*/\s*(\d{1,4})|(?:\.(\d{1,4}))?\s*%)")


class Step(IntEnum):
    """When a criterion is asked: one that fails is no ground where one of an earlier step fails.

    Without a quorum there is no vote, and nothing stops a motion that has not the votes it needs.
    """

    OPENING = 0
    COUNTING = 1
    STOPPING = 2


class Criterion(ABC):
    """One thing that a voting rule asks of a ballot.

    It judges a ballot, tells in a sentence how it stands, and says of a coalition of a given size
    what weight it needs to meet it if all others vote against. The last is what power indices are
    counted from.
    """

    name: ClassVar[str]
    step: ClassVar[Step] = Step.COUNTING

    @abstractmethod
    def met(self, ballot: Ballot) -> bool:
        """Whether the ballot meets it."""

    @abstractmethod
    def tell(self, ballot: Ballot) -> str:
        """How the ballot stands to it, in one sentence."""

    @abstractmethod
    def fails(self, ballot: Ballot) -> Iterator[str]:
        """The words for what a ballot that does not meet it fails by."""

    def needed(self, body: Ballot, size: int) -> int | None:
        """The least weight with which so many votes meet it, all others against; None: never."""
        return 0

    def bounded(self, ballot: Ballot) -> bool:
        """Whether it holds for every figure in between where it does for the extremes of one."""
        return True

    @property
    def measure(self) -> Measure:
        """What the weight is that `needed` speaks of."""
        return ""

    def within(self) -> "Iterator[Criterion]":
        """Itself, and every criterion that it is composed of."""
        yield self


def grounds(criteria: Iterable[Criterion], ballot: Ballot) -> tuple[Criterion, ...]:
    """Of criteria that must all be met, those by which the ballot fails.

    They are the fewest that would have to be met for it to reach the next step, or to carry.
    """
    failed = [criterion for criterion in criteria if not criterion.met(ballot)]
    first = min((criterion.step for criterion in failed), default=Step.OPENING)
    return tuple(criterion for criterion in failed if criterion.step == first)


class Plain(Criterion):
    """A criterion that is not composed of others: one class, which reads its own argument.

    `word` names it where it is not met; a definition may give another as `fails_as`.
    """

    keys: ClassVar[tuple[str, ...]] = ()
    word: str

    @classmethod
    def parse(cls, argument: Mapping[str, Any]) -> Self:
        """Read the argument, which has no keys but `keys`. Raises ValueError with one sentence."""
        return cls(**argument)

    def fails(self, ballot: Ballot) -> Iterator[str]:
        yield self.word


def share_of(given: Any) -> Fraction:
    """A share of one, from a fraction or a percentage. Raises ValueError."""
    found = SHARE.fullmatch(given.strip()) if isinstance(given, str) else None
    if found is None or (found[2] and not int(found[2])):
        raise ValueError(f"expected a share such as 2/3 or 55 %, got {given!r}")
    if found[2]:
        share = Fraction(int(found[1]), int(found[2]))
    else:
        share = Fraction(f"{found[1]}.{found[3] or 0}") / 100
    if not 0 < share <= 1:
        raise ValueError(f"a share is more than 0 and at most the whole, got {given!r}")
    return share


def number_of(given: Any) -> int:
    """A number of members, one at least. Raises ValueError."""
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= 1_000:
        raise ValueError(f"expected a number of members from 1 to 1,000, got {given!r}")
    return given


def one_of(given: Any, known: Mapping[str, Any], key: str) -> Any:
    """What a word stands for. Raises ValueError."""
    if not isinstance(given, str) or given not in known:
        raise ValueError(f"`{key}` is {' or '.join(known)}, got {given!r}")
    return known[given]
