"""The rows of the designs of impact: facts of history, found where they belong."""

import csv
from datetime import date

import polars as pl
import pytest

from foedus.asking.world import World
from foedus.data.panels.scope import Scope
from foedus.questions.health.impact import arms, dyads, exercises, pacts, peacekeeping
from tests.data.conftest import authors_files
from tests.questions.health.conftest import scope

ON = date(2026, 1, 1)
USA, UKG, FRN, SPN, GMY, AUH, ITA, RUS, LBR = 2, 200, 220, 230, 255, 300, 325, 365, 450


def test_later_fighting_is_that_of_the_authors_file(stored: World) -> None:
    frame = peacekeeping.at_risk(scope(stored, 1991, 2016))
    liberia = {row["year"]: row for row in frame.filter(pl.col("ccode") == LBR).to_dicts()}
    # war in 1990, and from 2000 to 2003; UNOMIL was there from 1993 to 1997, UNMIL from 2003
    assert [liberia[year]["present"] for year in (1992, 1995, 2001, 2006)] == [0, 1, 0, 1]
    assert [liberia[year]["next"] for year in (1994, 2001, 2003)] == [0, 1, 0]
    assert liberia[2002]["present_ahead"] == 1
    assert liberia[2002]["sent"] == 1
    assert 2010 not in liberia  # more than five years after the last fighting
    [path] = authors_files("peacesciencer/ucdp_acd.csv")
    with path.open(encoding="utf-8") as file:
        fought = {
            (int(float(row["gwno_a"])), int(float(row["year"])))
            for row in csv.DictReader(file)
            if row["type_of_conflict"] in ("intrastate", "II")
        }
    # Gleditsch and Ward number these as COW does
    for row in frame.filter(pl.col("ccode").is_between(400, 600)).to_dicts():
        assert row["next"] == ((row["ccode"], row["year"] + 1) in fought)


@pytest.fixture(scope="session")
def around_1900(stored: World) -> tuple[Scope, pl.DataFrame, pl.DataFrame]:
    years = scope(stored, 1880, 1905)
    return years, dyads.pairs(years), pacts.promises(years, ahead=pacts.AHEAD)


def holds(frame: pl.DataFrame, name: str, one: int, other: int, year: int) -> int:
    [value] = frame.filter(
        pl.col("ccode1") == one, pl.col("ccode2") == other, pl.col("year") == year
    )[name]
    return int(value)


def test_a_promise_counts_naively_against_anyone_and_by_its_terms_against_whom_it_names(
    around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame],
) -> None:
    _, frame, promised = around_1900
    sides = ("defense", "ccode2", "ccode1", "guarded")
    naive = pacts.against(frame, promised, *sides)
    unlimited = pacts.against(frame, pacts.unlimited(promised, "defense"), *sides)
    terms = pacts.named(unlimited, promised, *sides)
    # the Triple Alliance of 1882 promised Italy help against France alone
    for challenger in (FRN, UKG):
        assert holds(naive, "guarded", challenger, ITA, 1884) == 1
    assert holds(terms, "guarded", FRN, ITA, 1884) == 1
    assert holds(terms, "guarded", UKG, ITA, 1884) == 0
    assert holds(naive, "guarded", UKG, ITA, 1881) == 0
    assert (terms["guarded"] <= naive["guarded"]).all()


def test_the_challengers_own_promise_does_not_guard_its_target(
    around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame],
) -> None:
    _, frame, promised = around_1900
    guarded = pacts.against(frame, promised, "defense", "ccode2", "ccode1", "guarded")
    # until 1882 Germany and Austria-Hungary had each other alone: the Dual Alliance of 1879
    assert holds(guarded, "guarded", RUS, GMY, 1880) == 1
    assert holds(guarded, "guarded", AUH, GMY, 1880) == 0


def test_what_is_ahead_is_not_there_yet(
    around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame],
) -> None:
    _, frame, promised = around_1900
    sides = ("defense", "ccode2", "ccode1")
    coming = pacts.against(frame, pacts.ahead(promised), *sides, "coming")
    # the Franco-Russian alliance: 1893 in ATOP
    found = [holds(coming, "coming", GMY, FRN, year) for year in (1886, 1888, 1891)]
    assert found == [0, 1, 1]


def test_a_pact_between_two_is_one_that_each_has_promised(
    around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame],
) -> None:
    _, _, promised = around_1900
    both = pacts.between(promised).rows()
    assert (GMY, AUH, 1890, 1) in both
    assert (AUH, GMY, 1890, 1) in both
    assert (GMY, FRN, 1890, 1) not in both


def test_relevant_pairs_are_neighbours_or_have_a_major_power_and_are_those_of_the_panel(
    stored: World, around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame]
) -> None:
    _, frame, _ = around_1900
    asked = stored.panel(
        unit="dyad-year", first=1880, last=1905, relevant=True, on=ON, columns=["majors"]
    )
    panel_keys = set(asked.table().select(*dyads.KEYS).collect().rows())
    keys = set(frame.select(*dyads.KEYS).rows())
    assert keys <= panel_keys
    assert len(keys) > 0.8 * len(panel_keys)  # the rest lacks a control
    assert (USA, SPN, 1898) in keys
    once = dyads.once(frame)
    assert once.height == frame.height / 2
    assert once["strength"].min() >= 0.5  # type: ignore[operator]


def test_peace_is_counted_from_the_last_dispute_or_the_first_row() -> None:
    rows = pl.DataFrame(
        {
            "ccode1": [1] * 5 + [1] * 2,
            "ccode2": [2] * 5 + [3] * 2,
            "year": [1900, 1901, 1902, 1903, 1905, 1900, 1901],
            "gml_disputes": [0, 1, 0, 0, 0, 0, 0],
        }
    )
    found = dyads.with_peace(rows)
    assert (found["peace"] * 10).to_list() == pytest.approx([0, 1, 0, 1, 3, 0, 1])
    assert found["peace2"].to_list() == pytest.approx((found["peace"] ** 2).to_list())


def test_partners_of_exercises_are_those_of_the_list_and_allies_those_who_promised(
    stored: World,
) -> None:
    years = scope(stored, 1990, 2000)
    found = exercises.partners(years, "mme", pacts.promises(years))
    rows = {(one, other, year): ally for one, other, year, ally in found.rows()}
    # NATO's members exercised together; the United States had promised Germany its help
    assert rows[GMY, USA, 1995] == 1
    assert all((other, one, year) in rows for one, other, year in rows)
    assert not any(one == other for one, other, _ in rows)


def test_who_is_bound_is_who_the_catalogue_has(world: World) -> None:
    found = set(arms.bound(world.catalogue, ("cfe",), 1990, 1995).rows())
    assert ("cfe", GMY, 1995) in found
    assert ("cfe", GMY, 1991) not in found  # in force since 1992
    assert not any(code == 225 for _, code, _ in found)  # Switzerland
