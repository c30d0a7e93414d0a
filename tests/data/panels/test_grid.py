"""The grid of dyad-years against the plain definition: every pair that shared a day of a year."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.data.panels.grid import DyadYears
from foedus.data.panels.groups import Gives, Group
from foedus.data.panels.scope import Scope
from foedus.data.store.store import Store

FIRST, LAST = 1900, 1903
DAYS = st.dates(date(1898, 1, 1), date(1905, 12, 31))
Spell = tuple[int, date, date]


@st.composite
def spells(draw: st.DrawFn) -> list[Spell]:
    """A few states, each with one or two spells of some days or years."""
    found: list[Spell] = []
    for code in draw(st.lists(st.integers(2, 12), min_size=0, max_size=6, unique=True)):
        start = draw(DAYS)
        end = start + timedelta(days=draw(st.integers(1, 900)))
        found.append((code, start, end))
        if draw(st.booleans()):
            again = end + timedelta(days=draw(st.integers(1, 400)))
            found.append((code, again, again + timedelta(days=draw(st.integers(1, 400)))))
    return found


def scope_of(states: list[Spell], catalogue: Catalogue) -> Scope:
    schema = {"state": pl.Int16, "start": pl.Date, "end": pl.Date}
    frame = pl.DataFrame(states, schema=schema, orient="row").sort("state", "start")
    return Scope(Store(Path("nowhere")), catalogue, "cow", FIRST, LAST, {"spells": frame})


def plainly(states: list[Spell], *, directed: bool) -> list[tuple[int, int, int]]:
    pairs = set()
    for year, (a, start, end), (b, begin, finish) in product(
        range(FIRST, LAST + 1), states, states
    ):
        first = max(start, begin, date(year, 1, 1))
        if a != b and first < min(end, finish, date(year + 1, 1, 1)) and (directed or a < b):
            pairs.add((year, a, b))
    return sorted(pairs)


@given(states=spells(), directed=st.booleans())
def test_a_row_is_a_pair_that_shared_a_day(
    states: list[Spell], directed: bool, catalogue: Catalogue
) -> None:
    grid = DyadYears(scope_of(states, catalogue), directed=directed)
    frame = grid.frame(("one", "other", "year"))
    assert frame.select("year", "one", "other").rows() == plainly(states, directed=directed)


@given(states=spells(), directed=st.booleans())
def test_every_row_finds_its_own_place_and_no_other_pair_has_one(
    states: list[Spell], directed: bool, catalogue: Catalogue
) -> None:
    grid = DyadYears(scope_of(states, catalogue), directed=directed)
    codes = sorted({code for code, _, _ in states} | {999})
    every = [(y, a, b) for y in range(FIRST - 1, LAST + 2) for a in codes for b in codes]
    asked = pl.DataFrame(
        every, schema={"year": pl.Int16, "one": pl.Int16, "other": pl.Int16}, orient="row"
    )
    places, known = grid.places(asked["year"], asked["one"], asked["other"])
    here = plainly(states, directed=directed)
    found = [row for row, has in zip(every, known.tolist(), strict=True) if has]
    assert sorted(found) == here
    assert [here[place] for place in places.tolist()] == found


@given(states=spells(), covered=st.tuples(st.integers(1899, 1904), st.integers(1899, 1904)))
def test_values_stand_where_they_belong_and_nothing_outside_the_coverage(
    states: list[Spell], covered: tuple[int, int], catalogue: Catalogue
) -> None:
    first, last = min(covered), max(covered)
    grid = DyadYears(scope_of(states, catalogue), directed=True)
    rows = plainly(states, directed=True)
    told = rows[::2]
    table = pl.DataFrame(
        [(a, b, y, (a * b) % 7 + 1) for y, a, b in told],
        schema={
            "state1": pl.Int16,
            "state2": pl.Int16,
            "year": pl.Int16,
            "value": pl.Int8,
        },
        orient="row",
    )
    for absent in (0, None, 9):
        gives = {"value": Gives("a value", first, last, absent=absent)}
        group = Group("made-up", "directed", (), gives, "cow", "", lambda scope: table.lazy())
        (series,) = grid.of_pairs(group, table)
        wanted = [
            None if not first <= y <= last else (a * b) % 7 + 1 if (y, a, b) in told else absent
            for y, a, b in rows
        ]
        assert series.to_list() == wanted
