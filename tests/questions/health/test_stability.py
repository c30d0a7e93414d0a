"""Networks by epoch: ties that last, steps apart, and the epochs, on rows that are made up."""

from dataclasses import replace

import polars as pl
import pytest

from foedus.asking.world import World
from foedus.questions.health.impact.epochs import epochs
from foedus.questions.health.impact.stability import (
    SPAN,
    designs,
    lasting,
    state_years,
    steps,
    tied,
    with_steps,
)
from tests.questions.health.conftest import scope

TIES = {"ccode": pl.Int16, "ally": pl.Int16, "year": pl.Int16}
FRN, GMY, AUH, ITA, RUS = 220, 255, 300, 325, 365


def ties(*rows: tuple[int, int, int]) -> pl.DataFrame:
    both = [*rows, *((other, one, year) for one, other, year in rows)]
    return pl.DataFrame(both, schema=TIES, orient="row")


def test_a_chain_is_as_many_steps_long_as_it_has_ties_and_three_are_told() -> None:
    found = steps(ties((1, 2, 1900), (2, 3, 1900), (3, 4, 1900), (4, 5, 1900), (1, 3, 1901)))
    assert sorted(found.select("ccode1", "ccode2", "year", "steps").rows()) == [
        (1, 2, 1900, 1),
        (1, 3, 1900, 2),
        (1, 3, 1901, 1),
        (1, 4, 1900, 3),
        (2, 3, 1900, 1),
        (2, 4, 1900, 2),
        (2, 5, 1900, 3),
        (3, 4, 1900, 1),
        (3, 5, 1900, 2),
        (4, 5, 1900, 1),
    ]


def test_without_ties_nobody_is_any_steps_away() -> None:
    assert steps(ties()).height == 0


def test_a_tie_lasts_where_it_is_there_five_years_later() -> None:
    found = lasting(ties((1, 2, 1900), (1, 2, 1900 + SPAN), (1, 3, 1900)))
    later = {row[:3]: row[3] for row in found.rows()}
    assert later[1, 2, 1900] == 1
    assert later[1, 3, 1900] == 0


def test_a_pair_is_marked_by_its_steps_and_before_it_gets_them() -> None:
    keys = {"ccode1": pl.Int16, "ccode2": pl.Int16, "year": pl.Int16}
    pairs = pl.DataFrame([(1, 3, 1899), (1, 3, 1900), (1, 2, 1900)], schema=keys, orient="row")
    found = with_steps(pairs, steps(ties((1, 2, 1900), (2, 3, 1900))))
    assert found.select("indirect", "allied", "ahead").rows() == [(0, 0, 1), (1, 0, 0), (0, 1, 0)]


def test_the_alliances_of_1900(stored: World) -> None:
    """The Triple Alliance and that of France and Russia: as many ties as are published."""
    years = scope(stored, 1895, 1910)
    found = tied(years)
    in_1900 = found.filter(pl.col("year") == 1900, pl.col("ccode") < pl.col("ally"))
    assert in_1900.height == 8
    pairs = set(in_1900.select("ccode", "ally").rows())
    assert {(GMY, AUH), (GMY, ITA), (AUH, ITA), (FRN, RUS)} <= {
        *pairs, *((other, one) for one, other in pairs)
    }  # fmt: skip
    frame = state_years(years, found)
    france = {row["year"]: row for row in frame.filter(pl.col("ccode") == FRN).to_dicts()}
    assert france[1905]["kept"] == 1
    assert france[1905]["war"] == 0
    assert 1896 not in france  # of the years before nothing is within the scope


@pytest.mark.parametrize(("first", "last", "number"), [(1816, 2007, 4), (1816, 1960, 2)])
def test_an_epoch_is_told_where_all_of_it_is_within_the_years(
    first: int, last: int, number: int, stored: World
) -> None:
    found = list(epochs(scope(stored, first, last)))
    assert len(found) == number
    for one in found:
        assert one.low < one.rate < one.high
        assert one.fought >= one.wars
        assert one.survived is not None
        assert 0 < one.survived < 1


def test_wars_of_each_epoch_are_those_of_the_list(stored: World) -> None:
    found = {(one.first, one.last): one for one in epochs(scope(stored, 1816, 2007))}
    assert found[1816, 1950].wars + found[1951, 2007].wars == 95
    early, late = found[1820, 1949], found[1950, 2000]
    assert late.pair_rate / early.pair_rate == pytest.approx(0.1, abs=0.01)


def test_each_design_has_rows_of_its_epoch_alone(stored: World) -> None:
    years = scope(stored, 1930, 1965)
    for design in designs(replace(years, first=1930, last=1965)):
        early = design.plan.id.endswith("1")
        assert design.frame.height
        assert design.frame.select((pl.col("year") <= 1950).all() == early).item()
        assert not design.frame.null_count().sum_horizontal().item()
        assert set(design.frame["ahead"]) <= {0, 1}
