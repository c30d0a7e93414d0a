"""Files that are not what their authors publish: one sentence each, and the store as it was."""

import csv
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from foedus.data.store.raw import FileError
from foedus.data.store.registry import UnknownDatasetError, find
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES, authors_files
from tests.data.store.made_up import ADAPTER, written


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
        "column version: '2011' is of another version than 2016",
    ),
    "columns swapped": (
        lambda c: swap(c, 3, 6, header=True),
        "has the column endyear where the authors' file has styear: columns are swapped",
    ),
    "values swapped": (
        lambda c: swap(c, 1, 3, header=False),
        "states2016.csv, line 2, column ccode: '1816' is outside 2 to 990",
    ),
    "begin and end swapped": (
        lambda c: swap(c, 3, 6, header=False),
        "states2016.csv has in the column styear what the authors' file has in endyear: columns",
    ),
    "a state ends before it begins": (
        lambda c: c.replace(b"1816,1,1,2016,12,31", b"1916,1,1,1816,12,31", 1),
        "states2016.csv, row 1: it ends before it begins; are columns swapped?",
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
    "with a column twice": (
        lambda c: c.replace(b"stateabb,ccode", b"ccode,ccode", 1),
        "states2016.csv has the column ccode twice",
    ),
    "with an open quotation mark": (
        lambda c: b"\n".join(c.splitlines()[:100]) + b'\n"' + b"x" * 200_000,
        "states2016.csv, line 101: field larger than field limit (131072); is a quotation mark",
    ),
    "with a word for a number": (
        lambda c: c.replace(b"1920,1,10", b"1920,January,10"),
        "states2016.csv, line 3, column stmonth: 'January' is not a whole number",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_gives_a_sentence_and_leaves_the_store_as_it_was(
    name: str, store: Store, tmp_path: Path
) -> None:
    change, sentence = DAMAGES[name]
    before = store.add(find("cow-states"), authors_files("cow_states"), NOW, "", STATES)
    with pytest.raises(FileError) as refused:
        store.add(find("cow-states"), damaged(tmp_path / "given", change), NOW, "", STATES)
    assert sentence in refused.value.faults[0]
    assert store.manifest("cow-states") == before
    assert store.verify("cow-states") == ()


def test_a_file_that_is_not_there_is_named(store: Store) -> None:
    (states,) = authors_files("cow_states/states2016.csv")
    with pytest.raises(FileError, match=r"cow-states needs the file majors2016.csv"):
        store.add(find("cow-states"), [states], NOW, "", STATES)


def test_files_are_found_in_archives_within_archives(store: Store, tmp_path: Path) -> None:
    files = authors_files("cow_states/states2016.csv", "cow_states/majors2016.csv")
    inner, outer = tmp_path / "inner.zip", tmp_path / "outer.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        for file in files:
            archive.write(file, f"folder/{file.name}")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "data/inner.zip")
    manifest = store.add(find("cow-states"), [outer], NOW, "", STATES)
    assert [file.known for file in manifest.files] == [True, True]


def test_a_cut_archive_is_refused(store: Store, tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(FileError, match=r"cut.zip is not a complete zip archive"):
        store.add(find("cow-states"), [cut], NOW, "", STATES)


def packed(path: Path, content: bytes, name: str = "states2016.csv") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def test_a_file_damaged_in_its_archive_is_refused(store: Store, tmp_path: Path) -> None:
    (states,) = authors_files("cow_states/states2016.csv")
    path = packed(tmp_path / "states.zip", states.read_bytes())
    content = bytearray(path.read_bytes())
    content[1000:1100] = bytes(100)
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"states.zip is damaged in states2016.csv; get it again"):
        store.add(find("cow-states"), [path], NOW, "", STATES)


def test_a_locked_archive_is_refused(store: Store, tmp_path: Path) -> None:
    path = packed(tmp_path / "states.zip", b"x")
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag of encryption, of the file itself and in the list of contents
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"states.zip has locked states2016.csv by a password"):
        store.add(find("cow-states"), [path], NOW, "", STATES)


