"""A cell of another's table as foedus's own would be: its number, day, moment or word."""

from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any

from pydantic.fields import FieldInfo

from foedus.documents.columns.map import NUMBERS, ColumnEntry, Styles, said
from foedus.documents.columns.styles import (
    Decimals,
    clocked,
    read_day,
    read_moment,
    read_number,
)
from foedus.documents.formats import hundreds
from foedus.documents.shapes import is_mapping, is_texts, kinds_of
from foedus.documents.workbook import MOMENTS, given
from foedus.documents.xlsx import Cell


def converted(cell: Cell, column: ColumnEntry, styles: Styles, field: FieldInfo) -> Cell:
    """What a cell holds, as a cell of foedus's own would. Raises ValueError."""
    annotation = field.annotation
    if is_mapping(annotation):
        text = str(cell.value)
        return Cell(text.replace(column.between, ",") if column.between else text, form=cell.form)
    if is_texts(annotation) and isinstance(cell.value, str):
        parts = [part.strip() for part in cell.value.split(column.between or ",") if given(part)]
        return Cell([_one(Cell(part), column, styles, field).value for part in parts])
    return _one(cell, column, styles, field)


def _one(cell: Cell, column: ColumnEntry, styles: Styles, field: FieldInfo) -> Cell:
    value = cell.value
    if column.values:
        told = {said(text): meant for text, meant in column.values.items()}
        if said(value) in told:
            return Cell(told[said(value)])
    kinds = kinds_of(field.annotation) - {NoneType}
    if kinds & NUMBERS and not isinstance(value, bool | date):
        return _number(cell, column, styles.decimals)
    if kinds & MOMENTS:
        return Cell(_moment(value, styles), form=cell.form)
    if date in kinds and isinstance(value, str):
        found = read_day(value, styles.dates)
        return Cell(value if found is None else datetime(found.year, found.month, found.day))
    return cell


def _number(cell: Cell, column: ColumnEntry, style: Decimals | None) -> Cell:
    value, form = cell.value, cell.form
    if isinstance(value, str):
        text = value.strip()
        shared = text.endswith("%")
        found = read_number(text.rstrip("% \u00a0\u202f") if shared else text, style)
        if found is None:
            return cell
        if shared:
            value, form = float(found / 100), "0%"
        else:
            return Cell(_scaled(found, column))
    if column.factor is None:
        return Cell(value, form=form)
    if hundreds(form, value):
        raise ValueError(
            "the cell holds a percentage, which is not counted in a unit; drop `factor`"
        )
    return Cell(_scaled(Decimal(repr(value)), column))


def _scaled(value: Decimal, column: ColumnEntry) -> int | str:
    """A number in foedus's own unit: whole, or the text of its digits, which loses none."""
    found = value * (column.factor or 1)
    return int(found) if found == found.to_integral_value() else f"{found:f}"


def _moment(value: Any, styles: Styles) -> Any:
    if isinstance(value, datetime):
        return clocked(value.isoformat(), styles.zone) if styles.zone else value
    if not isinstance(value, str):
        return value
    found = read_moment(value, styles.dates, styles.zone)
    return value if found is None else found
