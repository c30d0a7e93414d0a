"""Writing a table to a file: Parquet, CSV, Arrow or Stata, by the name of the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedus.errors import FoedusError
from foedus.model.answers import Labels

if TYPE_CHECKING:
    import polars as pl

LABEL: Final = 80
"""Signs of a label in Stata."""
PLAIN: Final = Labels()
FORMS: Final = (".parquet", ".csv", ".arrow", ".dta")


class TableError(FoedusError):
    """A file that a table cannot be written to, in one sentence."""


def check_path(path: Path) -> None:
    """Raise TableError where the name of the file says no form that there is."""
    if path.suffix.lower() not in FORMS:
        raise TableError(f"{path.name}: a table is written to {', '.join(FORMS)}")


def write_table(table: "pl.LazyFrame", path: Path, labels: Labels = PLAIN) -> None:
    """Write a table; a file of Stata says what its columns and codes mean. Raises TableError."""
    import polars as pl

    check_path(path)
    frame = table.collect()
    try:
        match path.suffix.lower():
            case ".parquet":
                frame.write_parquet(path, compression="lz4", statistics=False)
            case ".csv":
                frame.write_csv(path)
            case ".arrow":
                frame.write_ipc(path)
            case _:
                _stata(frame, path, labels)
    except (OSError, pl.exceptions.ComputeError) as error:
        told = getattr(error, "strerror", None) or str(error).rpartition("error: ")[2]
        raise TableError(f"{path} cannot be written: {told}") from None


def _stata(frame: "pl.DataFrame", path: Path, labels: Labels) -> None:
    """Stata 14 and later; its integers have no room for all missing values, so pandas decides."""
    import pandas as pd
    import polars as pl

    columns = {}
    for series in frame.get_columns():
        values = series
        if series.dtype == pl.Boolean:
            values = series.cast(pl.Int8)
        if series.null_count() and series.dtype.is_numeric():
            values = values.cast(pl.Float64)
        if series.dtype == pl.Date:
            values = values.cast(pl.Datetime("us"))
        columns[series.name] = values.to_list() if series.dtype == pl.String else values.to_numpy()
    dates = {s.name: "td" for s in frame.get_columns() if s.dtype == pl.Date}
    pd.DataFrame(columns).to_stata(
        path,
        write_index=False,
        version=118,
        convert_dates=dates,
        data_label=_short(labels.title) or None,
        variable_labels={n: _short(s) for n, s in labels.columns.items() if n in columns},
        value_labels={n: dict(c) for n, c in labels.codes.items() if n in columns},
    )


def _short(text: str) -> str:
    """A label in the room that Stata has for one; what is left out stands in the codebook."""
    if len(text) <= LABEL:
        return text
    return f"{text[: LABEL - 3].rsplit(' ', 1)[0]} ..."
