"""A store that changed beside us: one sentence with what to do, and never a traceback.

The kind: a damaged or exchanged Parquet file ended `panel` and `data sql` in a traceback.
"""

import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import duckdb
import polars as pl
import pytest

from foedus.data.estimates.ideal_points import stored
from foedus.data.store import sql
from foedus.data.store.manifest import MissingDataError
from foedus.data.store.sql import SqlError, ask
from foedus.data.store.store import Store
from tests.data.conftest import NOW
from tests.data.store.made_up import ADAPTER, NAME, written

ADVICE = (
    f"{NAME}: the table lines is not as it was stored; `foedus data add {NAME}` brings it again"
)


@pytest.fixture
def lines(store: Store, tmp_path: Path) -> Path:
    """The file of a table of the store."""
    stored = store.add(ADAPTER, [written(tmp_path, 1)], NOW, "", {})
    return stored.within(store.folder) / "lines.parquet"


def _another(_: bytes) -> bytes:
    content = BytesIO()
    pl.DataFrame({"other": [1, 2, 3]}).write_parquet(content)
    return content.getvalue()


def _flipped(content: bytes) -> bytes:
    """The pages of the first column, without the marks at the ends."""
    return content[:4] + bytes(255 - byte for byte in content[4:120]) + content[120:]


def _fewer(content: bytes) -> bytes:
    """A table that is whole and has fewer rows: whoever reads it would be wrong without a word."""
    fewer = BytesIO()
    pl.read_parquet(BytesIO(content)).head(10).write_parquet(fewer)
    return fewer.getvalue()


def _unread(content: bytes) -> bytes:
    """Other bytes where a query of one column does not look."""
    middle = len(content) // 2
    return b"XXXX" + content[4:middle] + b"\0" + content[middle + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "junk behind it": lambda content: content + b"junk\n",
    "cut short": lambda content: content[:-40],
    "empty": lambda _: b"",
    "a text": lambda _: b"not found\n",
    "other bytes in it": _flipped,
    "another table": _another,
    "fewer rows": _fewer,
    "bytes that are not looked at": _unread,
    "zeros": lambda content: bytes(len(content)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_table_that_was_damaged_is_told_with_what_to_do(
    damage: str, store: Store, lines: Path
) -> None:
    lines.write_bytes(DAMAGES[damage](lines.read_bytes()))
    with pytest.raises(MissingDataError) as refused, store.reading() as reading:
        reading.scan(NAME, "lines").select(pl.col("value").sum(), pl.col("serial").max()).collect()
    assert str(refused.value) == ADVICE
    with pytest.raises(MissingDataError) as refused:
        ask(store, f'select sum(value), max(serial) from "{NAME}/lines"')
    assert str(refused.value) == ADVICE


def test_a_table_that_is_gone_is_told_with_what_to_do(store: Store, lines: Path) -> None:
    lines.unlink()
    with pytest.raises(MissingDataError, match=f"`foedus data add {NAME}`"):
        ask(store, f'select * from "{NAME}/lines"')


@pytest.mark.parametrize(
    "query",
    [
        "select cast('x' as int)",
        f'select cast(value as varchar)::date from "{NAME}/lines"',
        f'select nothing from "{NAME}/lines"',
        "select",
        "select * from nowhere",
    ],
)
def test_a_query_at_fault_is_not_blamed_on_a_table(query: str, store: Store, lines: Path) -> None:
    with pytest.raises(SqlError):
        ask(store, query)
    assert lines.exists()


def test_what_fails_for_another_reason_is_not_hidden(store: Store, lines: Path) -> None:
    with pytest.raises(ZeroDivisionError), store.reading() as reading:
        assert reading.scan(NAME, "lines").collect().height / 0
    assert lines.exists()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _endless(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes in folders nor /dev/zero")
@pytest.mark.parametrize("put", [_pipe, _endless])
def test_what_never_ends_in_place_of_a_file_is_not_waited_for(
    put: Callable[[Path], None], store: Store, lines: Path
) -> None:
    told = "a device or a pipe lies in place of a file"
    put(lines)
    with pytest.raises(MissingDataError, match=told):
        ask(store, f'select * from "{NAME}/lines"')
    assert store.verify(NAME) == (f"{NAME}: the table lines cannot be read: {told}",)
    put(store.folder / f"{NAME}.json")
    with pytest.raises(MissingDataError, match=told):
        store.manifest(NAME)


MANIFESTS: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda content: content[:50],
    "empty": lambda _: b"",
    "a list": lambda _: b"[]",
    "letters of no encoding": lambda content: content.replace(b"made-up", b"made\xffup"),
    "deep": lambda _: b"[" * 100_000,
}


@pytest.mark.parametrize("damage", MANIFESTS)
def test_a_manifest_that_was_damaged_is_told_with_what_to_do(
    damage: str, store: Store, lines: Path
) -> None:
    assert lines.exists()
    path = store.folder / f"{NAME}.json"
    path.write_bytes(MANIFESTS[damage](path.read_bytes()))
    with pytest.raises(MissingDataError, match=f"`foedus data add {NAME}` fetches it again"):
        store.manifest(NAME)
    assert len(store.key) == 64


def test_a_table_that_the_manifest_does_not_name_is_not_taken_for_one(
    store: Store, lines: Path
) -> None:
    path = store.folder / f"{NAME}.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["tables"] = [table for table in told["tables"] if table["name"] != "lines"]
    path.write_text(json.dumps(told), encoding="utf-8")
    assert lines.exists()
    with pytest.raises(MissingDataError, match="the table lines is not as it was stored"):
        store.scan(NAME, "lines")


def test_a_large_result_is_counted_so_far_and_not_held(
    store: Store, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lines.exists()
    monkeypatch.setattr(sql, "CHUNK", 100)
    monkeypatch.setattr(sql, "COUNTED", 250)
    every = f'select value from "{NAME}/lines"'
    few = ask(store, every, 5)
    assert (len(few.rows), few.more, few.ends) == (5, 295, False)
    monkeypatch.setattr(sql, "COUNTED", 300)
    few = ask(store, every, 5)
    assert (len(few.rows), few.more, few.ends) == (5, 295, True)
    monkeypatch.setattr(sql, "CELLS", 199)
    with pytest.raises(SqlError, match="too large to be held in memory; ask for less of it"):
        ask(store, every)


def test_a_query_that_needs_more_memory_than_there_is_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    small: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": "30MB",
        "max_temp_directory_size": "0MB",
    }
    narrow = duckdb.connect(":memory:", config=small)
    monkeypatch.setattr(duckdb, "connect", lambda _: narrow)
    with pytest.raises(SqlError, match="needs more memory than there is; ask for fewer rows"):
        ask(store, "select list(a.range) from range(20000000) a")


def test_an_estimate_that_was_damaged_is_not_read(store: Store, tmp_path: Path) -> None:
    made = pl.DataFrame({"session": [1, 2]})
    stored._write(made, tmp_path, "ideal-points-1-x")
    [path] = tmp_path.glob("ideal-points-1-x-*.parquet")
    assert stored._is_whole(path)
    assert pl.read_parquet(path).equals(made)
    path.write_bytes(path.read_bytes() + b"junk")
    assert not stored._is_whole(path)
