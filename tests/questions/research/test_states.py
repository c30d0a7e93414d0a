"""The crosswalk of states: each list's code on its own days, and never a code that is not known."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.questions.research.states.answer import Crosswalk, StatesAnswer
from foedus.questions.research.states.listed import COW, GW
from tests.data.conftest import authors_files


def asked(world: World, *codes: str, on: str, **given: Any) -> StatesAnswer:
    return world.states(codes=list(codes), on=on, **given)


def by_id(answer: StatesAnswer) -> dict[str, Crosswalk]:
    return {state.id: state for state in answer.states}


def test_letters_that_two_lists_give_to_two_states_are_found_as_both(world: World) -> None:
    found = by_id(asked(world, "AUS", on="1985-06-01"))
    assert {identifier: state.found_as for identifier, state in found.items()} == {
        "AUS": ("ISO alpha-3 AUS",),
        "AUT": ("COW AUS",),
    }
    assert list(by_id(asked(world, "AUS", on="1985-06-01", system="cow"))) == ["AUT"]
    assert list(by_id(asked(world, "aus", on="1985-06-01", system="iso"))) == ["AUS"]


def test_a_number_is_a_code_whatever_its_zeros(world: World) -> None:
    assert set(by_id(asked(world, "40", on="1970-01-01"))) == {"AUT", "CUB"}
    assert set(by_id(asked(world, "040", on="1970-01-01"))) == {"AUT", "CUB"}
    assert set(by_id(asked(world, "0040", on="1970-01-01", system="gw"))) == {"CUB"}


@pytest.mark.parametrize(
    ("on", "cow", "gw"),
    [
        ("1913-01-01", 255, 255),
        ("1947-01-01", None, None),
        ("1952-01-01", None, 260),
        ("1985-01-01", 260, 260),
        ("1995-01-01", 255, 260),
    ],
)
def test_the_codes_of_germany_are_those_of_the_day(
    world: World, on: str, cow: int | None, gw: int | None
) -> None:
    (germany,) = asked(world, "Germany", on=on).states
    assert (germany.cow.code, germany.gw.code) == (cow, gw)
    wanted = ["not listed" if code is None else "listed" for code in (cow, gw)]
    assert [germany.cow.status, germany.gw.status] == wanted


def test_a_code_of_other_days_is_not_found_and_its_days_are_told(world: World) -> None:
    answer = asked(world, "255", "Prusia", "Q9", on="1985-06-01")
    assert not answer.states
    other, misspelt, nothing = (missing.why for missing in answer.not_found)
    assert "COW 255 is Germany (DEU) 1816-01-01 to 1945-05-09" in other
    assert "since 1990-10-03" in other
    assert "did you mean Prussia" in misspelt
    assert nothing == "no state of the catalogue has 'Q9' as a code or a name"
    assert [state.id for state in asked(world, "255", on="1985-06-01", ever=True).states] == ["DEU"]


def test_after_the_lists_end_a_code_is_carried_on_and_none_is_not_known(world: World) -> None:
    last = asked(world, on="2016-12-31")
    after = asked(world, on="2018-01-01")
    for was, now in zip(last.states, after.states, strict=True):
        assert now.cow.code == was.cow.code
        assert now.cow.status == ("not known" if was.cow.code is None else "carried on")
        assert now.gw.status == ("not known" if was.gw.code is None else "carried on")
    assert {"VAT", "COK"} <= {s.id for s in after.states if s.cow.status == "not known"}
    assert sum("is not known" in note for note in after.notes) == 2
    assert not any("is not known" in note for note in last.notes)


def test_before_the_lists_begin_no_code_is_known(world: World) -> None:
    before = asked(world, on="1815-12-31")
    (france,) = asked(world, "FRA", on="1815-12-31").states
    assert (france.cow.status, france.gw.status, france.life) == ("not known", "not known", None)
    assert not before.states  # of none of them is it known that it was one that day
    assert before.lead == "Which were in being on 1815-12-31 is not known."
    assert any("begins in 1816" in note for note in before.notes)
    assert before.table().collect().is_empty()
    ever = asked(world, on="1066-01-01", ever=True).table().collect()
    assert set(ever["in_being"]) == {None, False}


def test_a_state_that_has_ended_is_not_one_of_which_a_code_is_not_known(world: World) -> None:
    (gone,) = asked(world, "DDR", on="2020-01-01").states
    assert (gone.cow.status, gone.gw.status) == ("not a state", "not a state")


def test_a_state_that_a_list_has_and_that_was_not_in_being_is_there_too(world: World) -> None:
    """The kind: two sources that disagree on a day; neither is left out."""
    for on in ("1816-01-01", "1920-06-01", "1992-01-01"):
        day = date.fromisoformat(on)
        wanted = {
            state.id
            for state in world.catalogue.states.values()
            if state.exists(day) or any(day in code.during for code in (*state.cow, *state.gw))
        }
        answer = asked(world, on=on)
        assert [state.id for state in answer.states] == sorted(wanted)
        assert all(
            (state.life is not None) == world.catalogue.states[state.id].exists(day)
            for state in answer.states
        )


def test_what_iso_never_gave_is_not_said_to_be_of_iso(world: World) -> None:
    found = by_id(asked(world, "Kosovo", "C-BAV", "France", on="1860-01-01"))
    assert (found["XKX"].iso, found["XKX"].numeric) == ("user-assigned", None)
    assert (found["C-BAV"].iso, found["C-BAV"].alpha3, found["C-BAV"].alpha2) == ("none",) + (
        None,
    ) * 2
    assert (found["FRA"].iso, found["FRA"].alpha3, found["FRA"].numeric) == ("official", "FRA", 250)


def test_a_name_is_that_of_the_day_or_none(world: World) -> None:
    names = {on: asked(world, "COD", on=on).states[0].called for on in ("1980-01-01", "2000-01-01")}
    assert names == {
        "1980-01-01": "Republic of Zaire",
        "2000-01-01": "Democratic Republic of the Congo",
    }
    (burundi,) = asked(world, "BDI", on="1980-01-01").states
    assert (burundi.called, burundi.name) == (None, "Burundi")


def test_a_word_of_a_name_finds_those_there_are_that_day(world: World) -> None:
    assert set(by_id(asked(world, "korea", on="1985-06-01"))) == {"KOR", "PRK"}
    assert {"KOR", "PRK", "C-KOR"} <= set(by_id(asked(world, "korea", on="1985-06-01", ever=True)))
    assert set(by_id(asked(world, "Guinea", on="1985-06-01"))) == {"GIN"}


def test_a_name_that_others_have_a_word_of_says_so(world: World) -> None:
    """The kind: a name that one state has whole, where another may be meant."""
    answer = asked(world, "Vietnam", on="1970-01-01")
    assert [state.id for state in answer.states] == ["VNM"]
    (said,) = (note for note in answer.notes if "also a word" in note)
    assert "(C-RVN)" in said
    for text, on in (("Vietnam", "2000-01-01"), ("VNM", "1970-01-01")):
        assert not any("also a word" in note for note in asked(world, text, on=on).notes)


def test_the_table_is_typed_and_goes_into_every_form(world: World, tmp_path: Path) -> None:
    import pandas as pd
    import polars as pl

    from foedus.exchange.table import FORMS, write_table

    answer = asked(world, on="1991-12-31", ever=True)
    table = answer.to_polars()
    assert table.height == len(world.catalogue.states)
    assert table["cow"].dtype == pl.Int16
    assert table["life_to"].dtype == pl.Date
    soviet = table.row(by_predicate=pl.col("id") == "SUN", named=True)
    assert soviet["in_being"] is False
    assert soviet["cow_spells"] == "365 1922-12-30 to 1991-12-26"
    for form in FORMS:
        write_table(answer.table(), tmp_path / f"states{form}")
    assert pl.read_parquet(tmp_path / "states.parquet").equals(table)
    assert pl.read_csv(tmp_path / "states.csv")["iso3"].to_list() == table["iso3"].to_list()
    stata = pd.read_stata(tmp_path / "states.dta")
    assert list(stata["id"]) == table["id"].to_list()
    for section in answer.sections():
        assert all(len(row.cells) == len(section.columns) for row in section.rows)


def _spells_of(path: Path, code: str) -> Iterator[tuple[int, date, date]]:
    """First and last day of each code in a list of the authors."""
    with path.open(encoding="latin-1", newline="") as lines:
        for row in csv.DictReader(lines):
            if "startdate" in row:
                days = [date.fromisoformat(row[name]) for name in ("startdate", "enddate")]
            else:
                days = [
                    date(*(int(row[f"{which}{part}"]) for part in ("year", "month", "day")))
                    for which in ("st", "end")
                ]
            yield int(float(row[code])), days[0], days[1]


@pytest.mark.parametrize("which", ["cow", "gw"])
def test_on_any_day_the_codes_are_those_of_the_authors_own_list(world: World, which: str) -> None:
    names = {"cow": "cow_states/states2016.csv", "gw": "peacesciencer/gw_states.csv"}
    (path,) = authors_files(names[which])
    spells = list(_spells_of(path, {"cow": "ccode", "gw": "gwcode"}[which]))
    listed = {"cow": COW, "gw": GW}[which]
    days = random.Random(which).choices(
        range(listed.first.toordinal(), listed.last.toordinal()), k=40
    )
    edges = [end + timedelta(days=n) for _, _, end in spells for n in (0, 1) if end < listed.last]
    for day in {listed.first, listed.last, *edges, *map(date.fromordinal, days)}:
        got = sorted(
            found.code
            for state in world.catalogue.states.values()
            if (found := listed.on(getattr(state, which), day, ended=False)).code is not None
        )
        assert got == sorted(code for code, first, last in spells if first <= day <= last), day
