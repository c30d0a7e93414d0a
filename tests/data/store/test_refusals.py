"""What every adapter refuses, on files made up from its declarations: no authors' file is needed.

Whether the declarations fit the authors' files is seen where those are, in `test_datasets`.
"""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from foedus.data.store.adapter import Adapter, Column
from foedus.data.store.raw import FileError, gather, read
from foedus.data.store.registry import every, find
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES
from tests.data.store.declared import ROWS, Sheet, made_of_text, sheets, small

ADAPTERS = [small(adapter) for adapter in every().values() if made_of_text(adapter)]
FILES = [(adapter, file.id) for adapter in ADAPTERS for file in adapter.files]
each_file = pytest.mark.parametrize(
    ("adapter", "identifier"), FILES, ids=[f"{a.name}:{identifier}" for a, identifier in FILES]
)
each_adapter = pytest.mark.parametrize("adapter", ADAPTERS, ids=[a.name for a in ADAPTERS])


def add(adapter: Adapter, paths: Sequence[Path], store: Store) -> None:
    store.add(adapter, paths, NOW, "", STATES)


def refused(adapter: Adapter, paths: Sequence[Path], folder: Path) -> Sequence[str]:
    """The sentences with which a store refuses files; nothing of them is left in it."""
    store = Store(folder / "store")
    with pytest.raises(FileError) as error:
        add(adapter, paths, store)
    assert store.names() == ()
    return error.value.faults


class Given:
    """All files of an adapter, one of them to be changed before they are written."""

    def __init__(self, adapter: Adapter, identifier: str) -> None:
        self.adapter = adapter
        self.sheets = sheets(adapter)
        self.sheet: Sheet = next(s for s in self.sheets if s.file.id == identifier)

    def refused(self, folder: Path) -> str:
        """All the sentences with which they are refused."""
        paths = [sheet.write(folder) for sheet in self.sheets]
        return "\n".join(refused(self.adapter, paths, folder))


def test_all_adapters_but_those_of_workbooks_are_tried() -> None:
    assert set(every()) - {adapter.name for adapter in ADAPTERS} == {"sipri"}


@each_adapter
def test_files_as_declared_are_read(adapter: Adapter, tmp_path: Path) -> None:
    """So that what is refused below is refused for what was changed."""
    paths = [sheet.write(tmp_path) for sheet in sheets(adapter)]
    found = gather(adapter, paths)
    assert [item.id for item in found] == [file.id for file in adapter.files]
    for item in found:
        assert read(adapter.file(item.id), item).height == ROWS


@each_file
def test_a_file_cut_short_is_refused(adapter: Adapter, identifier: str, tmp_path: Path) -> None:
    given = Given(adapter, identifier)
    del given.sheet.rows[5:]
    says = f"{given.sheet.name} has 5 rows, and the whole file has at least {ROWS}: it is cut short"
    assert says in given.refused(tmp_path)


@each_file
def test_a_line_cut_short_is_refused(adapter: Adapter, identifier: str, tmp_path: Path) -> None:
    given = Given(adapter, identifier)
    given.sheet.rows[4] = given.sheet.rows[4][:-1]
    assert "the file is cut short or damaged there" in given.refused(tmp_path)


@each_file
def test_a_column_left_out_is_named(adapter: Adapter, identifier: str, tmp_path: Path) -> None:
    given = Given(adapter, identifier)
    if given.sheet.file.headless:
        del given.sheet.header[0]
        for row in given.sheet.rows:
            del row[0]
        assert "the file is cut short or damaged there" in given.refused(tmp_path)
        return
    column = next(c for c in given.sheet.file.columns if not c.optional)
    at = given.sheet.header.index(column.name)
    for row in (given.sheet.header, *given.sheet.rows):
        del row[at]
    assert f"{given.sheet.name} has no column {column.name}: it is" in given.refused(tmp_path)


@each_file
def test_a_number_out_of_bounds_is_named_with_its_place(
    adapter: Adapter, identifier: str, tmp_path: Path
) -> None:
    given = Given(adapter, identifier)
    column, value = next(
        (c, c.low - 1)
        for c in given.sheet.file.columns
        if c.kind in ("int", "float") and c.low is not None
    )
    given.sheet.put(column, f"{value:g}", row=2)
    assert f"{_place(given, column, 2)}: '{value:g}' is outside " in given.refused(tmp_path)


