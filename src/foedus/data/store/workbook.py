"""Reading a sheet of a workbook that a user brings: the header is found, not assumed."""

from fnmatch import fnmatch

from foedus.data.store.adapter import File
from foedus.data.store.raw import FileError, Found


def workbook_rows(file: File, found: Found) -> tuple[list[str], list[list[str]], list[int]]:
    """The header, the rows below it, and the number of each row. Raises FileError."""
    from foedus.documents.xlsx import Book, WorkbookError

    try:
        book = Book(found.content)
        sheets = [name for name in book.titles if fnmatch(name.lower(), file.sheet.lower())]
        if not sheets:
            has = ", ".join(book.titles[:8])
            raise FileError([f"{found.name} has no sheet called {file.sheet} (it has {has})"])
        filled = sorted(book.sheet(sheets[0]).rows.items())
    except WorkbookError as error:
        raise FileError([f"{found.name} {error}"]) from None
    rows = {
        number: {column: text for column, cell in cells.items() if (text := _text(cell.value))}
        for number, cells in filled
    }
    wanted = {column.name for column in file.columns if not column.optional}
    top = next((number for number, row in rows.items() if wanted <= set(row.values())), None)
    if top is None:
        raise FileError(
            [
                f"{found.name}, sheet {sheets[0]}: no row has the headings "
                f"{', '.join(sorted(wanted))}; it is another sheet or another version"
            ]
        )
    used = sorted(rows[top])
    body = {number: row for number, row in rows.items() if number > top and row}
    return (
        [rows[top][column] for column in used],
        [[row.get(column, "") for column in used] for row in body.values()],
        list(body),
    )


def _text(cell: object) -> str:
    """What stands in a cell; a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
