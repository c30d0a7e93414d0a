"""Labels dealt anew: they find what is there, and nothing where nothing is."""

import numpy as np
import polars as pl
import pytest

from foedus.data.estimates.binary.dealt import Dealt, deal
from foedus.data.estimates.binary.fit import fit
from foedus.data.estimates.binary.table import EstimateError
from proofs.known_effect import EFFECT, OTHERS, dealt, panel


def _dealt(rows: pl.DataFrame, seed: int = 1, deals: int = 99) -> Dealt:
    null = fit(rows, "begun", list(OTHERS), "pair")
    return deal(rows, null, "begun", "pact", ["pair"], deals, seed)


def test_an_effect_lies_farther_from_nothing_than_all_deals() -> None:
    found = _dealt(panel(1))
    assert found.p == pytest.approx(0.01)
    assert found.true == pytest.approx(EFFECT, abs=0.4)
    low, high = found.middle
    assert low < 0 < high
    assert found.true < low


def test_labels_that_are_dealt_already_are_no_farther_than_others() -> None:
    ps = [_dealt(dealt(panel(seed), seed), seed, 39).p for seed in range(30)]
    assert np.mean(np.array(ps) <= 0.1) < 0.3
    assert 0.3 < np.mean(ps) < 0.7


def test_one_step_is_near_the_fit() -> None:
    rows = panel(2).with_columns(pl.col("pact") - pl.col("pact").mean().over("year"))
    whole = fit(rows, "begun", ["pact", *OTHERS], "pair").coefficient("pact")
    assert _dealt(rows).true == pytest.approx(whole, abs=0.1)


def test_that_some_years_have_more_of_both_is_not_taken_for_an_effect() -> None:
    chance = np.random.default_rng(4)
    year = np.repeat(np.arange(20), 200)
    rows = pl.DataFrame({"year": year, "pair": np.tile(np.arange(200), 20)}).with_columns(
        pact=pl.Series((chance.random(4000) < year / 20).astype(np.int8)),
        begun=pl.Series((chance.random(4000) < year / 40).astype(np.int8)),
        noise=pl.Series(chance.standard_normal(4000)),
    )
    null = fit(rows, "begun", ["noise"], "pair")
    assert deal(rows, null, "begun", "pact", ["pair"], 99, 1).p > 0.05
    assert fit(rows, "begun", ["pact"], "pair").p("pact") < 0.01


def test_the_same_seed_deals_the_same() -> None:
    one, other, third = (_dealt(panel(1), seed) for seed in (1, 1, 2))
    assert np.array_equal(one.effects, other.effects)
    assert not np.array_equal(one.effects, third.effects)


def test_a_unit_with_two_values_in_a_year_is_refused() -> None:
    rows = panel(1).with_columns(pair=pl.col("pair") % 10)
    with pytest.raises(EstimateError, match="pact differs within one pair of a year"):
        _dealt(rows)
