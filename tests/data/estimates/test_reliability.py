"""The published rates of alliance reliability, from the authors' file."""

from pathlib import Path

import polars as pl
import pytest

from foedus.data.adapters.alliance_reliability import ADAPTER
from foedus.data.estimates.reliability import Rate, rates
from foedus.data.store.raw import FileError
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES, authors_files

FILE = "leeds_reliability/BerkemeierFuhrmannRAP2018_0303.csv"


@pytest.fixture
def table(store: Store) -> pl.DataFrame:
    store.add(ADAPTER, authors_files(FILE), NOW, "", STATES)
    return store.scan("alliance-reliability", "reliability").collect()


def test_the_published_rates_reproduce(table: pl.DataFrame) -> None:
    """The abstract of Berkemeier and Fuhrmann (2018), in per cent."""
    found = {rate.of: rate for rate in rates(table)}
    published = {
        "all": 50,
        "defence": 41,
        "nonaggression": 37,
        "offence": 74,
        "neutrality": 78,
        "until 1944": 66,
        "since 1945": 22,
    }
    for of, percent in published.items():
        share = found[of].share
        assert share is not None
        assert round(100 * share) == percent, of
    assert found["all"] == Rate("all", 73, 146)


def test_the_authors_own_coding_differs_in_what_was_called_for(table: pl.DataFrame) -> None:
    found = {rate.of: rate for rate in rates(table, "honoured_revised")}
    assert found["all"] == Rate("all", 69, 139)
    assert found["neutrality"] == Rate("neutrality", 35, 43)


def test_where_a_war_did_not_call_for_it_nothing_is_said(table: pl.DataFrame) -> None:
    assert table.height == 576
    assert table["honoured"].null_count() == 576 - 146
    known = pl.DataFrame({**{c: [] for c in table.columns}}, schema=table.schema)
    assert rates(known)[0] == Rate("all", 0, 0)
    assert rates(known)[0].share is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b"1.0,4,1020.0", b"1.0,4,x", "line 2, column atopid: 'x' is not a whole number"),
        (b"\n1.0,4,1020.0", b"\n2.0,4,1020.0", "line 2, column sample: '2.0' is not one of 0, 1"),
        (b"honorLLM", b"honourLLM", "has no column honorLLM: it is another file or another"),
    ],
)
def test_a_fault_is_named_by_row_and_column(
    store: Store, tmp_path: Path, old: bytes, new: bytes, sentence: str
) -> None:
    (original,) = authors_files(FILE)
    path = tmp_path / original.name
    path.write_bytes(original.read_bytes().replace(old, new, 1))
    with pytest.raises(FileError) as refused:
        store.add(ADAPTER, [path], NOW, "", STATES)
    assert sentence in refused.value.faults[0]
    assert not store.has("alliance-reliability")
