"""Reading a sheet of a workbook that a user brings: the header is found, not assumed."""

import io
import zipfile
from fnmatch import fnmatch

from foedus.data.store.adapter import File
from foedus.data.store.raw import FileError, Found


def workbook_rows(file: File, found: Found) -> tuple[list[str], list[list[str]], list[int]]:
    """The header, the rows below it, and the number of each row. Raises FileError."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(found.content), data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise FileError([f"{found.name} is no whole workbook; get it again"]) from None
    sheets = [name for name in book.sheetnames if fnmatch(name.lower(), file.sheet.lower())]
    if not sheets:
        has = ", ".join(book.sheetnames[:8])
        raise FileError([f"{found.name} has no sheet called {file.sheet} (it has {has})"])
    cells = book[sheets[0]].iter_rows(values_only=True)
    rows = [[_text(cell) for cell in row] for row in cells]
    wanted = {column.name for column in file.columns if not column.optional}
    top = next((n for n, row in enumerate(rows) if wanted <= set(row)), None)
    if top is None:
        raise FileError(
            [
                f"{found.name}, sheet {sheets[0]}: no row has the headings "
                f"{', '.join(sorted(wanted))}; it is another sheet or another version"
            ]
        )
    used = [n for n, name in enumerate(rows[top]) if name]
    body = [(n + 1, row) for n, row in enumerate(rows) if n > top and any(row)]
    return (
        [rows[top][n] for n in used],
        [[row[n] for n in used] for _, row in body],
        [number for number, _ in body],
    )


def _text(cell: object) -> str:
    """What stands in a cell; a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
