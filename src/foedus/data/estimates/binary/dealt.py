"""The labels dealt out anew by chance: how far from nothing chance alone would lie.

A label is a value of a unit, as a state or a pair, in a year. Each deal gives the units the whole
histories of others, because labels last, and so does what they might explain: dealt year by year,
they would lie too near to nothing. Where units come and go, the nearest in the order of the deal
steps in. A label is taken from its year's mean: that some years had more of them is no chance.
What is compared is the score test of the model without it, and its one step towards the effect;
both need sums by unit alone, so that a deal costs no fit.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.data.estimates.binary.fit import Fit
from foedus.data.estimates.binary.links import SLOPES
from foedus.data.estimates.binary.table import EstimateError, Table

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


class Dealt(NamedTuple):
    """What the true labels give, and what labels dealt by chance do: effects in one step."""

    true: float
    z: float
    effects: "Floats"
    zs: "Floats"

    @property
    def p(self) -> float:
        """The share of all deals, the true one among them, at least as far from nothing."""
        return float((1 + (np.abs(self.zs) >= abs(self.z)).sum()) / (1 + len(self.zs)))

    @property
    def middle(self) -> tuple[float, float]:
        """Between which effects 95 per cent of the deals lie."""
        low, high = np.quantile(self.effects, (0.025, 0.975))
        return float(low), float(high)


def deal(
    frame: "pl.DataFrame",
    null: Fit,
    outcome: str,
    label: str,
    unit: list[str],
    deals: int,
    seed: int,
    within: str = "year",
) -> Dealt:
    """Deal a label among the units of each year, so many times.

    `null` is the fit without the label. Raises EstimateError where a unit has two values of it in
    a year.
    """
    import polars as pl

    units = (
        frame.lazy()
        .group_by(within, *unit)
        .agg(pl.col(label).min().alias("value"), pl.col(label).max().alias("most"))
        .sort(within, *unit)
        .collect()
        .with_row_index("_unit")
    )
    if not units["value"].equals(units["most"]):
        raise EstimateError(f"{label} differs within one {' and '.join(unit)} of a {within}")
    rows = frame.lazy().join(units.lazy(), on=[within, *unit], how="left", maintain_order="left")
    codes = rows.select("_unit").collect()["_unit"].to_numpy().astype(np.int64)
    sums = _sums(frame, null, outcome, codes, units.height)
    value = pl.col("value").cast(pl.Float64)
    values = units.select(value - value.mean().over(within))["value"].to_numpy()
    years = units[within].rank("dense").to_numpy().astype(np.int64)
    names = units.select(pl.struct(unit).rank("dense"))[unit[0]].to_numpy().astype(np.int64) - 1
    true, z = sums.effect(values)
    found = np.array(
        [
            sums.effect(_moved(values, years, names, chance))
            for chance in np.random.default_rng(seed).spawn(deals)
        ]
    )
    return Dealt(true, z, found[:, 0], found[:, 1])


def _moved(values: "Floats", years: "Ints", names: "Ints", chance: np.random.Generator) -> "Floats":
    """Values moved within years; who receives and who gives is in one order for all years."""
    many = int(names.max()) + 1
    receives, gives = (np.argsort(years * many + chance.permutation(many)[names]) for _ in range(2))
    moved = np.empty_like(values)
    moved[receives] = values[gives]
    return moved


class _Sums(NamedTuple):
    residual: "Floats"
    weight: "Floats"
    crossed: "Floats"
    inverse: "Floats"

    def effect(self, values: "Floats") -> tuple[float, float]:
        """One step from the model without the label, and its distance from 0 in errors."""
        slope = float(values @ self.residual)
        crossed = self.crossed @ values
        information = float(values**2 @ self.weight - crossed @ self.inverse @ crossed)
        if information <= 1e-9:
            return 0.0, 0.0
        return slope / information, slope / information**0.5


def _sums(frame: "pl.DataFrame", null: Fit, outcome: str, codes: "Ints", number: int) -> _Sums:
    table = Table(frame, outcome, null.names[1:])
    at = np.linalg.solve(table.back(), null.coefficients)
    residual, weight = np.zeros(number), np.zeros(number)
    crossed = np.zeros((table.size, number))
    curve = np.zeros((table.size, table.size))
    for block in table.blocks():
        slopes = SLOPES[null.link](block.design @ at, block.outcome)
        of_block = codes[block.rows]
        residual += np.bincount(of_block, slopes.first, number)
        weight += np.bincount(of_block, slopes.second, number)
        for row, column in zip(crossed, block.design.T, strict=True):
            row += np.bincount(of_block, slopes.second * column, number)
        curve += block.design.T @ (block.design * slopes.second[:, None])
    return _Sums(residual, weight, crossed, np.linalg.inv(curve).astype(np.float64))
