"""`trend`: series from datasets that are made up, and from the authors' files."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import foedus
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError
from foedus.measures.multilateral import KINDS, series_of
from tests.measures.made import Made

DAY = date(2026, 11, 28)


def made(catalogue: Catalogue, name: str, **tables: pl.DataFrame) -> Any:
    return series_of(Made(catalogue, **tables), KINDS[name], 1816, 2026)


def test_treaties_by_hand(catalogue: Catalogue) -> None:
    """Two of 1900, one of them of many, which ended in 1902; the other ran on."""
    rows = [
        (1, 1900, 1, date(1900, 5, 1), None),
        (2, 1900, 0, date(1900, 6, 1), date(1902, 1, 1)),
        (3, 1903, 0, date(1903, 1, 1), None),
    ]
    schema = ["atopid", "begyr", "bilat", "start", "end"]
    table = {"atop/alliances": pl.DataFrame(rows, schema=schema, orient="row")}
    signed = {p.year: (p.part, p.whole) for p in made(catalogue, "treaties signed", **table).points}
    assert signed == {1900: (1, 2), 1903: (1, 1)}
    live = {p.year: (p.part, p.whole) for p in made(catalogue, "treaties in force", **table).points}
    assert (live[1901], live[1902], live[1903]) == ((1, 2), (0, 1), (1, 2))
    assert live[2018] == (1, 2)
    assert 2019 not in live


def test_exercises_by_hand(catalogue: Catalogue) -> None:
    """One of three, one of two, and one of which a single participant is known."""
    rows = [("a", 1990, 2), ("a", 1990, 20), ("a", 1990, 200), ("b", 1990, 2), ("b", 1990, 20)]
    table = pl.DataFrame(
        [*rows, ("c", 1990, 2)], schema=["exercise", "year", "ccode"], orient="row"
    )
    [point] = made(catalogue, "exercises", **{"mme/participants": table}).points
    assert (point.year, point.part, point.whole) == (1990, 1, 2)
    assert point.low < 0.5 < point.high


def test_a_change_of_level_is_told_and_what_hangs_together_is_not_tested(
    catalogue: Catalogue,
) -> None:
    rows = []
    for year in range(1980, 2011):
        for number in range(10):
            size = 3 if number < (2 if year < 1995 else 7) + year % 2 else 2
            rows += [(f"{year}-{number}", year, code) for code in range(2, 2 + size)]
    table = pl.DataFrame(rows, schema=["exercise", "year", "ccode"], orient="row")
    found = made(catalogue, "exercises", **{"mme/participants": table})
    assert found.shift is not None
    assert found.shift.year == 1995
    assert found.shift.after - found.shift.before == pytest.approx(0.5, abs=0.05)
    assert KINDS["treaties in force"].untested


def test_series_that_are_not_there_say_what_brings_them(tmp_path: Path) -> None:
    answer = foedus.load(store=tmp_path).trend(on=DAY)
    assert answer.lead.startswith("None of 5 series is known: atop is not in the store;")
    assert answer.charts() == ()
    assert {each.why for each in answer.series if each.name == "exercises"} == {
        "mme is not in the store; `foedus data add mme` brings it"
    }
    assert any("Sanctions are not in it" in note for note in answer.notes)


def test_years_that_no_source_covers_are_not_known(catalogue: Catalogue) -> None:
    found = series_of(Made(catalogue), KINDS["exercises"], 2011, 2026)
    assert found.points == ()
    assert found.why == "its source covers 1980 to 2010"


def test_years_in_the_wrong_order_are_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="from 2001 lies after to 2000"):
        world.trend(first=2001, last=2000, on=DAY)
