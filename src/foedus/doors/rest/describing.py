"""What doors are told of the questions: for a form in a browser, and for the OpenAPI document."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from foedus.asking.declare import Question, Timed, every
from foedus.asking.whatif.answer import WhatIf
from foedus.asking.whatif.inputs import SCENARIO, WhatIfInputs
from foedus.documents.columns.styles import DATES, DECIMALS
from foedus.doors.rest.faults import MEDIA, SCHEMA
from foedus.doors.rest.forms import DRAWN, JSON, FileForm, Form, files_of
from foedus.doors.rest.schemas import components
from foedus.model.answers import Section
from foedus.model.calendar import CalendarEntry
from foedus.model.charts import Chart

AT = "#/components/schemas/"
DAY: dict[str, Any] = {"type": "string", "format": "date", "description": "The day asked about"}
REFUSALS = {
    400: "The body is not JSON",
    413: "The body is too large",
    415: "The body is of another content type",
    422: "The question cannot be answered as asked",
    503: "It took too long",
}


class QuestionForm(msgspec.Struct, frozen=True):
    """A question as a form needs it: its inputs as a JSON Schema, and an example that works.

    A field that holds a name says in its schema of what kind it is: `"names": "state"`.
    """

    name: str
    title: str
    group: str
    timed: Timed
    summary: str
    description: str
    inputs: dict[str, Any]
    documents: tuple[str, ...]
    files: tuple[FileForm, ...]
    example: dict[str, Any]


def described(question: Question[Any, Any]) -> QuestionForm:
    """What a form needs of a question."""
    return QuestionForm(
        name=question.name,
        title=question.title,
        group=question.group,
        timed=question.timed,
        summary=question.summary,
        description=question.described,
        inputs=question.inputs.model_json_schema(),
        documents=tuple(d.known for d in question.documents.values()),
        files=tuple(files_of(question)),
        example=dict(question.example),
    )


def operations(question: Question[Any, Any]) -> dict[str, dict[str, Any]]:
    """The OpenAPI operations of a question, by method."""
    answer = {
        "type": "object",
        "required": ["answer", "tables", "charts", "days"],
        "properties": {
            "answer": {"$ref": f"{AT}{question.answer.__name__}"},
            "tables": {"type": "array", "items": {"$ref": f"{AT}Section"}},
            "charts": {"type": "array", "items": {"$ref": f"{AT}Chart"}},
            "days": {"type": "array", "items": {"$ref": f"{AT}CalendarEntry"}},
            "whatif": {"$ref": f"{AT}WhatIf"},
        },
    }
    told = {"summary": question.summary, "description": question.described, "tags": ["questions"]}
    post = {
        **told,
        "operationId": f"ask-{question.name}",
        "requestBody": _asking(question),
        "responses": _responses(answer),
    }
    if question.documents:
        return {"post": post}
    get = {
        **told,
        "operationId": question.name,
        "parameters": _parameters(question),
        "responses": _responses(answer, but=(400, 413, 415)),
    }
    return {"get": get, "post": post}


def file_operations(
    question: Question[Any, Any], form: Form, media: str
) -> dict[str, dict[str, Any]]:
    """The OpenAPI operations that give the answer as a file, by method.

    A picture can be got, too, so that it may stand in a page by its address.
    """
    binary, name = {"type": "string", "format": "binary"}, form.replace(".", "-")
    told = {"summary": f"{question.summary.rstrip('.')}: as a .{form} file", "tags": ["files"]}
    post = {
        **told,
        "operationId": f"ask-{question.name}-{name}",
        "requestBody": _asking(question),
        "responses": _responses(binary, media=media, told="The answer as a file"),
    }
    if question.documents or form not in DRAWN:
        return {"post": post}
    get = {
        **told,
        "operationId": f"{question.name}-{name}",
        "parameters": _parameters(question),
        "responses": _responses(
            binary, but=(400, 413, 415), media=media, told="The answer as a picture"
        ),
    }
    return {"get": get, "post": post}


def reading_operation(question: Question[Any, Any]) -> dict[str, Any]:
    """The OpenAPI operation that reads a file."""
    document = {
        "type": "object",
        "required": ["field", "document"],
        "properties": {
            "field": {"type": "string", "description": "The input that it is"},
            "document": {"description": "The document as JSON, for that input"},
        },
    }
    told = "The map of a table whose headings are not foedus's own, in JSON or YAML"
    columns = _query("columns", told, {"type": "string"})
    return {
        "summary": f"Read a file for `{question.name}`, or tell all of its faults",
        "tags": ["files"],
        "operationId": f"read-{question.name}",
        "parameters": [_named(question), _which(question), columns],
        "requestBody": _octets(),
        "responses": _responses(document, but=(400,), told="What the file says"),
    }


def columns_operation(question: Question[Any, Any]) -> dict[str, Any]:
    """The OpenAPI operation that proposes a map for a table of another's making."""
    texts = {"type": "array", "items": {"type": "string"}}
    proposal = {
        "type": "object",
        "required": ["columns", "open", "notes", "understood"],
        "properties": {
            "columns": {"type": "object", "description": "The map, for the parameter `columns`"},
            "open": {**texts, "description": "What must be chosen or filled in, marked `open`"},
            "notes": {**texts, "description": "What was left out"},
            "understood": {
                "type": "array",
                "description": "The first rows of each part as understood",
                "items": {"type": "object"},
            },
        },
    }
    choices = {"decimals": DECIMALS, "dates": DATES}
    chosen = [
        _query(name, f"How {name} are written, where that is open", {"enum": [*known]})
        for name, known in choices.items()
    ]
    zone = _query("zone", "By which clock times are, such as UTC", {"type": "string"})
    return {
        "summary": f"Propose a map for a table for `{question.name}` whose headings are others",
        "tags": ["files"],
        "operationId": f"columns-{question.name}",
        "parameters": [_named(question, "xlsx|xlsm|csv|tsv"), _which(question), *chosen, zone],
        "requestBody": _octets(),
        "responses": _responses(proposal, but=(400,), told="The map, and what is open in it"),
    }


