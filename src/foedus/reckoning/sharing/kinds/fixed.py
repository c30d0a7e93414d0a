"""Agreed shares in per cent."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from foedus.documents.numbers import Share
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.kind import (
    HUNDRED,
    Day,
    Facts,
    Fault,
    KeyEntry,
    Known,
    unknown,
)
from foedus.reckoning.sharing.reading import ReadShares


class FixedKeyEntry(KeyEntry):
    """Agreed shares in per cent, which sum to a hundred.

    The share of `balance`, where there is one, is the balance of a hundred.
    """

    kind: Literal["fixed"]
    shares: Annotated[dict[str, Share], Field(min_length=1)]
    balance: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "FixedKeyEntry":
        total = sum(self.shares.values(), Decimal(0))
        if self.balance in self.shares:
            raise ValueError(f"{self.balance} has the balance, and a share of its own too")
        if self.balance and total >= HUNDRED:
            raise ValueError(f"the shares sum to {total}, which leaves {self.balance} no balance")
        if not self.balance and total != HUNDRED:
            raise ValueError(f"the shares sum to {total}, not to 100")
        return self

    @property
    def percent(self) -> dict[str, Decimal]:
        """The share of each state in per cent, that of the balance too."""
        if not self.balance:
            return dict(self.shares)
        return {**self.shares, self.balance: HUNDRED - sum(self.shares.values())}

    def faults(self, known: Known) -> Iterable[Fault]:
        return unknown("state", self.percent, known, ("shares",))

    def share(self, key: Key, facts: Facts, day: Day) -> ReadShares:
        return ReadShares(
            key,
            key.title,
            (key.cite,),
            {state: Fraction(share) / 100 for state, share in self.percent.items()},
            doubtful={self.balance: "the balance"} if self.balance else {},
        )
