"""The cells of a file of another's making: the sheets of a workbook, or the lines of a CSV file."""

import csv
import io
from pathlib import Path
from typing import Final

from foedus.documents.columns.map import SEPARATORS, Encoding, Separator
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.reading import CSV, WORKBOOKS
from foedus.documents.xlsx import CELLS, Book, Cell, Rows, Sheet, WorkbookError

KINDS: Final = (*WORKBOOKS, *CSV)
SEPARATED: Final[tuple[Separator, ...]] = (";", "tab", "|", ",")
LOOKED_AT: Final = 25
"""Lines by which the form of a CSV file is told."""


def is_table(name: str) -> bool:
    """Whether a file of that name is a workbook or a CSV file."""
    return Path(name).suffix.lower() in KINDS


def has_sheets(name: str) -> bool:
    """Whether a file of that name is a workbook."""
    return Path(name).suffix.lower() in WORKBOOKS


def sheets_of(
    name: str, content: bytes, separator: Separator, encoding: Encoding
) -> dict[str, Sheet]:
    """The sheets of a file by their titles; that of a CSV file has none. Raises DefinitionError."""
    if not has_sheets(name):
        return {"": Sheet(lines_of(name, text_in(name, content, encoding), separator), ())}
    try:
        book = Book(content)
        return {title: book.sheet(title) for title in book.titles}
    except WorkbookError as error:
        message = f"not a workbook that can be read: it {error}"
        raise DefinitionError([Problem(name, 1, "", message)]) from None


def text_in(name: str, content: bytes, encoding: Encoding) -> str:
    """The text of a CSV file. Raises DefinitionError."""
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        told = f"is not {encoding} text; say `encoding` in the map (utf-8, cp1252 or utf-16)"
        raise DefinitionError([Problem(name, line, "", told)]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DefinitionError([Problem(name, line, "", "a zero byte; this is not a CSV file")])
    return text


def lines_of(name: str, text: str, separator: Separator) -> Rows:
    """The filled cells of a CSV file by row and column. Raises DefinitionError."""
    rows: Rows = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS[separator], strict=True)
    filled = 0
    try:
        for number, line in enumerate(reader, 1):
            cells = {at: Cell(part) for at, part in enumerate(line, 1) if part.strip()}
            filled += len(cells)
            if filled > CELLS:
                told = f"more than {CELLS:,} filled cells, the most that are read; split the file"
                raise DefinitionError([Problem(name, number, "", told)])
            if cells:
                rows[number] = cells
    except csv.Error as error:
        told = f"{error}; is a quotation mark there not closed?"
        raise DefinitionError([Problem(name, reader.line_num, "", told)]) from None
    return rows


def form_of(name: str, content: bytes) -> tuple[Separator, Encoding]:
    """What stands between the values of a CSV file, and how it is written."""
    if has_sheets(name):
        return ",", "utf-8"
    encoding: Encoding = "utf-8"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            encoding = "cp1252"
    lines = content.decode(encoding, "replace").splitlines()[:LOOKED_AT]
    counts = {s: _even(lines, SEPARATORS[s]) for s in SEPARATED}
    best = max(SEPARATED, key=lambda s: counts[s])
    return (best if counts[best] else ","), encoding


def _even(lines: list[str], sign: str) -> int:
    """In how many lines a sign stands as often as it does in most."""
    often = [count for line in lines if (count := line.count(sign))]
    return max((often.count(count) for count in often), default=0)