def _octets() -> dict[str, Any]:
    body = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {"required": True, "content": body}


def _named(
    question: Question[Any, Any], endings: str = "xlsx|xlsm|csv|tsv|yaml|yml|json"
) -> dict[str, Any]:
    """The name of a file that is sent."""
    told = "Name of the file, from whose end its form is told"
    schema = {"type": "string", "pattern": rf"\.({endings})$"}
    example = f"{question.name}.{'yaml' if 'yaml' in endings else 'xlsx'}"
    return {**_query("name", told, schema), "required": True, "example": example}


def _query(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def template_operation(question: Question[Any, Any], media: str) -> dict[str, Any]:
    """The OpenAPI operation that gives an empty workbook."""
    binary = {"type": "string", "format": "binary"}
    return {
        "summary": f"An empty workbook to fill in for `{question.name}`",
        "tags": ["files"],
        "operationId": f"template-{question.name}",
        "parameters": [_which(question)],
        "responses": _responses(binary, but=(400, 413, 415), media=media, told="The workbook"),
    }


def _which(question: Question[Any, Any]) -> dict[str, Any]:
    known = [d.known for d in question.documents.values()]
    return {
        "name": "field",
        "in": "query",
        "required": len(known) > 1,
        "description": "The input that is meant",
        "schema": {"enum": known},
    }


def schemas(*more: type[msgspec.Struct]) -> dict[str, Any]:
    """Every schema that the operations refer to, and those of more values."""
    _, inputs = _inputs()
    answers: list[type[msgspec.Struct]] = [q.answer for q in every().values()]
    return {
        **inputs,
        **components(
            [*answers, WhatIf, Section, Chart, CalendarEntry, QuestionForm, *more], AT, taken=inputs
        ),
        "Problem": SCHEMA,
    }


@cache
def _inputs() -> tuple[Mapping[Any, Any], dict[str, Any]]:
    """Where the schema of each question's inputs lies, and all schemas of inputs by name."""
    models: list[type[BaseModel]] = [WhatIfInputs, *(q.inputs for q in every().values())]
    where, found = models_json_schema(
        [(model, "validation") for model in models], ref_template=f"{AT}{{model}}"
    )
    return where, found.get("$defs", {})


def _asking(question: Question[Any, Any]) -> dict[str, Any]:
    content = {"schema": _asked(question), "example": question.example}
    return {"required": True, "content": {"application/json": content}}


def _asked(question: Question[Any, Any]) -> dict[str, Any]:
    """The body: the inputs of the question, and the day among them."""
    where, inputs = _inputs()
    found, common = (
        dict(inputs[where[model, "validation"]["$ref"].removeprefix(AT)])
        for model in (question.inputs, WhatIfInputs)
    )
    found.pop("title", None)
    found["properties"] = {"on": DAY, **common["properties"], **found.get("properties", {})}
    found["required"] = ["on", *found.get("required", [])]
    return found


def _parameters(question: Question[Any, Any]) -> list[dict[str, Any]]:
    schema = _asked(question)
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema["required"],
            "description": part.get("description", ""),
            "schema": _flat(part),
            **({"example": question.example[name]} if name in question.example else {}),
        }
        for name, part in schema["properties"].items()
        if name != SCENARIO
    ]


def _flat(schema: Mapping[str, Any]) -> dict[str, Any]:
    """How an input is written in a query: a mapping is NAME=VALUE, and repeated as a list is."""
    if schema.get("items", {}).get("anyOf"):  # a change: only its short spelling fits
        return {"type": "array", "items": {"type": "string"}}
    if schema.get("type") == "object":
        return {"type": "array", "items": {"type": "string", "pattern": "^[^=]+=.*$"}}
    return {key: value for key, value in schema.items() if key not in ("title", "description")}


def _responses(
    answer: dict[str, Any],
    but: tuple[int, ...] = (),
    media: str = JSON,
    told: str = "The answer, and the same as tables and charts",
) -> dict[str, Any]:
    refusal = {MEDIA: {"schema": {"$ref": f"{AT}Problem"}}}
    return {
        "200": {
            "description": told,
            "content": {media: {"schema": answer}},
        },
        **{
            str(status): {"description": why, "content": refusal}
            for status, why in REFUSALS.items()
            if status not in but
        },
    }
