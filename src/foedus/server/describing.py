"""What doors are told of the questions: for a form in a browser, and for the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

import msgspec
from pydantic.json_schema import models_json_schema

from foedus.exchange.shapes import is_document
from foedus.model.answers import Section
from foedus.questions.declare import Question, every
from foedus.server.faults import MEDIA, SCHEMA
from foedus.server.schemas import components

AT = "#/components/schemas/"
DAY: dict[str, Any] = {"type": "string", "format": "date", "description": "The day asked about"}
REFUSALS = {
    400: "The body is no JSON",
    413: "The body is too large",
    415: "The body is not application/json",
    422: "The question makes no sense",
    503: "It took too long",
}


def described(question: Question[Any, Any]) -> dict[str, Any]:
    """A question as a form needs it: its inputs as a JSON Schema, and an example that works."""
    return {
        "name": question.name,
        "summary": question.summary,
        "description": question.described,
        "inputs": question.inputs.model_json_schema(),
        "documents": [
            field.alias or name
            for name, field in question.inputs.model_fields.items()
            if is_document(field.annotation)
        ],
        "example": question.example,
    }


def operations(question: Question[Any, Any]) -> dict[str, dict[str, Any]]:
    """The OpenAPI operations of a question, by method."""
    answer = {
        "type": "object",
        "required": ["answer", "tables"],
        "properties": {
            "answer": {"$ref": f"{AT}{question.answer.__name__}"},
            "tables": {"type": "array", "items": {"$ref": f"{AT}Section"}},
        },
    }
    told = {"summary": question.summary, "description": question.described, "tags": ["questions"]}
    body = {
        "required": True,
        "content": {"application/json": {"schema": _asked(question), "example": question.example}},
    }
    post = {
        **told,
        "operationId": f"ask-{question.name}",
        "requestBody": body,
        "responses": _responses(answer),
    }
    documents = any(is_document(f.annotation) for f in question.inputs.model_fields.values())
    if documents:
        return {"post": post}
    get = {
        **told,
        "operationId": question.name,
        "parameters": _parameters(question),
        "responses": _responses(answer, but=(400, 413, 415)),
    }
    return {"get": get, "post": post}


def schemas() -> dict[str, Any]:
    """Every schema that the operations refer to."""
    questions = every().values()
    _, inputs = models_json_schema(
        [(q.inputs, "validation") for q in questions], ref_template=f"{AT}{{model}}"
    )
    answers: list[type[msgspec.Struct]] = [q.answer for q in questions]
    return {
        **inputs.get("$defs", {}),
        **components([*answers, Section], AT),
        "Problem": SCHEMA,
    }


def _asked(question: Question[Any, Any]) -> dict[str, Any]:
    """The body: the inputs of the question, and the day among them."""
    found: dict[str, Any] = question.inputs.model_json_schema(ref_template=f"{AT}{{model}}")
    found.pop("$defs", None)
    found.pop("title", None)
    found["properties"] = {"on": DAY, **found.get("properties", {})}
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
    ]


def _flat(schema: Mapping[str, Any]) -> dict[str, Any]:
    """How an input is written in a query: a mapping is NAME=VALUE, and repeated as a list is."""
    if schema.get("type") == "object":
        return {"type": "array", "items": {"type": "string", "pattern": "^[^=]+=.*$"}}
    return {key: value for key, value in schema.items() if key not in ("title", "description")}


def _responses(answer: dict[str, Any], but: tuple[int, ...] = ()) -> dict[str, Any]:
    refusal = {MEDIA: {"schema": {"$ref": f"{AT}Problem"}}}
    return {
        "200": {
            "description": "The answer, and the same as tables",
            "content": {"application/json": {"schema": answer}},
        },
        **{
            str(status): {"description": why, "content": refusal}
            for status, why in REFUSALS.items()
            if status not in but
        },
    }
