"""An open beginning or end is no day: no form of any answer shows one that stands for it."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import msgspec

from foedus.asking.declare import find
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.exchange.icalendar import to_icalendar
from foedus.exchange.markdown import to_markdown
from foedus.exchange.workbook import write_answer
from foedus.model.answers import Answer

ROOT = Path(__file__).parents[1]
CASES = sorted((ROOT / "tests" / "cases").glob("*.yaml"))
STANDS_FOR_NONE = re.compile(r".{0,60}(?:0001-?01-?01|9999-?12-?3[01]|\b2958465\b).{0,60}")
"""The days as text, as a calendar writes them, and the last as the number of a workbook."""


def shown(question: str, given: Mapping[str, Any], world: World, on: Any) -> Iterator[str]:
    """Every form in which a door gives the answer, or the refusal."""
    try:
        answer = find(question).ask(world, given, on)
    except QuestionError as error:
        yield str(error)
        return
    yield msgspec.json.encode(answer).decode()
    if not answer.is_table():
        yield to_markdown(answer, explain=True)
        yield msgspec.json.encode((answer.sections(), answer.charts(), answer.calendar())).decode()
        yield to_icalendar(answer).decode()
        yield from in_workbook(answer)


def in_workbook(answer: Answer) -> Iterator[str]:
    book = BytesIO()
    write_answer(answer, book)
    with ZipFile(book) as parts:
        for name in parts.namelist():
            if name.startswith(("xl/worksheets/", "xl/sharedStrings")):
                yield parts.read(name).decode()


def days_in(texts: Iterator[str]) -> set[str]:
    return {found[0] for text in texts for found in STANDS_FOR_NONE.finditer(text)}
