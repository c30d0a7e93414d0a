"""A design: what is compared with what, and everything that is asked of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.data.estimates.binary.dealt import deal
from foedus.data.estimates.binary.fit import Fit, fit
from foedus.data.estimates.binary.forecast import cuts, forecast
from foedus.data.estimates.binary.table import EstimateError
from foedus.questions.health.impact.tested import (
    Chance,
    Effect,
    Foreseen,
    Placebo,
    Plan,
    Tenth,
    Tested,
)

if TYPE_CHECKING:
    import polars as pl

DEALS: Final = 99
SEED: Final = 1949


@dataclass(frozen=True)
class Design:
    """A plan with the rows that it is tried on.

    `of` is the column whose effect is asked for, first of `treatments`; `unit` are the columns
    that name whose label it is, where labels are dealt. `ahead` is 1 where the unit has not got it
    yet, but will have soon; the placebo is its effect where `of` is 0. Empty where there is none.
    """

    plan: Plan
    frame: "pl.DataFrame"
    outcome: str
    treatments: Mapping[str, str]
    controls: Mapping[str, str]
    cluster: str
    unit: tuple[str, ...]
    ahead: str = ""

    @property
    def of(self) -> str:
        return next(iter(self.treatments))


def try_out(design: Design) -> Tested:
    """Everything that is asked of a design. Where it cannot be estimated, the reason instead."""
    try:
        return _tried(design)
    except EstimateError as error:
        return Tested(
            plan=design.plan,
            rows=design.frame.height,
            events=int(design.frame[design.outcome].sum()),
            why_not=str(error),
        )


def _tried(design: Design) -> Tested:
    frame = design.frame
    controls = [*design.controls]
    found = fit(frame, design.outcome, [*design.treatments, *controls], design.cluster)
    others = [*list(design.treatments)[1:], *controls]
    without = fit(frame, design.outcome, others, design.cluster, near=found)
    return Tested(
        plan=design.plan,
        rows=found.rows,
        events=found.events,
        clusters=found.clusters,
        first=int(frame["year"].min()),  # type: ignore[arg-type]
        last=int(frame["year"].max()),  # type: ignore[arg-type]
        effects=tuple(
            _effect(found, name, says, frame, [*design.treatments])
            for name, says in design.treatments.items()
        ),
        placebo=_placebo(design, found) if design.ahead else None,
        chance=_chance(design, without),
        foreseen=_foreseen(design, others),
    )


def _effect(
    found: Fit, name: str, says: str, frame: "pl.DataFrame", treatments: Sequence[str]
) -> Effect:
    """The effect as an odds ratio, and as a change of the chance where all else is at its median.

    What is asked for counts as absent there.
    """
    import polars as pl

    medians = dict(
        zip(found.names[1:], frame.select(pl.median(*found.names[1:])).row(0), strict=True)
    )
    low, high = found.interval(name)
    change = found.change(name, {**medians, **dict.fromkeys(treatments, 0.0)})
    return Effect(
        of=name,
        says=says,
        odds=float(np.exp(found.coefficient(name))),
        low=float(np.exp(low)),
        high=float(np.exp(high)),
        p=found.p(name),
        change=change[0] * 10_000,
        change_low=change[1] * 10_000,
        change_high=change[2] * 10_000,
    )


def _placebo(design: Design, near: Fit) -> Placebo:
    import polars as pl

    rows = design.frame.filter(pl.col(design.of) == 0)
    names = [design.ahead, *list(design.treatments)[1:], *design.controls]
    varied = [name for name in names if name == design.ahead or rows[name].n_unique() > 1]
    try:
        found = fit(rows, design.outcome, varied, design.cluster, near=near)
    except EstimateError as error:
        return Placebo(why_not=str(error))
    low, high = found.interval(design.ahead)
    odds = float(np.exp(found.coefficient(design.ahead)))
    return Placebo(rows=rows.height, odds=odds, low=float(np.exp(low)), high=float(np.exp(high)))


def _chance(design: Design, without: Fit) -> Chance:
    import polars as pl

    label = pl.col(design.of).max().over("year", *design.unit).alias("_label")
    found = deal(
        design.frame.with_columns(label),
        without,
        design.outcome,
        "_label",
        list(design.unit),
        DEALS,
        SEED,
    )
    low, high = found.middle
    odds = float(np.exp(found.true))
    return Chance(DEALS, odds, found.p, float(np.exp(low)), float(np.exp(high)))


def _foreseen(design: Design, others: Sequence[str]) -> Foreseen:
    years = design.frame["year"].unique().sort().to_list()
    model = [*design.treatments, *design.controls]
    try:
        found = forecast(design.frame, design.outcome, model, others, cuts(years))
    except EstimateError as error:
        return Foreseen(why_not=str(error))
    return Foreseen(
        first=found.first,
        last=found.last,
        rows=found.rows,
        events=found.events,
        gain=found.gain,
        low=found.low,
        high=found.high,
        brier=found.brier,
        brier_baseline=found.brier_baseline,
        slope=found.slope,
        slope_low=found.slope_low,
        slope_high=found.slope_high,
        tenths=tuple(Tenth(*tenth) for tenth in found.tenths),
    )
