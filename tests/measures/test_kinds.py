"""Every measure: what it says of itself, and its properties on data that are made up."""

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.data.store.registry import every as datasets
from foedus.measures.kinds import UnknownMeasureError, every, find
from foedus.measures.seen import Datasets, Seen
from tests.measures.made import code_of, measured, states

NATO = date(1950, 6, 1)
FOUNDERS = ("BEL", "CAN", "DNK", "FRA", "GBR", "ISL", "ITA", "LUX", "NLD", "NOR", "PRT", "USA")
SHARES = st.lists(st.floats(0.1, 9), min_size=12, max_size=12)


@pytest.mark.parametrize("name", every())
def test_a_measure_says_what_it_is_and_what_it_does_not_show(name: str) -> None:
    measure = every()[name]
    assert type(measure).__doc__
    assert measure.title
    assert measure.asks.endswith("?")
    assert measure.figures
    assert measure.papers
    assert set(measure.needs) <= set(datasets())
    for said in (measure.denominator, measure.uncertainty, measure.not_shown):
        assert len(said) > 10
    for figure in measure.figures:
        assert figure.says
        assert figure.formula
        assert figure.unit
    assert bool(measure.needs) == bool(measure.last)


@pytest.mark.parametrize("framework", ["nato", "eu", "quad", "un"])
def test_what_is_known_lies_in_its_range_and_what_is_not_says_why(
    framework: str, catalogue: Catalogue
) -> None:
    on = date(2016, 6, 1)
    data = Datasets(None, catalogue, on.year, on.year)
    for measure in every().values():
        values = measure.of(Seen(catalogue, catalogue.framework(framework), on, data))
        assert [value.figure for value in values] == [figure.name for figure in measure.figures]
        for value, figure in zip(values, measure.figures, strict=True):
            assert value.on == on
            assert value.sources
            if value.value is None:
                assert value.why
                continue
            assert not value.why
            assert value.of
            for number in (value.value, value.low, value.high):
                if number is not None:
                    assert figure.low is None or number >= figure.low - 1e-9
                    assert figure.high is None or number <= figure.high + 1e-9


def test_a_dataset_that_is_not_there_is_named_with_what_brings_it(catalogue: Catalogue) -> None:
    data = Datasets(None, catalogue, 2016, 2016)
    seen = Seen(catalogue, catalogue.framework("nato"), date(2016, 6, 1), data)
    for measure in every().values():
        if measure.needs:
            for value in measure.of(seen):
                assert value.value is None
                assert "foedus data add" in value.why or value.why.endswith(" only")


def test_a_framework_that_was_not_there_has_no_figures(catalogue: Catalogue) -> None:
    for value in measured("inclusivity", catalogue, "nato", date(1940, 1, 1)).values():
        assert value.value is None
        assert value.why == "it did not exist: its first day is 1949-08-24"


def test_an_unknown_measure_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownMeasureError, match="did you mean burden"):
        find("burdon")


def votes(catalogue: Catalogue, on: date, cast: dict[str, list[int]]) -> pl.DataFrame:
    rows = [
        (on.year - 1945, number, code_of(catalogue, state, on), vote)
        for state, answers in cast.items()
        for number, vote in enumerate(answers)
        if vote
    ]
    return pl.DataFrame(rows, schema=["session", "rcid", "ccode", "vote"], orient="row")


def agreed(catalogue: Catalogue, cast: dict[str, list[int]]) -> dict[str, Any]:
    on = date(1960, 1, 1)
    given = {"unga-votes/votes": votes(catalogue, on, cast)}
    return measured("agreement", catalogue, "nato", on, **given)


def test_agreement_by_hand(catalogue: Catalogue) -> None:
    """Two alike, one half agreed, one against; a third was there once."""
    found = agreed(catalogue, {"USA": [1, 1, 1, 1], "GBR": [1, 1, 2, 3], "FRA": [0, 0, 0, 3]})
    assert found["agreement"].value == pytest.approx((2.5 / 4 + 0 + 1) / 3)
    assert found["identical"].value == pytest.approx((2 / 4 + 0 + 1) / 3)
    assert found["agreement"].of == "3 of 105 pairs of members"
    by_state = {each.of: each.value for each in found["agreement"].each}
    assert by_state["GBR"] == pytest.approx((2.5 / 4 + 1) / 2)
    assert (found["agreement"].low, found["agreement"].high) == (0, 1)


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=8))
def test_one_more_vote_alike_never_lowers_agreement(
    catalogue: Catalogue, cast: list[tuple[int, int]]
) -> None:
    answers, other = [one for one, _ in cast], [other for _, other in cast]
    before = agreed(catalogue, {"USA": answers, "GBR": other})["agreement"].value
    after = agreed(catalogue, {"USA": [*answers, 1], "GBR": [*other, 1]})["agreement"].value
    assert after >= before - 1e-12


