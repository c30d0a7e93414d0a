"""The forms that an answer can have over HTTP, and which of them this installation can write."""

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, Final, Literal, TypeAlias, get_args

from foedus.asking.declare import Question
from foedus.asking.world import World
from foedus.exchange.pictures.draw import Kind, drawable, picture
from foedus.model.answers import Answer

JSON: Final = "application/json"
SVG, PNG = "image/svg+xml", "image/png"
Drawn: TypeAlias = Literal["chart.svg", "chart.png", "map.svg", "map.png"]
FileForm: TypeAlias = Literal["xlsx", "ics"] | Drawn
Form: TypeAlias = Literal["json"] | FileForm
FORMS: Final[dict[Form, str]] = {
    "json": JSON,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
    "chart.svg": SVG,
    "chart.png": PNG,
    "map.svg": SVG,
    "map.png": PNG,
}
DRAWN: Final[tuple[Drawn, ...]] = get_args(Drawn)


def writes_workbooks() -> bool:
    """Whether workbooks can be written here; reading them needs another package still."""
    return find_spec("xlsxwriter") is not None and find_spec("openpyxl") is not None


def files_of(question: Question[Any, Any]) -> Iterator[FileForm]:
    """The files that the answer of a question can be had as."""
    if writes_workbooks():
        yield "xlsx"
    if question.answer.calendar is not Answer.calendar and find_spec("icalendar") is not None:
        yield "ics"
    able = drawable(question.answer)
    converts = find_spec("vl_convert") is not None
    for form in DRAWN:
        if able[kind_of(form)] and (converts or form == "map.svg"):
            yield form


def kind_of(form: Drawn) -> Kind:
    """Which picture a form is of."""
    return "chart" if form.startswith("chart") else "map"


def written(answer: Answer, form: Form, world: World) -> bytes:
    """The answer as a file. Raises QuestionError where there is nothing to draw."""
    for drawn in DRAWN:
        if form == drawn:
            return picture(answer, kind_of(drawn), form[form.index(".") :], world.catalogue)
    if form == "ics":
        from foedus.exchange.icalendar import to_icalendar

        return to_icalendar(answer)
    from foedus.exchange.workbook import write_answer

    content = io.BytesIO()
    write_answer(answer, content)
    return content.getvalue()
