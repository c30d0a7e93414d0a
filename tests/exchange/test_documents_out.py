"""A document written to a workbook has typed cells, and is read back as it was."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pydantic import TypeAdapter

from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.documents.reading import read_document_bytes
from foedus.exchange.workbook import write_document


def documents() -> Iterator[tuple[str, str, Any]]:
    for name, question in every().items():
        for field, taken in question.documents.items():
            given = question.example.get(field, question.example.get(taken.known))
            if given is not None:
                yield name, field, given


@pytest.mark.parametrize(("name", "field", "given"), list(documents()), ids=str)
def test_a_document_comes_back_as_it_went(name: str, field: str, given: Any, world: World) -> None:
    shape: Any = every()[name].documents[field].shape
    content = TypeAdapter(Any).dump_json(given)
    read: Any = read_document_bytes("given.json", content, shape, world.catalogue)
    made = BytesIO()
    write_document(shape, made, read)
    assert read_document_bytes("made.xlsx", made.getvalue(), shape, world.catalogue) == read


def test_days_costs_and_counts_of_a_document_are_typed(world: World) -> None:
    [(_, _, given)] = [d for d in documents() if d[0] == "exercise"]
    shape: Any = every()["exercise"].documents["call"].shape
    content = TypeAdapter(Any).dump_json(given)
    read: Any = read_document_bytes("given.json", content, shape, world.catalogue)
    made = BytesIO()
    write_document(shape, made, read)
    made.seek(0)
    kinds = {
        (str(column[0].value), type(cell.value))
        for sheet in load_workbook(made).worksheets
        if sheet.title != "Help"
        for column in sheet.iter_cols()
        for cell in column[1:]
        if cell.value is not None
    }
    typed = {name for name, kind in kinds if kind in (datetime, int, float)}
    assert {"Starts", "Ends", "Cost"} <= typed
