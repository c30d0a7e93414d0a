"""Rows that stand twice: no table of the store says two things of one subject."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from foedus.model.wording import counted

if TYPE_CHECKING:
    import polars as pl


def repeated(
    frame: "pl.DataFrame", key: Sequence[str], name: str, lines: Sequence[int]
) -> Iterator[str]:
    """A sentence where rows have the key of one before them: the first of these, and how many."""
    import polars as pl

    if not key or frame.is_empty():
        return
    named_at_all = ~pl.all_horizontal(pl.col(key).is_null())  # a note below a table is no subject
    again = frame.select(named_at_all & ~pl.struct(key).is_first_distinct()).to_series().arg_true()
    if not len(again):
        return
    row = int(again[0])
    named = frame.select(key).row(row, named=True)
    same = frame.select(pl.all_horizontal(pl.col(c).eq_missing(v) for c, v in named.items()))
    before = lines[int(same.to_series().arg_true()[0])]
    more = f" ({counted(len(again) - 1, 'more row')} of the kind)" if len(again) > 1 else ""
    yield (
        f"{name}, line {lines[row]}: {_told(named)} stands on line {before} already, and may stand "
        f"once{more}; remove the row that is wrong"
    )


def doubled(
    tables: "Mapping[str, pl.DataFrame]", keys: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """A sentence for each table that has a key twice: several rows of a file make one subject."""
    import polars as pl

    for table, key in keys.items():
        frame = tables[table]
        again = frame.filter(~pl.struct(key).is_first_distinct())
        if again.height:
            named = again.select(key).row(0, named=True)
            yield (
                f"two rows of the file are of one subject: the table {table} would have "
                f"{_told(named)} twice; remove the row that is wrong"
            )


def _told(named: Mapping[str, object]) -> str:
    return ", ".join(
        f"{column} {'not known' if value is None else value}" for column, value in named.items()
    )
