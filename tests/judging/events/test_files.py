"""Events from one Parquet file to another: as in one table, and all or nothing."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.gazetteer import UnknownPlaceError
from foedus.judging.events.batch import judge_batch
from foedus.judging.events.files import judge_file
from foedus.judging.events.table import EventTableError

EVENTS = pl.DataFrame(
    {
        "on": [date(1982, 4, 2), date(2001, 9, 11), date(1914, 8, 4), date(1961, 8, 13)],
        "kind": ["armed-attack", "terrorist-attack", "armed-attack", "coup"],
        "attacked": ["GBR", "USA", "BEL", "DDR"],
        "attacker": ["ARG", "al-qaida", None, None],
        "place": ["Falkland Islands", None, None, None],
        "lat": [None, 40.7, None, 52.5],
        "lon": [None, -74.0, None, 13.4],
        "fact.consent": [None, ["USA"], None, []],
    }
)


def test_parts_of_a_file_are_judged_as_one_table(tmp_path: Path, catalogue: Catalogue) -> None:
    source, target = tmp_path / "events.parquet", tmp_path / "verdicts.parquet"
    EVENTS.write_parquet(source)
    told: list[tuple[int, int]] = []
    size = judge_file(catalogue, source, target, rows=3, progress=lambda *of: told.append(of))
    assert size == 4
    assert told == [(3, 4), (4, 4)]
    assert pl.read_parquet(target).equals(judge_batch(catalogue, EVENTS))


@pytest.mark.parametrize(
    ("column", "values", "refusal", "sentence"),
    [
        ("attacked", [*["USA"] * 3, "XXX"], EventTableError, "row 3, column 'attacked': 'XXX'"),
        ("lat", [None, 1, None, 99], EventTableError, "row 3, column 'lat': 99"),
        ("place", [*[None] * 3, "Nowheria"], UnknownPlaceError, "no place 'Nowheria'"),
        ("on", [1, 2, 3, 4], EventTableError, "the column 'on' holds Int64, not dates"),
    ],
)
def test_a_file_that_cannot_be_read_whole_leaves_the_target_alone(
    column: str,
    values: list[object],
    refusal: type[Exception],
    sentence: str,
    tmp_path: Path,
    catalogue: Catalogue,
) -> None:
    """The row at fault is counted from the beginning of the file."""
    source, target = tmp_path / "events.parquet", tmp_path / "verdicts.parquet"
    EVENTS.with_columns(pl.Series(column, values)).write_parquet(source)
    target.write_text("as it was")
    with pytest.raises(refusal, match=sentence):
        judge_file(catalogue, source, target, rows=2)
    assert target.read_text() == "as it was"
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name}


def test_a_file_without_events_is_one_without_verdicts(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    source, target = tmp_path / "events.parquet", tmp_path / "verdicts.parquet"
    EVENTS.clear().write_parquet(source)
    assert judge_file(catalogue, source, target) == 0
    assert pl.read_parquet(target).equals(judge_batch(catalogue, EVENTS.clear()))
