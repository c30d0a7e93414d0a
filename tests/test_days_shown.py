"""An open beginning or end is no day: no form of any answer shows one that stands for it."""

import random
import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import msgspec

from foedus.asking.day import day
from foedus.asking.declare import every, find
from foedus.asking.world import World
from foedus.cases.run import check_of
from foedus.doors.rest.atlas import drawn
from foedus.doors.rest.describing import schemas
from foedus.errors import QuestionError
from foedus.exchange.icalendar import to_icalendar
from foedus.exchange.markdown import to_markdown
from foedus.exchange.workbook import write_answer
from foedus.model.answers import Answer
from proofs.exploring import Part
from tests.solved import some

STANDS_FOR_NONE = re.compile(r"0001-?01-?01|9999-?12-?3[01]|\b2958465\b")
"""The days as text, as a calendar writes them, and the last as the number of a workbook."""


def shown(
    question: str, given: Mapping[str, Any], world: World, on: date, *, book: bool = True
) -> Iterator[str]:
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
        if book:
            yield from in_workbook(answer)


def no_days(text: str) -> list[str]:
    """Each of those days in a text, with what stands round it."""
    found = STANDS_FOR_NONE.finditer(text)
    return [text[max(f.start() - 60, 0) : f.end() + 60] for f in found]


def in_workbook(answer: Answer) -> Iterator[str]:
    book = BytesIO()
    write_answer(answer, book)
    with ZipFile(book) as parts:
        for name in parts.namelist():
            if name.startswith(("xl/worksheets/", "xl/sharedStrings")):
                yield parts.read(name).decode()


def test_no_answer_shows_a_day_that_stands_for_none(world: World, part: Part) -> None:
    """Of every example and of every solved case: where no proof is run whole, of a tenth of these,
    and then not in workbooks, whose cells are those of the sections."""
    asked = [(name, given) for name, found in every().items() for given in [dict(found.example)]]
    told = [(name, given, day(given.pop("on")), True) for name, given in asked]
    for case in some(part):
        check = check_of(case.question)
        assert check is not None
        told.append((case.question, check.read(case.inputs), case.on, part.fraction == 1))
    for question, given, on, book in told:
        for form in shown(question, given, world, on, book=book):
            assert not no_days(form), f"{question} {given} on {on}"


def test_the_data_of_the_page_and_of_the_doors_show_none(world: World) -> None:
    catalogue = world.catalogue
    for data in (drawn(catalogue), schemas()):
        assert not no_days(msgspec.json.encode(data).decode())


def test_neither_coverage_nor_frameworks_show_one(world: World, part: Part) -> None:
    every_one = sorted(world.catalogue.frameworks)
    few = random.Random(part.seed).sample(every_one, part.of(len(every_one)))
    on = date(2026, 11, 28)
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("coverage", {"stale": True}),
        ("frameworks", {"ever": True}),
        *(("framework", {"framework": name}) for name in few),
    )
    for question, given in asked:
        for form in shown(question, given, world, on, book=False):
            assert not no_days(form), f"{question} {given}"
