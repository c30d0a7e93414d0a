"""The fit beside statsmodels, on what it must refuse, and on an effect that is known."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.data.estimates.binary import table as blocks
from foedus.data.estimates.binary.fit import Fit, fit
from foedus.data.estimates.binary.links import Link
from foedus.data.estimates.binary.table import EstimateError
from proofs.exploring import Part
from proofs.known_effect import EFFECT, OTHERS, known_effect, panel

COVARIATES = ["pact", *OTHERS]


@pytest.fixture(params=[1 << 16, 1000])
def in_blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", request.param)


@pytest.mark.usefixtures("in_blocks")
@pytest.mark.parametrize("link", ["logit", "probit"])
@pytest.mark.parametrize("scale", [1.0, 1e6])
def test_it_equals_statsmodels(link: Link, scale: float) -> None:
    models = pytest.importorskip("statsmodels.api", reason="needs the extra report")
    rows = panel(3).with_columns(pl.col("strength") * scale + scale)
    kind = models.Logit if link == "logit" else models.Probit
    peer = kind(
        rows["begun"].to_numpy(), models.add_constant(rows.select(COVARIATES).to_numpy())
    ).fit(
        disp=0,
        maxiter=100,
        method="newton",
        tol=1e-14,
        cov_type="cluster",
        cov_kwds={"groups": rows["pair"].to_numpy()},
    )
    ours = fit(rows, "begun", COVARIATES, "pair", link)
    assert ours.coefficients == pytest.approx(peer.params, rel=1e-7)
    assert [ours.error(name) for name in ours.names] == pytest.approx(peer.bse, rel=1e-6)
    assert ours.log_likelihood == pytest.approx(peer.llf)
    assert ours.interval("pact") == pytest.approx(peer.conf_int()[1], rel=1e-6)
    assert ours.p("pact") == pytest.approx(peer.pvalues[1], rel=1e-5)
    assert ours.chances(rows) == pytest.approx(peer.predict())
    assert (ours.rows, ours.events, ours.clusters) == (6000, rows["begun"].sum(), 300)


def test_the_change_of_chance_and_its_interval_are_those_of_a_tiny_step() -> None:
    found = fit(panel(5), "begun", COVARIATES, "pair")
    at = {"strength": 0.3, "near": 1.0}
    moved, low, high = found.change("pact", at)

    def chance(values: np.ndarray, pact: float) -> float:
        return 1 / (1 + float(np.exp(-(np.array([1, pact, 0.3, 1.0]) @ values))))

    assert moved == pytest.approx(
        chance(found.coefficients, 1) - chance(found.coefficients, 0), rel=1e-12
    )
    steps = np.eye(4) * 1e-6
    gradient = [
        (
            chance(found.coefficients + step, 1)
            - chance(found.coefficients + step, 0)
            - chance(found.coefficients - step, 1)
            + chance(found.coefficients - step, 0)
        )
        / 2e-6
        for step in steps
    ]
    error = float(np.sqrt(np.array(gradient) @ found.covariance @ np.array(gradient)))
    assert (high - low) / 2 == pytest.approx(1.959963984540054 * error, rel=1e-5)


@given(shift=st.floats(-50, 50), factor=st.floats(0.01, 100))
@settings(max_examples=10, deadline=None)
def test_the_unit_of_a_covariate_changes_its_coefficient_alone(shift: float, factor: float) -> None:
    rows = panel(7)
    plain = fit(rows, "begun", COVARIATES, "pair")
    moved = fit(rows.with_columns(pl.col("strength") * factor + shift), "begun", COVARIATES, "pair")
    assert moved.coefficient("pact") == pytest.approx(plain.coefficient("pact"), rel=1e-6)
    assert moved.coefficient("strength") * factor == pytest.approx(plain.coefficient("strength"))
    assert moved.error("pact") == pytest.approx(plain.error("pact"), rel=1e-6)


def _fitted(rows: pl.DataFrame, *names: str) -> Fit:
    return fit(rows, "begun", names, "pair")


@pytest.mark.parametrize(
    ("change", "names", "sentence"),
    [
        ({"pact": pl.lit(1)}, ["pact"], "pact is the same in all of the 6000 rows"),
        ({"twice": pl.col("strength") * 2}, ["strength", "twice"], "follows from the others"),
        ({"pact": pl.col("begun")}, ["pact"], "where pact is [01] .* begun is (never|always) 1"),
        (
            {"sign": pl.col("begun") + pl.col("strength").abs() / 1e3},
            ["sign"],
            "sign tells the outcome apart without fault",
        ),
        ({"begun": pl.lit(0)}, ["pact"], "begun is 1 nowhere in these 6000 rows"),
        ({"begun": pl.lit(2)}, ["pact"], "begun is to be 0 or 1"),
        ({"near": pl.lit(None, pl.Int8)}, ["near"], "near is not known in every row"),
        ({"pair": pl.lit(1)}, ["pact"], "all rows are of one cluster"),
    ],
)
def test_what_cannot_be_told_is_refused(
    change: dict[str, pl.Expr], names: list[str], sentence: str
) -> None:
    with pytest.raises(EstimateError, match=sentence):
        _fitted(panel(11).with_columns(**change), *names)


def test_no_rows_are_refused() -> None:
    with pytest.raises(EstimateError, match="no row is left"):
        _fitted(panel(11).clear(), "pact")


def test_a_known_effect_is_found_again_and_a_dealt_one_is_not(part: Part) -> None:
    """A tenth of the proof; the whole is `python proofs/known_effect.py`."""
    found = known_effect(part)
    # of 100 seeds 95 are expected, give or take 2; four times that is no longer chance
    least = found.seeds * 0.95 - 4 * (found.seeds * 0.95 * 0.05) ** 0.5
    assert found.effect >= least
    assert found.nothing >= least


def test_errors_that_take_rows_as_unrelated_would_be_too_small() -> None:
    rows = panel(13).with_row_index("row")
    tied, apart = (fit(rows, "begun", COVARIATES, name) for name in ("pair", "row"))
    assert tied.error("near") > 1.5 * apart.error("near")
    assert tied.coefficient("pact") == pytest.approx(EFFECT, abs=3 * tied.error("pact"))


def test_where_it_starts_does_not_matter() -> None:
    rows = panel(17)
    far = fit(panel(18), "begun", ["pact", "near"], "pair")
    one = fit(rows, "begun", COVARIATES, "pair")
    other = fit(rows, "begun", COVARIATES, "pair", near=far)
    assert other.coefficients == pytest.approx(one.coefficients, rel=1e-9)
    assert other.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-12)