@settings(max_examples=10)
@given(SHARES)
def test_burden_rises_with_what_is_spent(catalogue: Catalogue, shares: list[float]) -> None:
    on = date(2015, 6, 1)

    def at(shares: list[float]) -> dict[str, Any]:
        column = {"nato_share": dict(zip(FOUNDERS, shares, strict=True))}
        table = {"nato-expenditure/state": states(catalogue, on, column)}
        return measured("burden", catalogue, "nato", on, **table)

    before, after = at(shares), at([share + 1 for share in shares])
    for figure in ("at the pledge", "median"):
        assert after[figure].value >= before[figure].value
    assert after["range"].value == pytest.approx(before["range"].value, abs=1e-9)
    assert before["at the pledge"].value == sum(share >= 2 for share in shares) / 12


def test_there_is_no_pledge_before_it_was_made_nor_in_another_framework(
    catalogue: Catalogue,
) -> None:
    on = date(2015, 6, 1)
    column = {"nato_share": {"FRA": 2.0, "DEU": 1.0}}
    table = {"nato-expenditure/state": states(catalogue, on, column)}
    early = date(2014, 1, 1)
    for framework, day in (("eu", on), ("nato", early)):
        found = measured("burden", catalogue, framework, day, **table)
        assert "no pledge" in found["at the pledge"].why
        assert found["median"].value == 1.5


def test_sipri_has_shares_of_one(catalogue: Catalogue) -> None:
    column = {"sipri_share": {"SUN": 0.12, "POL": 0.03, "HUN": 0.02}}
    on = date(1985, 6, 1)
    table = {"sipri/state": states(catalogue, on, column)}
    found = measured("burden-sipri", catalogue, "warsaw-pact", on, **table)
    assert found["median"].value == pytest.approx(3)
    assert found["range"].value == pytest.approx(10)
    assert found["median"].of == "3 of 7 members; without BGR, CSK, DDR, ROU"


def test_who_has_most_spends_most(catalogue: Catalogue) -> None:
    on = date(2015, 6, 1)
    sizes = {state: float(number) for number, state in enumerate(FOUNDERS, 1)}

    def rank(shares: dict[str, float]) -> Any:
        given = {
            "nato-expenditure/state": states(catalogue, on, {"nato_share": shares}),
            "gdp/state": states(catalogue, on, {"pwtrgdp": sizes}),
        }
        return measured("free-riding", catalogue, "nato", on, **given)["Spearman"].value

    assert rank(sizes) == 1
    assert rank({state: -size for state, size in sizes.items()}) == -1


@settings(max_examples=10)
@given(SHARES, st.floats(0.01, 100))
def test_disparity_is_free_of_scale(
    catalogue: Catalogue, amounts: list[float], scale: float
) -> None:
    def of(amounts: list[float]) -> dict[str, Any]:
        column = dict(zip(FOUNDERS, amounts, strict=True))
        columns = dict.fromkeys(("milex", "milper", "tpop", "cinc"), column)
        return measured(
            "disparity", catalogue, "nato", NATO, **{
                "capabilities/state": states(catalogue, NATO, columns)
            }
        )  # fmt: skip

    before, after = of(amounts), of([amount * scale for amount in amounts])
    for figure, value in before.items():
        assert after[figure].value == pytest.approx(value.value, abs=1e-9)
    assert before["spending apart from people"].value == pytest.approx(0)


