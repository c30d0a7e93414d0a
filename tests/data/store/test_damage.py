"""A store that changed beside us: one sentence with what to do, and never a traceback.

The kind: a damaged or exchanged Parquet file ended `panel` and `data sql` in a traceback.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

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


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "junk behind it": lambda content: content + b"junk\n",
    "cut short": lambda content: content[:-40],
    "empty": lambda _: b"",
    "a text": lambda _: b"not found\n",
    "other bytes in it": _flipped,
    "another table": _another,
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
