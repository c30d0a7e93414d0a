"""Forecasts are of years not seen, and scored against the baseline as they deserve."""

import numpy as np
import polars as pl
import pytest

from foedus.data.estimates.binary.forecast import forecast, scored
from foedus.data.estimates.binary.table import EstimateError
from proofs.known_effect import OTHERS, panel

CUTS = (8, 12, 16)


def test_what_matters_beats_the_baseline_without_it() -> None:
    rows = panel(1)
    found = forecast(rows, "begun", ["pact", *OTHERS], list(OTHERS), CUTS)
    assert found.beats
    assert (found.first, found.last, found.rows) == (8, 19, 300 * 12)
    assert found.brier < found.brier_baseline
    assert found.slope_low < 1 < found.slope_high
    assert sum(tenth.rows for tenth in found.tenths) == found.rows
    forecasts = [tenth.forecast for tenth in found.tenths]
    assert forecasts == sorted(forecasts)


def test_noise_does_not_beat_it() -> None:
    beaten = 0
    for seed in range(20):
        chance = np.random.default_rng(seed)
        rows = panel(seed).with_columns(noise=pl.Series(chance.standard_normal(6000)))
        beaten += forecast(rows, "begun", ["noise", *OTHERS], list(OTHERS), CUTS).beats
    assert beaten <= 3


def test_no_later_year_is_used() -> None:
    rows = panel(1)
    early = rows.filter(pl.col("year") < 12)
    other = pl.concat([early, panel(2).filter(pl.col("year") >= 12)])
    one, two = (
        forecast(table.filter(pl.col("year") < 12), "begun", ["pact"], ["near"], (8,))
        for table in (rows, other)
    )
    assert one == two


def test_scores_of_forecasts_that_can_be_reckoned_by_hand() -> None:
    told = pl.DataFrame(
        {
            "year": [1, 1, 2, 2],
            "begun": [1, 0, 1, 0],
            "model": [0.8, 0.2, 0.6, 0.4],
            "baseline": [0.5, 0.5, 0.5, 0.5],
        }
    )
    found = scored(told, "begun")
    ours, theirs = 2 * np.log(0.8) + 2 * np.log(0.6), 4 * np.log(0.5)
    assert found.gain == pytest.approx(100 * (ours - theirs) / -theirs)
    better = np.array([2 * np.log(1.6), 2 * np.log(1.2)])
    wide = 1.959963984540054 * np.sqrt(2 * better.var(ddof=1))
    assert found.high - found.low == pytest.approx(200 * wide / -theirs)
    assert found.brier == pytest.approx((2 * 0.04 + 2 * 0.16) / 4)
    assert found.brier_baseline == pytest.approx(0.25)


def test_too_bold_forecasts_have_a_slope_below_1() -> None:
    chance = np.random.default_rng(1)
    sums = chance.standard_normal(4000)
    happened = chance.random(4000) < 1 / (1 + np.exp(-sums))
    told = pl.DataFrame(
        {
            "year": np.arange(4000) % 20,
            "begun": happened.astype(np.int8),
            "model": 1 / (1 + np.exp(-2 * sums)),
            "baseline": np.full(4000, happened.mean()),
        }
    )
    found = scored(told, "begun")
    assert found.slope == pytest.approx(0.5, abs=0.1)


def test_too_little_to_learn_from_is_refused() -> None:
    with pytest.raises(EstimateError, match="too few years"):
        forecast(panel(1), "begun", ["pact"], ["near"], (0,))