@settings(max_examples=20)
@given(st.lists(st.floats(0, 1), min_size=3, max_size=12))
def test_an_interval_has_its_figure_in_it(catalogue: Catalogue, scores: list[float]) -> None:
    """Of regimes and of pairs: with one member left out a figure may move one way alone."""
    column = {"v2x_polyarchy": dict(zip(FOUNDERS, scores, strict=False))}
    regimes = {"democracy/state": states(catalogue, NATO, column)}
    cast = {state: [round(2 * x) + 1, 1, 0] for state, x in column["v2x_polyarchy"].items()}
    cast[FOUNDERS[0]] = [0, 1, 0]
    for found in (
        measured("regimes", catalogue, "nato", NATO, **regimes),
        agreed(catalogue, cast),
    ):
        for value in found.values():
            if value.low is not None:
                assert value.low <= value.value <= value.high


def test_all_alike_is_no_disparity(catalogue: Catalogue) -> None:
    columns = dict.fromkeys(("milex", "milper", "tpop", "cinc"), dict.fromkeys(FOUNDERS, 3.0))
    table = {"capabilities/state": states(catalogue, NATO, columns)}
    found = measured("disparity", catalogue, "nato", NATO, **table)
    assert found["Gini of people"].value == pytest.approx(0)
    assert found["Herfindahl of people"].value == pytest.approx(1 / 12)
    apart = measured("voice-and-weight", catalogue, "nato", NATO, **table)
    assert apart["power apart from people"].value == pytest.approx(0)


def test_ideal_points_by_hand(catalogue: Catalogue) -> None:
    columns = {
        "ideal_point": {"USA": 3.0, "GBR": 1.0},
        "ideal_point_sd": {"USA": 0.1, "GBR": 0.1},
    }
    table = {"ideal-points/state": states(catalogue, NATO, columns)}
    found = measured("ideal-points", catalogue, "nato", NATO, **table)
    assert found["spread"].value == 1
    assert found["widest"].value == 2
    error = 1.959964 * 0.1 / 2**0.5
    assert found["spread"].low == pytest.approx(1 - error, abs=1e-6)
    assert found["widest"].high == pytest.approx(2 + 2 * error, abs=1e-6)


def honoured(catalogue: Catalogue, kept: int, broken: int) -> Any:
    rows = {"atop": [3180] * (kept + broken), "honoured": [True] * kept + [False] * broken}
    table = pl.DataFrame(rows, schema={"atop": pl.Int16, "honoured": pl.Boolean})
    given = {"alliance-reliability/reliability": table}
    return measured("reliability", catalogue, "nato", NATO, **given)["honoured"]


@settings(max_examples=15)
@given(st.integers(1, 30), st.integers(0, 30))
def test_trust_rises_with_kept_promises(catalogue: Catalogue, kept: int, broken: int) -> None:
    before, after = honoured(catalogue, kept, broken), honoured(catalogue, kept + 1, broken)
    assert after.value >= before.value
    assert after.low >= before.low
    worse = honoured(catalogue, kept, broken + 1)
    assert worse.value < before.value
    assert worse.high <= before.high


def test_trust_that_was_never_tested_is_not_known(catalogue: Catalogue) -> None:
    table = pl.DataFrame({"atop": [1], "honoured": [True]})
    given = {"alliance-reliability/reliability": table}
    found = measured("reliability", catalogue, "nato", NATO, **given)["honoured"]
    assert found.value is None
    assert "no war" in found.why


def test_pairs_that_trained_together(catalogue: Catalogue) -> None:
    on = date(2000, 6, 1)
    names = [("a", 1999, "USA"), ("a", 1999, "GBR"), ("b", 1990, "USA"), ("b", 1990, "FRA")]
    rows = [(exercise, year, code_of(catalogue, state, on)) for exercise, year, state in names]
    table = pl.DataFrame(rows, schema=["exercise", "year", "ccode"], orient="row")
    found = measured("training", catalogue, "nato", on, **{"mme/participants": table})
    assert found["trained together"].of == "1 of 171 pairs of members"


def test_consensus_gives_all_the_same_voice(catalogue: Catalogue) -> None:
    found = measured("voice", catalogue, "nato", date(2026, 1, 1))
    assert found["Gini of power"].value == 0
    assert found["largest share"].value == pytest.approx(1 / 32)
    union = measured("voice", catalogue, "eu", date(2026, 1, 1))
    assert union["Gini of power"].value > 0.2


