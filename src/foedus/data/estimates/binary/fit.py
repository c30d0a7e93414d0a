"""Logit and probit by maximum likelihood, with standard errors that are robust to clusters.

The sandwich of Huber, White and Liang and Zeger, with the correction for few clusters that
statsmodels and Stata make: G / (G - 1) times (N - 1) / (N - K).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.data.estimates.binary.links import SLOPES, Link, chance, density, sum_of
from foedus.data.estimates.binary.table import EstimateError, Table

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CONSTANT: Final = "constant"
SURE: Final = 1.959963984540054
"""Standard errors to each side of an interval of 95 per cent."""
_MOST_STEPS: Final = 60
_NEAR: Final = 1e-12
_LONG: Final = 25
"""Steps after which what still rises is a coefficient that runs off."""


@dataclass(frozen=True)
class Fit:
    """A fitted model: the constant first, then the covariates in their order."""

    names: tuple[str, ...]
    coefficients: "Floats"
    covariance: "Floats"
    log_likelihood: float
    rows: int
    events: int
    clusters: int
    link: Link

    def coefficient(self, name: str) -> float:
        return float(self.coefficients[self.names.index(name)])

    def error(self, name: str) -> float:
        """The standard error of a coefficient."""
        at = self.names.index(name)
        return float(np.sqrt(self.covariance[at, at]))

    def interval(self, name: str) -> tuple[float, float]:
        """Between which values the coefficient lies, with 95 per cent confidence."""
        middle, wide = self.coefficient(name), SURE * self.error(name)
        return middle - wide, middle + wide

    def p(self, name: str) -> float:
        """How often chance alone would give a coefficient as far from 0."""
        from scipy.special import ndtr  # type: ignore[import-untyped]

        return float(2 * ndtr(-abs(self.coefficient(name) / self.error(name))))

    def chances(self, frame: "pl.DataFrame") -> "Floats":
        """What the model gives each row of a table."""
        sums = np.full(frame.height, self.coefficients[0])
        for at, name in enumerate(self.names[1:], 1):
            sums += self.coefficients[at] * frame[name].to_numpy()
        return chance(self.link, sums)

    def change(
        self, name: str, at: Mapping[str, float], low: float = 0, high: float = 1
    ) -> tuple[float, float, float]:
        """How the chance changes with one covariate, the others as given; and its interval.

        The interval is by the delta method.
        """
        one, other = self._row({**at, name: low}), self._row({**at, name: high})
        sums = np.array([one @ self.coefficients, other @ self.coefficients])
        before, after = chance(self.link, sums)
        slope = density(self.link, sums)
        gradient = slope[1] * other - slope[0] * one
        wide = SURE * float(np.sqrt(gradient @ self.covariance @ gradient))
        moved = float(after - before)
        return moved, moved - wide, moved + wide

    def _row(self, at: Mapping[str, float]) -> "Floats":
        return np.array([1.0, *(at[name] for name in self.names[1:])])


def fit(
    frame: "pl.DataFrame",
    outcome: str,
    covariates: Sequence[str],
    cluster: str,
    link: Link = "logit",
    near: Fit | None = None,
) -> Fit:
    """Fit the chance of an outcome, in rows in which all is known.

    `near` is a fit of a like model from which to start; what is found does not depend on it.
    Raises EstimateError where the rows do not let it be estimated.
    """
    table = Table(frame, outcome, covariates)
    _separated(table)
    found, value = _climb(table, link, near)
    spread, number = _sandwich(table, link, found, frame[cluster])
    back = table.back()
    return Fit(
        names=(CONSTANT, *table.names),
        coefficients=back @ found,
        covariance=back @ spread @ back.T,
        log_likelihood=value,
        rows=table.height,
        events=table.events,
        clusters=number,
        link=link,
    )


def _separated(table: Table) -> None:
    """A covariate of 0 and 1 with which, or without which, the outcome is always the same."""
    import polars as pl

    for name in table.names:
        column = table.frame[name].cast(pl.Float64)
        if column.n_unique() != 2:
            continue
        for value, part in table.frame.group_by(column.alias("_value")):
            happened = part[table.outcome].cast(pl.Float64).mean()
            if happened in (0.0, 1.0):
                told = "never" if happened == 0.0 else "always"
                raise EstimateError(
                    f"where {name} is {value[0]:g} ({part.height} rows), {table.outcome} is {told} "
                    "1, so that the effect has no bounds and cannot be told"
                )


def _start(table: Table, link: Link, near: Fit | None) -> "Floats":
    if near is None:
        at = np.zeros(table.size)
        at[0] = sum_of(link, table.events / table.height)
        return at
    known = dict(zip(near.names, near.coefficients, strict=True))
    given = np.array([known.get(name, 0.0) for name in (CONSTANT, *table.names)])
    return np.linalg.solve(table.back(), given).astype(np.float64)


def _climb(table: Table, link: Link, near: Fit | None) -> tuple["Floats", float]:
    """Newton's steps, each halved until the likelihood rises."""
    at = _start(table, link, near)
    step = np.zeros(table.size)
    value = -np.inf
    for number in range(_MOST_STEPS):
        found, gradient, curve = _pass(table, link, at + step)
        if found < value - 1e-9 * abs(value):
            step = step / 2
            continue
        at, value = at + step, found
        if _flat(curve / table.height):
            if number == 0:
                raise EstimateError(
                    f"one of {', '.join(table.names)} follows from the others, so that their "
                    "effects cannot be told apart"
                )
            break
        step = np.linalg.solve(curve, gradient).astype(np.float64)
        if gradient @ step < _NEAR and number < _LONG:
            return at + step, value
    farthest = table.names[int(np.abs(at[1:]).argmax())]
    raise EstimateError(
        f"{farthest} tells the outcome apart without fault, so that its effect has no bounds and "
        "cannot be told"
    )


def _flat(curve: "Floats") -> bool:
    """Whether in some direction nothing would change."""
    values = np.linalg.eigvalsh(curve)
    return bool(values[0] <= 1e-11 * max(values[-1], 1e-300))


def _pass(table: Table, link: Link, at: "Floats") -> tuple[float, "Floats", "Floats"]:
    """Log likelihood, gradient and curvature, summed over the blocks."""
    value, gradient = 0.0, np.zeros(table.size)
    curve = np.zeros((table.size, table.size))
    for block in table.blocks():
        slopes = SLOPES[link](block.design @ at, block.outcome)
        value += slopes.log_likelihood
        gradient += slopes.first @ block.design
        curve += block.design.T @ (block.design * slopes.second[:, None])
    return value, gradient, curve


def _sandwich(
    table: Table, link: Link, at: "Floats", clusters: "pl.Series"
) -> tuple["Floats", int]:
    """The covariance on the table's scale, and how many clusters there are."""
    codes = clusters.rank("dense").to_numpy().astype(np.int64) - 1
    number = int(codes.max()) + 1
    if number < 2:
        raise EstimateError("all rows are of one cluster, so that no error can be told")
    scores = np.zeros((table.size, number))
    curve = np.zeros((table.size, table.size))
    for block in table.blocks():
        slopes = SLOPES[link](block.design @ at, block.outcome)
        curve += block.design.T @ (block.design * slopes.second[:, None])
        of_block = codes[block.rows]
        for row, column in zip(scores, block.design.T, strict=True):
            row += np.bincount(of_block, slopes.first * column, number)
    bread = np.linalg.inv(curve)
    few = number / (number - 1) * (table.height - 1) / (table.height - table.size)
    return few * bread @ (scores @ scores.T) @ bread, number
