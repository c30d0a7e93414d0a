"""Political distance: past wars, disputes and claims, on rows that are made up."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.data.panels.groups import every as groups
from foedus.data.panels.scope import Scope
from foedus.data.store.registry import find as dataset
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES
from tests.data.store.declared import sheets, small
from tests.measures.made import code_of, measured

NATO = date(1985, 6, 1)
WAR = ["year", "ccode1", "ccode2"]
YEARS = st.lists(st.integers(1816, 1984), max_size=6)


def wars(catalogue: Catalogue, *rows: tuple[int, int, int], on: date = NATO) -> dict[str, Any]:
    both = [*rows, *((year, two, one) for year, one, two in rows)]
    table = pl.DataFrame(both, schema=dict.fromkeys(WAR, pl.Int64), orient="row")
    return measured("past-wars", catalogue, "nato", on, **{"cow-war/dyad_years": table})


def test_past_wars_by_hand(catalogue: Catalogue) -> None:
    """Of 16 members 120 pairs: Germany counts by the code that it had, and outsiders do not."""
    found = wars(catalogue, (1941, 255, 2), (1914, 255, 220), (1940, 255, 220), (1939, 255, 290))
    assert found["once at war"].of == "2 of 120 pairs of members"
    assert found["once at war"].value == pytest.approx(2 / 120)
    assert {each.of: each.value for each in found["once at war"].each}["DEU"] == 2 / 15
    assert found["within 50 years"].of == "2 of 120 pairs of members"
    later = wars(catalogue, (1941, 255, 2), (1914, 255, 220), on=date(1993, 6, 1))
    assert later["once at war"].of == "2 of 120 pairs of members"
    assert later["within 50 years"].value == 0


@settings(max_examples=15)
@given(YEARS, st.integers(1816, 1984))
def test_one_more_war_never_brings_members_nearer(
    catalogue: Catalogue, years: list[int], more: int
) -> None:
    rows = [(year, 200, 220) for year in years]
    before, after = wars(catalogue, *rows), wars(catalogue, *rows, (more, 2, 200))
    for figure, value in before.items():
        assert after[figure].value >= value.value
    assert before["once at war"].value >= before["within 50 years"].value


def claims(catalogue: Catalogue, *rows: tuple[str, str, int, int]) -> dict[str, Any]:
    table = pl.DataFrame(
        [(code_of(catalogue, a, NATO), code_of(catalogue, b, NATO), n, s) for a, b, n, s in rows],
        schema=dict.fromkeys(("state1", "state2", "claims", "claim_salience"), pl.Int64),
        orient="row",
    )
    return measured("claims", catalogue, "nato", NATO, **{"territorial-claims/dyad": table})


def test_claims_by_hand(catalogue: Catalogue) -> None:
    found = claims(catalogue, ("GRC", "TUR", 2, 10), ("GBR", "ESP", 1, 7), ("GBR", "ARG", 1, 9))
    assert found["claiming pairs"].of == "2 of 120 pairs of members"
    assert found["salience"].value == 8.5
    assert [(each.of, each.says) for each in found["salience"].each] == [
        ("GRC-TUR", "2 claims"),
        ("GBR-ESP", "1 claim"),
    ]


def test_where_nobody_claims_there_is_no_salience(catalogue: Catalogue) -> None:
    found = claims(catalogue)
    assert found["claiming pairs"].value == 0
    assert found["salience"].value is None
    assert "no member claims territory" in found["salience"].why


def test_claims_go_either_way_and_the_one_that_matters_most_counts(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    adapter = small(dataset("icow-claims"))
    [sheet] = sheets(adapter)
    for row, (claim, challenger, target, salience) in enumerate(
        ((101, 640, 350, 4), (102, 350, 640, 9), (103, 200, 230, 7))
    ):
        cells = (claim, challenger, target, 1999, salience)
        for column, value in zip(sheet.file.columns, cells, strict=True):
            sheet.put(column, str(value), row)
    for row in range(3, len(sheet.rows)):
        sheet.put(sheet.file.columns[3], "1900", row)
    store.add(adapter, [sheet.write(tmp_path)], NOW, "", STATES)
    [group] = groups()["territorial-claims"]
    found = group.make(Scope(store, catalogue, "cow", 1999, 1999)).collect()
    assert sorted(found.rows()) == [(200, 230, 1999, 1, 7), (350, 640, 1999, 2, 9)]
