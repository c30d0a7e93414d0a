"""How often commitments were honoured when war called for them, by what was promised.

Berkemeier and Fuhrmann, "Reassessing the fulfillment of alliance commitments in war", Research &
Politics 5(2), 2018: 50 per cent of all; of promises of defence 41, non-aggression 37, offence 74,
neutrality 78; until 1944 66, since then 22. An alliance that promises several things counts under
each of them.
"""

from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from foedus.data.adapters.alliance_reliability import PROMISES

if TYPE_CHECKING:
    import polars as pl

Coding: TypeAlias = Literal["honoured", "honoured_revised"]


class Rate(msgspec.Struct, frozen=True):
    """Of the commitments that a war called for, how many were honoured."""

    of: str
    honoured: int
    called: int

    @property
    def share(self) -> float | None:
        """The share honoured; None where none was called for."""
        return self.honoured / self.called if self.called else None


def rates(reliability: "pl.DataFrame", coding: Coding = "honoured") -> tuple[Rate, ...]:
    """The rate of all commitments, of each promise and of each period, from the table."""
    import polars as pl

    groups = {"all": pl.lit(value=True)}
    groups |= {promise: pl.col(promise) for promise in PROMISES}
    groups |= {"until 1944": pl.col("until_1944"), "since 1945": ~pl.col("until_1944")}
    called = reliability.filter(pl.col(coding).is_not_null())
    counted = called.select(
        honoured=pl.concat_list((pl.col(coding) & group).sum() for group in groups.values()),
        called=pl.concat_list((pl.col(coding).is_not_null() & g).sum() for g in groups.values()),
    )
    honoured, all_called = counted["honoured"][0], counted["called"][0]
    return tuple(Rate(*each) for each in zip(groups, honoured, all_called, strict=True))
