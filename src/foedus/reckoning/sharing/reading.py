"""What a key says on a day: the shares, and how they came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import msgspec

from foedus.model.citations import Citation
from foedus.model.keys import Key


class RateDerivation(msgspec.Struct, frozen=True):
    """How a state's rate comes about: its base rate, its level, its discount, all in per cent."""

    state: str
    base: Fraction
    level: str
    discount: Fraction
    moving_from: str = ""
    concession: bool = False

    @property
    def waived(self) -> Fraction:
        """What the discount takes off, in per cent of the whole."""
        return self.base * self.discount / 100


class RateStep(msgspec.Struct, frozen=True):
    """A step towards a rate: what it adds in points, why, and where that stands."""

    matched_by = ("name", "says")
    name: str
    points: Decimal
    says: str
    article: str
    given: bool = True


class Reckoned(msgspec.Struct, frozen=True):
    """A rate in per cent and the steps that lead to it."""

    activity: str
    percent: Decimal
    lines: tuple[RateStep, ...]


@dataclass(frozen=True)
class ReadShares:
    """Shares of one by state, with what the answer tells beside them.

    Under `weights` a share is in proportion to a figure; whoever joins brings one. `whole` is the
    amount where the key itself tells it. `redirects` is the clause by which whoever abstains pays
    as much towards something else. `outdated` says of a key of another time which one applies.
    """

    key: Key | None
    title: str
    cites: tuple[Citation, ...]
    shares: Mapping[str, Fraction]
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    steps: Mapping[str, RateDerivation] = field(default_factory=dict)
    reckoned: Reckoned | None = None
    doubtful: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    whole: Decimal | None = None
    redirects: str = ""
