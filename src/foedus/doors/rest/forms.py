"""The forms that an answer can have over HTTP, and which of them this installation can write."""

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, Final, Literal, TypeAlias

from foedus.asking.declare import Question
from foedus.model.answers import Answer

JSON: Final = "application/json"
FileForm: TypeAlias = Literal["xlsx", "ics"]
Form: TypeAlias = Literal["json"] | FileForm
FORMS: Final[dict[Form, str]] = {
    "json": JSON,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
}


def writes_workbooks() -> bool:
    """Whether workbooks can be written here; reading them needs another package still."""
    return find_spec("xlsxwriter") is not None and find_spec("openpyxl") is not None


def files_of(question: Question[Any, Any]) -> Iterator[FileForm]:
    """The files that the answer of a question can be had as."""
    if writes_workbooks():
        yield "xlsx"
    if question.answer.calendar is not Answer.calendar and find_spec("icalendar") is not None:
        yield "ics"


def written(answer: Answer, form: Form) -> bytes:
    """The answer as a file."""
    if form == "ics":
        from foedus.exchange.icalendar import to_icalendar

        return to_icalendar(answer)
    from foedus.exchange.workbook import write_answer

    content = io.BytesIO()
    write_answer(answer, content)
    return content.getvalue()