def test_what_would_fill_the_memory_is_refused_unread(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.data.store.raw.LARGEST", 1_000_000)
    path = packed(tmp_path / "states.zip", bytes(2_000_000))
    with pytest.raises(FileError, match=r"would take 2 MB of memory unpacked, and at most 1 MB"):
        store.add(find("cow-states"), [path], NOW, "", STATES)


def test_a_text_of_more_values_than_any_dataset_has_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.data.store.raw.CELLS", 1000)
    file = written(tmp_path, 1)
    file.write_bytes(file.read_bytes() + b"\n" * 1000)
    with pytest.raises(
        FileError, match=r"made-up.csv has more than 1,000 values, more than any dataset"
    ):
        store.add(ADAPTER, [file], NOW, "", STATES)


def test_a_table_of_more_rows_than_any_dataset_has_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parquet may say the same a thousand million times in a few bytes."""
    monkeypatch.setattr("foedus.data.store.raw.CELLS", 1000)
    file = tmp_path / "made-up.parquet"
    pl.DataFrame({"serial": [1] * 5000, "value": [1] * 5000}).write_parquet(file)
    with pytest.raises(FileError, match=r"made-up.parquet has 5,000 rows, and at most 500 are"):
        store.add(ADAPTER, [file], NOW, "", STATES)


@pytest.mark.skipif(os.name != "posix", reason="pipes with names are of POSIX systems")
def test_what_never_ends_is_no_file_of_a_dataset(store: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "made-up.csv"
    os.mkfifo(pipe)
    for endless in (pipe, Path("/dev/zero")):
        with pytest.raises(FileError, match=r"is a device or a pipe, which may never end; save it"):
            store.add(ADAPTER, [endless], NOW, "", STATES)


def test_an_entry_of_an_archive_that_lies_is_found_out(store: Store, tmp_path: Path) -> None:
    path = packed(tmp_path / "states.zip", bytes(5_000_000))
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"states.zip is damaged in states2016.csv; get it again"):
        store.add(find("cow-states"), [path], NOW, "", STATES)


def test_archives_within_archives_end_somewhere(store: Store, tmp_path: Path) -> None:
    path = packed(tmp_path / "0.zip", b"x")
    for depth in range(1, 4):
        path = packed(tmp_path / f"{depth}.zip", path.read_bytes(), path.name)
    with pytest.raises(FileError, match=r"is an archive within 3 others; unpack it first"):
        store.add(find("cow-states"), [path], NOW, "", STATES)


@pytest.mark.parametrize("word", ["inf", "nan", "1e999"])
def test_what_is_no_finite_number_is_refused(word: str, store: Store, tmp_path: Path) -> None:
    (file,) = authors_files("cow_nmc/NMC-60-abridged.csv")
    path = tmp_path / file.name
    path.write_bytes(file.read_bytes().replace(b",3823,", f",{word},".encode(), 1))
    with pytest.raises(FileError, match=f"column milex: '{word}' is not a whole number"):
        store.add(find("nmc"), [path], NOW, "", STATES)


@pytest.mark.parametrize(
    ("dataset", "file", "left", "right"),
    [
        ("gml-mid", "peacesciencer/gml_dirdisp.csv", "hostlev1", "hostlev2"),
        ("tss-rivalries", "peacesciencer/tss_rivalries.csv", "positional", "spatial"),
        ("nato-expenditure", "nato_defence_exp/nato_pct_gdp_2014_2024e.csv", "2014", "2015"),
        ("mme", "troopdata/mme_v7.csv", "Land", "Sea"),
        ("gdp", "isard/cw_gdppop.csv", "mrgdppc", "pwtrgdp"),
    ],
)
def test_like_columns_that_changed_places_are_seen(
    dataset: str, file: str, left: str, right: str, store: Store, tmp_path: Path
) -> None:
    (path,) = authors_files(file)
    header, *rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    one, other = header.index(left), header.index(right)
    for row in rows:
        row[one], row[other] = row[other], row[one]
    given = tmp_path / path.name
    with given.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows([header, *rows])
    sentence = f"{path.name} has in the column {left} what the authors' file has in {right}"
    with pytest.raises(FileError, match=sentence):
        store.add(find(dataset), [given], NOW, "", STATES)
    assert store.names() == ()


def test_values_of_another_version_are_no_swapped_columns(store: Store, tmp_path: Path) -> None:
    (path,) = authors_files("cow_nmc/NMC-60-abridged.csv")
    given = tmp_path / path.name
    given.write_bytes(path.read_bytes().replace(b",3823,", b",3824,", 1))
    assert not store.add(find("nmc"), [given], NOW, "", STATES).files[0].known


def test_formal_alliances_are_not_read_and_the_reason_is_given() -> None:
    with pytest.raises(UnknownDatasetError, match="their maintainer asks"):
        find("cow-alliances")
