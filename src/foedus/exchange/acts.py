"""Workbooks of acts: one to fill in, and one with the lines that were refused."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from foedus.acting.declare import Act
from foedus.acting.table import Table, line_of, returned_of
from foedus.errors import QuestionError
from foedus.exchange.workbook import write_document


def empty(act: Act[Any]) -> bytes:
    """A workbook to fill in, a line an act."""
    return _written(list[line_of(act)], [])  # type: ignore[misc]


def returned(table: Table, refused: Mapping[int, QuestionError]) -> bytes:
    """A workbook of the lines that were refused, as they came, each with why.

    It can be mended and sent again.
    """
    return _written(list[returned_of(table.act)], table.returned(refused))  # type: ignore[misc]


def _written(shape: Any, lines: list[dict[str, Any]]) -> bytes:
    made = BytesIO()
    write_document(shape, made, lines)
    return made.getvalue()
