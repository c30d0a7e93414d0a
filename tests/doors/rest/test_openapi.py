"""The OpenAPI document: it describes every question, and the server does what it says."""

from typing import Any

import schemathesis
from hypothesis import given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.testclient import TestClient

from foedus.asking.declare import every

MANY, FEW = 6, 2
"""Requests made up for an operation; those with a body may be long to answer."""


def test_every_question_is_described_with_an_example(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    for name, question in every().items():
        operation = document["paths"][f"/api/v1/{name}"]["post"]
        assert operation["summary"] == question.summary
        [content] = operation["requestBody"]["content"].values()
        assert content["example"] == question.example


def test_every_reference_leads_somewhere(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    for reference in references(document):
        node: Any = document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(references(part) for part in node.values()))
    return (
        set[str]().union(*(references(part) for part in node)) if isinstance(node, list) else set()
    )


def test_no_request_breaks_the_server(client: TestClient) -> None:
    """No server error, no undocumented answer; a schema cannot say which questions make sense."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= len(every())

    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=MANY if operation.method == "get" else FEW)
        def holds(case: Any) -> None:
            case.call_and_validate(
                excluded_checks=[positive_data_acceptance, negative_data_rejection]
            )

        holds()
