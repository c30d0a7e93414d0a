"""The documents of `exercise` and `msel` as staffs keep them: in workbooks."""

from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from foedus.documents.problems import DefinitionError
from foedus.documents.reading import read_document
from foedus.exchange.workbook import write_document
from foedus.questions.forces.exercise.call import ProgrammeCall
from foedus.questions.forces.msel.events import EventsList
from tests.questions.forces.quad import call, lesson
from tests.questions.forces.test_msel import events, observation
from tests.questions.forces.test_msel import lesson as drawn

DOCUMENTS = [
    ProgrammeCall.model_validate(
        call(lessons=[lesson()], limits=[{"nation": "IND", "a_year": 3}], apart_km=50)
    ),
    EventsList.model_validate(events(observations=[observation()], lessons=[drawn()])),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: type(d).__name__)
def test_nothing_is_lost_in_a_workbook(document: BaseModel, tmp_path: Path) -> None:
    path = tmp_path / "document.xlsx"
    write_document(type(document), path, document)
    assert read_document(path, type(document)) == document


def test_a_broken_cell_is_named_by_sheet_and_address(tmp_path: Path) -> None:
    document = DOCUMENTS[0]
    assert isinstance(document, ProgrammeCall)
    wrong = document.budgets[1].model_copy(update={"amount": Decimal(-5)})
    path = tmp_path / "document.xlsx"
    broken = document.model_copy(update={"budgets": [document.budgets[0], wrong]})
    write_document(ProgrammeCall, path, broken)
    with pytest.raises(DefinitionError) as refused:
        read_document(path, ProgrammeCall)
    assert any("Budgets!B3" in str(problem) for problem in refused.value.problems)
