"""A row that stands twice is refused by its line.

The kind: duplicated rows went into the store and from there into every panel, and `data add` said
that the file had passed every check.
"""

from pathlib import Path

import msgspec
import polars as pl
import pytest

from foedus.data.store.adapter import Adapter
from foedus.data.store.keys import doubled, repeated
from foedus.data.store.raw import FileError
from foedus.data.store.registry import every, find
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES, authors_files
from tests.data.store.declared import ROWS
from tests.data.store.made_up import ADAPTER, written
from tests.data.store.test_refusals import FILES, Given
from tests.data.store.test_sipri import workbook

REPEATING = {("cow-war", "dyad_years"), ("jme", "exercises")}
"""Files in which the authors themselves have some rows twice, word for word."""
KEYED = [(a, i) for a, i in FILES if (a.name, i) not in REPEATING]


def test_every_file_and_every_table_says_what_names_a_row_of_it() -> None:
    for adapter in every().values():
        for file in adapter.files:
            assert bool(file.key) != ((adapter.name, file.id) in REPEATING), adapter.name
            assert set(file.key) <= {column.name for column in file.columns}
        assert bool(adapter.keys) != (adapter.name == "cow-war")


@pytest.mark.parametrize(
    ("adapter", "identifier"), KEYED, ids=[f"{a.name}:{identifier}" for a, identifier in KEYED]
)
def test_a_row_that_names_its_subject_again_is_refused_by_both_lines(
    adapter: Adapter, identifier: str, tmp_path: Path
) -> None:
    given = Given(adapter, identifier)
    first = given.sheet.rows[3]
    given.sheet.rows[-1] = [
        old if column in given.sheet.file.key else new
        for column, old, new in zip(given.sheet.header, first, given.sheet.rows[-1], strict=True)
    ]
    top = 0 if given.sheet.file.headless else 1
    told = given.refused(tmp_path)
    assert f"{given.sheet.name}, line {ROWS + top}: {given.sheet.file.key[0]} " in told
    assert f"stands on line {4 + top} already, and may stand once; remove" in told


@pytest.mark.parametrize(
    ("name", "files", "key"),
    [
        ("nmc", ("cow_nmc/NMC-60-abridged.csv",), "ccode 990, year "),
        ("democracy", ("isard/cw_democracy.csv",), "ccode "),
        ("unga-ideal-points", ("unga/IdealpointestimatesAll_Apr2020.csv",), "ccode "),
    ],
)
def test_the_authors_file_with_its_last_rows_repeated_is_refused(
    name: str, files: tuple[str, ...], key: str, store: Store, tmp_path: Path
) -> None:
    [path] = authors_files(*files)
    rows = path.read_bytes().splitlines()
    again = tmp_path / path.name
    again.write_bytes(b"\n".join([*rows, *rows[-3:]]))
    with pytest.raises(FileError) as refused:
        store.add(find(name), [again], NOW, "", STATES)
    [fault] = refused.value.faults
    assert fault.startswith(f"{path.name}, line {len(rows) + 1}: {key}")
    assert f"stands on line {len(rows) - 2} already" in fault
    assert "(2 more rows of the kind)" in fault
    assert not store.has(name)


def test_two_names_of_one_state_are_one_subject(store: Store, tmp_path: Path) -> None:
    """No name stands twice, but the table would have the state twice."""
    rows: list[list[str | float | int | None]] = [
        ["Country", None, "Notes", 2019, 2020],
        ["Germany", None, None, 1, 2],
        ["Deutschland", None, None, 3, 4],
    ]
    with pytest.raises(FileError) as refused:
        store.add(find("sipri"), [workbook(tmp_path / "sipri.xlsx", dollars=rows)], NOW, "", STATES)
    [fault] = refused.value.faults
    assert "the table expenditure would have ccode 255, year 2019 twice" in fault


def test_a_sheet_is_refused_by_its_row(store: Store, tmp_path: Path) -> None:
    rows: list[list[str | float | int | None]] = [
        ["Country", None, "Notes", 2019, 2020],
        ["Germany", None, None, 1, 2],
        [None, None, "a note"],
        [None, None, "another"],
        ["Germany", None, None, 3, 4],
    ]
    with pytest.raises(FileError, match=r"sipri\.xlsx, line 10: Country Germany stands on line 7"):
        store.add(find("sipri"), [workbook(tmp_path / "sipri.xlsx", dollars=rows)], NOW, "", STATES)


def test_what_is_stored_stays_as_it_was(store: Store, tmp_path: Path) -> None:
    file = msgspec.structs.replace(ADAPTER.files[0], key=("value",))
    adapter = msgspec.structs.replace(ADAPTER, files=(file,))
    stored = store.add(adapter, [written(tmp_path, 1)], NOW, "", STATES)
    path = written(tmp_path, 2)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[7]]), "utf-8")
    with pytest.raises(FileError, match="line 302: value 2006 stands on line 8 already"):
        store.add(adapter, [path], NOW, "", STATES)
    assert store.manifest(adapter.name) == stored


def test_unknown_values_are_compared_too() -> None:
    frame = pl.DataFrame({"a": [1, 1, 1, None, None], "b": [None, 2, None, None, None]})
    [fault] = repeated(frame, ("a", "b"), "f.csv", [2, 3, 4, 5, 6])
    assert fault.startswith("f.csv, line 4: a 1, b not known stands on line 2 already")
    assert list(repeated(frame, (), "f.csv", [2, 3, 4, 5, 6])) == []
    assert list(doubled({"t": frame}, {"t": ("b",)}))
