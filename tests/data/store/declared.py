"""Files made up from what an adapter declares, where none of the authors' files are."""

import csv
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from foedus.data.store.adapter import Adapter, Column, File
from foedus.data.store.raw import is_workbook

ROWS: Final = 12


class Sheet(NamedTuple):
    """A file to be written: its name, its header and its rows."""

    file: File
    header: list[str]
    rows: list[list[str]]

    @property
    def name(self) -> str:
        return next(p for p in self.file.patterns if not p.endswith(".parquet")).replace("*", "-")

    def put(self, column: Column, value: str, row: int = 0) -> None:
        self.rows[row][self.header.index(column.name)] = value

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        with path.open("w", encoding=self.file.encoding, newline="") as written:
            writer = csv.writer(written, delimiter=self.file.delimiter)
            writer.writerows(self.rows if self.file.headless else [self.header, *self.rows])
        return path


def small(adapter: Adapter) -> Adapter:
    """The adapter for files of few rows: `rows`, the fewest that the whole file has, is ours."""
    files = tuple(msgspec.structs.replace(file, rows=ROWS) for file in adapter.files)
    return msgspec.structs.replace(adapter, files=files)


def sheets(adapter: Adapter) -> list[Sheet]:
    """Its files, each with every declared column and a right value in each cell."""
    return [_sheet(file) for file in adapter.files]


def made_of_text(adapter: Adapter) -> bool:
    """Whether all its files may be text; workbooks have tests of their own."""
    return not any(is_workbook(pattern) for file in adapter.files for pattern in file.patterns)


def _sheet(file: File) -> Sheet:
    header = [column.name for column in file.columns]
    return Sheet(file, header, [[_right(c, row) for c in file.columns] for row in range(ROWS)])


def _right(column: Column, row: int) -> str:
    """A value that the column may have, which differs from row to row where it can."""
    if column.codes:
        return str(column.codes[row % len(column.codes)])
    low = 1 if column.low is None else column.low
    high = low + ROWS if column.high is None else column.high
    match column.kind:
        case "text":
            return f"word {row}"
        case "date":
            text = column.form.replace("%Y", f"{int(low):04}")
            return text.replace("%m", "01").replace("%d", f"{row + 1:02}")
        case _:
            return f"{min(low + row, high):g}"
