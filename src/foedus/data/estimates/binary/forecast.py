"""Forecasts of years that a model has not seen, beside those of a simpler one.

Each forecast is of a model fitted to all years before its own. Scores are proper: they are best,
on average, for whoever says what he believes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from foedus.data.estimates.binary.fit import SURE, Fit, fit
from foedus.data.estimates.binary.links import Link
from foedus.data.estimates.binary.table import EstimateError

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TENTHS: Final = 10
FEWEST: Final = 20
"""Events that a model must have seen before it forecasts."""
FIRST_CUT: Final = 0.5
CUTS: Final = 3
"""Forecasts begin when this part of the years is known, and are made anew so many times."""


class Tenth(NamedTuple):
    """A tenth of the rows by their forecast: what was forecast for them, and what happened."""

    rows: int
    forecast: float
    happened: float


class Forecast(NamedTuple):
    """How well the model and the baseline forecast the same rows.

    `gain` is how much better the logarithmic score of the model is, in per cent of the baseline's;
    `low` and `high` its interval with 95 per cent confidence, by the differences between years.
    `slope` is 1 where forecasts are as far apart as what happens, and less where they are too bold.
    """

    first: int
    last: int
    rows: int
    events: int
    gain: float
    low: float
    high: float
    brier: float
    brier_baseline: float
    slope: float
    slope_low: float
    slope_high: float
    tenths: tuple[Tenth, ...]

    @property
    def beats(self) -> bool:
        """Whether the model forecasts better than the baseline, beyond doubt."""
        return self.low > 0


def cuts(years: Sequence[int]) -> list[int]:
    """The years from which forecasts are made, of all the years in their order."""
    start = int(len(years) * FIRST_CUT)
    step = max(1, (len(years) - start) // CUTS)
    return [*years[start::step][:CUTS]]


def forecast(
    frame: "pl.DataFrame",
    outcome: str,
    model: Sequence[str],
    baseline: Sequence[str],
    cuts: Sequence[int],
    link: Link = "logit",
) -> Forecast:
    """Forecast the years from each cut to the next one, or to the end, from the years before it.

    Raises EstimateError where there are too few years or events.
    """
    import polars as pl

    parts = []
    before: list[Fit | None] = [None, None]
    for cut, until in zip(cuts, [*cuts[1:], None], strict=True):
        known = frame.filter(pl.col("year") < cut)
        ahead = frame.filter(pl.col("year") >= cut)
        ahead = ahead if until is None else ahead.filter(pl.col("year") < until)
        if known[outcome].sum() < FEWEST or not ahead.height:
            continue
        try:
            fits = [
                fit(known, outcome, names, "year", link, near)
                for names, near in zip((model, baseline), before, strict=True)
            ]
        except EstimateError:
            continue  # what is asked of later years had not yet varied
        before = [*fits]
        ours, theirs = (found.chances(ahead) for found in fits)
        parts.append(ahead.select("year", outcome, model=ours, baseline=theirs))
    if not parts:
        raise EstimateError("there are too few years before others to forecast any")
    return scored(pl.concat(parts), outcome)


def scored(told: "pl.DataFrame", outcome: str) -> Forecast:
    """The scores of forecasts: columns `year`, the outcome, `model` and `baseline`."""
    import polars as pl

    happened = told[outcome].to_numpy() * 1.0
    ours = np.clip(told["model"].to_numpy(), 1e-12, 1 - 1e-12)
    theirs = np.clip(told["baseline"].to_numpy(), 1e-12, 1 - 1e-12)
    years = told["year"].rank("dense").to_numpy().astype(np.int64) - 1
    better = np.bincount(years, _log_score(ours, happened) - _log_score(theirs, happened))
    whole = -float(_log_score(theirs, happened).sum())
    wide = SURE * float(np.sqrt(len(better) * better.var(ddof=1))) if len(better) > 1 else np.inf
    gain = float(better.sum())
    slope, low, high = _slope(told.with_columns(_sum=pl.Series(np.log(ours / (1 - ours)))), outcome)
    return Forecast(
        first=int(told["year"].min()),  # type: ignore[arg-type]
        last=int(told["year"].max()),  # type: ignore[arg-type]
        rows=told.height,
        events=int(happened.sum()),
        gain=100 * gain / whole,
        low=100 * (gain - wide) / whole,
        high=100 * (gain + wide) / whole,
        brier=float(((ours - happened) ** 2).mean()),
        brier_baseline=float(((theirs - happened) ** 2).mean()),
        slope=slope,
        slope_low=low,
        slope_high=high,
        tenths=tuple(_tenths(ours, happened)),
    )


def _log_score(chances: "Floats", happened: "Floats") -> "Floats":
    return np.log(np.where(happened == 1, chances, 1 - chances))


def _slope(told: "pl.DataFrame", outcome: str) -> tuple[float, float, float]:
    try:
        found = fit(told, outcome, ["_sum"], "year")
    except EstimateError:
        return np.nan, np.nan, np.nan
    return (found.coefficient("_sum"), *found.interval("_sum"))


def _tenths(chances: "Floats", happened: "Floats") -> "list[Tenth]":
    order = np.argsort(chances, kind="stable")
    return [
        Tenth(len(part), float(chances[part].mean()), float(happened[part].mean()))
        for part in np.array_split(order, TENTHS)
        if len(part)
    ]
