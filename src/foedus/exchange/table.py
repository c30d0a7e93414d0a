"""Writing a table to a file: Parquet, CSV, Arrow or Stata, by the name of the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedus.errors import FoedusError

if TYPE_CHECKING:
    import polars as pl

FORMS: Final = (".parquet", ".csv", ".arrow", ".dta")


class TableError(FoedusError):
    """A file that a table cannot be written to, in one sentence."""


def check_path(path: Path) -> None:
    """Raise TableError where the name of the file says no form that there is."""
    if path.suffix.lower() not in FORMS:
        raise TableError(f"{path.name}: a table is written to {', '.join(FORMS)}")


def write_table(table: "pl.LazyFrame", path: Path) -> None:
    """Write a table. Raises TableError."""
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
                _stata(frame, path)
    except (OSError, pl.exceptions.ComputeError) as error:
        told = getattr(error, "strerror", None) or str(error).rpartition("error: ")[2]
        raise TableError(f"{path} cannot be written: {told}") from None


def _stata(frame: "pl.DataFrame", path: Path) -> None:
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
    pd.DataFrame(columns).to_stata(path, write_index=False, version=118, convert_dates=dates)