@each_file
def test_a_word_for_a_number_is_named_with_its_place(
    adapter: Adapter, identifier: str, tmp_path: Path
) -> None:
    given = Given(adapter, identifier)
    column = next(c for c in given.sheet.file.columns if c.kind in ("int", "float"))
    given.sheet.put(column, "many", row=3)
    assert f"{_place(given, column, 3)}: 'many' is not " in given.refused(tmp_path)


CODED = [
    (adapter, identifier)
    for adapter, identifier in FILES
    if any(c.codes and c.kind != "date" for c in adapter.file(identifier).columns)
]


@pytest.mark.parametrize(
    ("adapter", "identifier"), CODED, ids=[f"{a.name}:{identifier}" for a, identifier in CODED]
)
def test_a_code_that_there_is_not_is_named_with_its_place(
    adapter: Adapter, identifier: str, tmp_path: Path
) -> None:
    given = Given(adapter, identifier)
    column = next(c for c in given.sheet.file.columns if c.codes and c.kind != "date")
    given.sheet.put(column, "-77", row=1)
    refused = given.refused(tmp_path)
    assert f"{_place(given, column, 1)}: '-77' is " in refused
    assert str(column.codes[0]) in refused


@each_adapter
def test_a_file_that_is_missing_is_named(adapter: Adapter, tmp_path: Path) -> None:
    needed = next((file for file in adapter.files if not file.optional), None)
    if needed is None or len(adapter.files) == 1:
        other = tmp_path / "empty"
        other.mkdir()
        assert f"{adapter.name} needs the file " in refused(adapter, [other], tmp_path)[0]
        return
    paths = [sheet.write(tmp_path) for sheet in sheets(adapter) if sheet.file != needed]
    [fault] = refused(adapter, paths, tmp_path)
    assert f"{adapter.name} needs the file {needed.patterns[0]}" in fault


@each_adapter
def test_another_encoding_is_told(adapter: Adapter, tmp_path: Path) -> None:
    first, *others = [sheet.write(tmp_path) for sheet in sheets(adapter)]
    first.write_bytes(first.read_bytes().decode().encode("utf-16"))
    assert "is written in UTF-16; save it as" in refused(adapter, [first, *others], tmp_path)[0]


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda c: b"", " is empty"),
    "in Latin-1": (
        lambda c: c.replace(b"word 3", "wörd 3".encode("latin-1")),
        "line 5: byte 0xf6 is not UTF-8; the file is in another encoding",
    ),
    "encoded twice": (
        lambda c: c.replace(b"word 3", "wÃ¶rd 3".encode()),
        "line 5, column stateabb: 'wÃ¶rd 3' has letters of a mixed-up encoding",
    ),
    "a zero byte": (lambda c: c.replace(b"word 3", b"w\0rd 3"), "line 5: a zero byte"),
    "with a column twice": (
        lambda c: c.replace(b"stateabb,ccode", b"ccode,ccode"),
        "has the column ccode twice",
    ),
    "with another column": (
        lambda c: b"\n".join(
            line + (b",1" if n else b",x") for n, line in enumerate(c.splitlines())
        ),
        "has a column x that the authors' file does not have: it is another version",
    ),
    "headings swapped": (
        lambda c: c.replace(b"styear,stmonth", b"stmonth,styear"),
        "has the column stmonth where the authors' file has styear: columns are swapped",
    ),
    "with an open quotation mark": (
        lambda c: c + b'"' + b"x" * 200_000,
        f"line {ROWS + 2}: field larger than field limit (131072); is a quotation mark there not",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_to_the_text_is_told(name: str, tmp_path: Path) -> None:
    change, sentence = DAMAGES[name]
    adapter = small(find("cow-states"))
    first, *others = [sheet.write(tmp_path) for sheet in sheets(adapter)]
    before = first.read_bytes()
    first.write_bytes(change(before))
    assert first.read_bytes() != before
    assert sentence in refused(adapter, [first, *others], tmp_path)[0]


def test_a_file_damaged_in_its_archive_is_refused(tmp_path: Path) -> None:
    adapter = small(find("cow-states"))
    path = tmp_path / "states.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets(adapter):
            archive.write(sheet.write(tmp_path), f"folder/{sheet.name}")
    whole = path.read_bytes()
    add(adapter, [path], Store(tmp_path / "whole"))
    path.write_bytes(whole[:70] + bytes(40) + whole[110:])
    [fault] = refused(adapter, [path], tmp_path)
    assert fault.endswith("states.zip is damaged in folder/states2016.csv; get it again")


def _place(given: Given, column: Column, row: int) -> str:
    line = row + (1 if given.sheet.file.headless else 2)
    return f"{given.sheet.name}, line {line}, column {column.name}"
