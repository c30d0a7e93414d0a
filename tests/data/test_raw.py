"""Files that are not what their authors publish: one sentence each, and the store as it was."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from foedus.data.raw import FileError
from foedus.data.registry import UnknownDatasetError, find
from foedus.data.store import Store
from tests.data.conftest import NOW, authors_files


def damaged(folder: Path, change: Callable[[bytes], bytes]) -> list[Path]:
    """The two files of the state system, the first of them changed."""
    states, majors = authors_files("cow_states/states2016.csv", "cow_states/majors2016.csv")
    folder.mkdir(exist_ok=True)
    path = folder / states.name
    path.write_bytes(change(states.read_bytes()))
    return [path, majors]


def swap(content: bytes, left: int, right: int, *, header: bool) -> bytes:
    lines = [line.split(b",") for line in content.splitlines()]
    for line in lines if header else lines[1:]:
        line[left], line[right] = line[right], line[left]
    return b"\n".join(b",".join(line) for line in lines)


DAMAGES = {
    "cut in a line": (
        lambda c: c[: len(c) // 2],
        "states2016.csv, line 122: 9 fields where the header has 10; the file is cut short or "
        "damaged there",
    ),
    "cut at a line": (
        lambda c: b"\n".join(c.splitlines()[:100]),
        "states2016.csv has 99 rows, and the whole file has at least 243: it is cut short",
    ),
    "in UTF-16": (
        lambda c: c.decode().encode("utf-16"),
        "states2016.csv is written in UTF-16; save it as UTF-8",
    ),
    "in Latin-1": (
        lambda c: c.replace(b"Mexico", "México".encode("latin-1")),
        "byte 0xe9 is not UTF-8; the file is in another encoding",
    ),
    "encoded twice": (
        lambda c: c.replace(b"Mexico", "MÃ©xico".encode()),
        "column statenme: 'MÃ©xico' has letters of a mixed-up encoding",
    ),
    "of another version": (
        lambda c: c.replace(b",2016\n", b",2011\n").replace(b",2016\r\n", b",2011\r\n"),
        "column version: '2011' is none of 2016",
    ),
    "columns swapped": (
        lambda c: swap(c, 3, 6, header=True),
        "has the column endyear where the authors' file has styear: columns are swapped",
    ),
    "values swapped": (
        lambda c: swap(c, 1, 3, header=False),
        "states2016.csv, line 2, column ccode: '1816' is outside 2 to 990",
    ),
    "without a column": (
        lambda c: b"\n".join(line.partition(b",")[2] for line in c.splitlines()),
        "states2016.csv has no column stateabb: it is another file or another version",
    ),
    "with another column": (
        lambda c: b"\n".join(
            line + (b",1" if n else b",x") for n, line in enumerate(c.splitlines())
        ),
        "has a column x that the authors' file does not have: it is another version",
    ),
    "empty": (lambda c: b"", "states2016.csv is empty"),
    "with a word for a number": (
        lambda c: c.replace(b"1920,1,10", b"1920,January,10"),
        "states2016.csv, line 3, column stmonth: 'January' is no whole number",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_gives_a_sentence_and_leaves_the_store_as_it_was(
    name: str, store: Store, tmp_path: Path
) -> None:
    change, sentence = DAMAGES[name]
    before = store.add(find("cow-states"), authors_files("cow_states"), NOW, "")
    with pytest.raises(FileError) as refused:
        store.add(find("cow-states"), damaged(tmp_path / "given", change), NOW, "")
    assert sentence in refused.value.faults[0]
    assert store.manifest("cow-states") == before
    assert store.verify("cow-states") == ()


def test_a_file_that_is_not_there_is_named(store: Store) -> None:
    (states,) = authors_files("cow_states/states2016.csv")
    with pytest.raises(FileError, match=r"cow-states needs the file majors2016.csv"):
        store.add(find("cow-states"), [states], NOW, "")


def test_files_are_found_in_archives_within_archives(store: Store, tmp_path: Path) -> None:
    files = authors_files("cow_states/states2016.csv", "cow_states/majors2016.csv")
    inner, outer = tmp_path / "inner.zip", tmp_path / "outer.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        for file in files:
            archive.write(file, f"folder/{file.name}")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "data/inner.zip")
    manifest = store.add(find("cow-states"), [outer], NOW, "")
    assert [file.known for file in manifest.files] == [True, True]


def test_a_cut_archive_is_refused(store: Store, tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(FileError, match=r"cut.zip is no whole zip archive"):
        store.add(find("cow-states"), [cut], NOW, "")


def test_formal_alliances_are_not_read_and_the_reason_is_given() -> None:
    with pytest.raises(UnknownDatasetError, match="their maintainer asks"):
        find("cow-alliances")
