"""What REST answers, made in a process of its own: this module needs nothing of the server."""

import io
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import msgspec
from pydantic import TypeAdapter

from foedus.asking.ask import ask
from foedus.asking.declare import find
from foedus.asking.whatif.answer import WhatIf
from foedus.asking.world import World
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.reading import CSV, WORKBOOKS, read_document_bytes
from foedus.doors.rest.forms import Form, written
from foedus.errors import QuestionError
from foedus.model.answers import Section
from foedus.model.calendar import CalendarEntry
from foedus.model.charts import Chart

Given: TypeAlias = bytes | Mapping[str, Any]
"""The body that inputs are in, with the day among them, or what an address gave."""
LARGEST: Final = 64_000_000
"""Bytes of an answer; beyond it, the server would hold too much for one client."""


FOREIGN: Final = (
    "its headings are not foedus's own; POST it to /{question}/columns, which proposes a map, and "
    "give that, completed, as `columns`"
)


class NotJsonError(QuestionError):
    """A body that is not JSON."""


class Reply(msgspec.Struct, frozen=True):
    """An answer in its own terms, and as tables, charts and days for any door that shows it.

    Of a what-if, `answer` is that of the world supposed, and `whatif` has both, compared.
    """

    answer: msgspec.Raw
    tables: tuple[Section, ...]
    charts: tuple[Chart, ...]
    days: tuple[CalendarEntry, ...]
    whatif: WhatIf | msgspec.UnsetType = msgspec.UNSET


class AnswerFile(msgspec.Struct, frozen=True):
    """An answer as a file, and the name of the file."""

    name: str
    content: bytes


def replied(world: World, name: str, given: Given) -> bytes:
    """The reply to a question as JSON. Raises QuestionError."""
    answer = ask(world, find(name), read(given))
    compared = answer if isinstance(answer, WhatIf) else msgspec.UNSET
    own = answer.after or answer.before if isinstance(answer, WhatIf) else answer
    raw = msgspec.Raw(msgspec.json.encode(own))
    shown = tuple(answer.sections()), tuple(answer.charts()), tuple(answer.calendar())
    return _bounded(msgspec.json.encode(Reply(raw, *shown, compared)))


def filed(world: World, name: str, given: Given, form: Form) -> AnswerFile:
    """The answer to a question as a file. Raises QuestionError."""
    answer = ask(world, find(name), read(given))
    return AnswerFile(f"{name}-{answer.on}.{form}", _bounded(written(answer, form, world)))


def read(given: Given) -> Mapping[str, Any]:
    """What stands in a body. Raises QuestionError."""
    if not isinstance(given, bytes):
        return given
    try:
        found = msgspec.json.decode(given)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotJsonError(f"the body is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise QuestionError("the body must be an object with `on` and the inputs of the question")
    return found


def document(
    world: World, question: str, field: str, name: str, body: bytes, columns: str = ""
) -> Any:
    """The document as JSON, or its faults; `columns` is the map of a table of another's making."""
    shape: Any = find(question).inputs.model_fields[field].annotation
    try:
        by = _map(columns, shape) if columns else None
        if by is None and _is_foreign(name, body, shape):
            return (Problem(name, 1, "", FOREIGN.format(question=question)),)
        found: Any = read_document_bytes(name, body, shape, world.catalogue, by)
    except DefinitionError as error:
        return error.problems
    except (ImportError, RecursionError) as error:
        return (Problem(name, 1, "", str(error)),)
    plain = TypeAdapter(shape).dump_python(found, mode="json", by_alias=True, exclude_unset=True)
    return msgspec.json.encode({"field": field, "document": plain})


def proposed(
    _: World,
    question: str,
    field: str,
    name: str,
    body: bytes,
    decimals: Any,
    dates: Any,
    zone: str,
) -> Any:
    """A map for a table as JSON, with what is open and the first rows as understood, or faults."""
    from foedus.documents.columns.chooser import Choices
    from foedus.documents.columns.propose import propose, understood

    shape = find(question).inputs.model_fields[field].annotation
    choices = Choices(decimals, dates, zone)
    try:
        made = propose(name, body, shape, question=question, document=field, choices=choices)
        rows = [
            {"part": part, "fields": fields, "rows": lines}
            for part, fields, lines in understood(name, body, shape, made.columns)
        ]
    except DefinitionError as error:
        return error.problems
    plain = made.columns.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return msgspec.json.encode(
        {"columns": plain, "open": made.open, "notes": made.notes, "understood": rows}
    )


def _map(text: str, shape: Any) -> Any:
    from foedus.documents.columns.map import map_of

    return map_of(text, "columns", shape)


def _is_foreign(name: str, body: bytes, shape: Any) -> bool:
    """Whether a file is a table whose headings are not foedus's own."""
    if not name.lower().endswith((*WORKBOOKS, *CSV)):
        return False
    from foedus.documents.columns.propose import own_headings

    return not own_headings(name, body, shape)


def template_of(_: World, question: str, field: str) -> bytes:
    """A workbook to fill in."""
    from foedus.exchange.workbook import write_document

    content = io.BytesIO()
    write_document(find(question).inputs.model_fields[field].annotation, content)
    return content.getvalue()


def _bounded(content: bytes) -> bytes:
    if len(content) <= LARGEST:
        return content
    most = f"{LARGEST / 1e6:g} MB"
    raise QuestionError(f"this answer has more than {most}; ask for less, or on the command line")