def test_inclusivity_rises_with_a_member(world: World) -> None:
    on = date(2030, 2, 1)
    before = measured("inclusivity", world.catalogue, "nato", on)
    joined = world.with_changes("join:nato:IRL:2030-01-01")
    after = measured("inclusivity", joined.catalogue, "nato", on)
    assert after["members"].value == before["members"].value + 1
    assert after["share of states"].value > before["share of states"].value


@pytest.mark.parametrize("framework", ["anzus", "us-kor", "csto"])
def test_removing_a_treaty_never_raises_coverage(framework: str, catalogue: Catalogue) -> None:
    on = date(2016, 6, 1)
    whole = catalogue.framework(framework)
    before = measured("threats", catalogue, framework, on)
    for instrument in whole.instruments:
        left = tuple(
            msgspec.structs.replace(i, provisions=()) if i is instrument else i
            for i in whole.instruments
        )
        less = catalogue.with_frameworks(
            [msgspec.structs.replace(whole, instruments=left)], f"without {instrument.id}"
        )
        after = measured("threats", less, framework, on)
        for figure, value in before.items():
            assert after[figure].value <= value.value
            assert after[figure].low <= value.low


@pytest.mark.parametrize(
    ("framework", "on"), [("nato", "2026-01-01"), ("warsaw-pact", "1985-06-01")]
)
def test_land_is_covered_where_the_question_covered_says_so(
    framework: str, on: str, world: World
) -> None:
    answer = world.covered(framework=framework, on=on)
    reached, lands = len(answer.reached) + len(answer.contested), len(answer.left_out)
    found = measured("threats", world.catalogue, framework, date.fromisoformat(on))
    assert found["armed attack on land"].of == f"{reached} of {reached + lands} territories"


def test_a_treaty_without_duties_of_help_covers_nothing(catalogue: Catalogue) -> None:
    found = measured("threats", catalogue, "quad", date(2026, 1, 1))
    assert found["may be answered"].value == 0


def test_flexibility_is_that_of_binding_instruments(catalogue: Catalogue) -> None:
    """Signed on 1949-04-04 and in force from 1949-08-24: 142 days."""
    found = measured("flexibility", catalogue, "nato", date(1950, 1, 1))
    assert found["days to force"].value == 142
    assert found["changed clauses"].value == 0
    later = measured("flexibility", catalogue, "nato", date(1970, 1, 1))
    assert later["changed clauses"].value > 0


def test_how_long_it_took_is_not_known_where_the_day_is_contested(catalogue: Catalogue) -> None:
    """Lists give 4, 5 and 6 June 1955 for the Warsaw Treaty; a placeholder is no day either."""
    for framework, on in (("warsaw-pact", date(1985, 6, 1)), ("fra-qat", date(2026, 1, 1))):
        found = measured("flexibility", catalogue, framework, on)["days to force"]
        assert found.value is None
        assert found.why.startswith("on which day it entered into force is contested: ")
    nato = measured("flexibility", catalogue, "nato", date(1985, 6, 1))["days to force"]
    assert nato.of == "1 of 1 binding instruments"


def test_a_ladder_with_a_list_that_is_not_complete_is_not_known(catalogue: Catalogue) -> None:
    found = measured("ladder", catalogue, "eu", date(2026, 1, 1))["outside"]
    nato = measured("ladder", catalogue, "nato", date(2026, 1, 1))["outside"]
    assert nato.value == pytest.approx(35 / 67)
    assert found.value is not None or "not complete" in found.why


def test_overlap_counts_help_owed_elsewhere(catalogue: Catalogue) -> None:
    day = date(2026, 1, 1)
    found = measured("overlap", catalogue, "nato", day)
    eu, nato = (
        {s for s, sure in catalogue.members_on(catalogue.framework(f), day).items() if sure}
        for f in ("eu", "nato")
    )
    both = eu & nato
    pairs = len(both) * (len(both) - 1) / 2
    assert found["help owed twice"].value >= pairs / (32 * 31 / 2)


def test_the_codebook_is_made_from_the_measures() -> None:
    root = Path(__file__).parents[2]
    script = runpy.run_path(str(root / "scripts" / "make_measures.py"))
    kept = (root / "docs" / "reference" / "health.md").read_text(encoding="utf-8")
    assert script["made"]() == kept, "run `python scripts/make_measures.py`"
