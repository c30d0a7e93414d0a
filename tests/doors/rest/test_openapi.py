"""The OpenAPI document: it describes every question, and the server does what it says."""

from typing import Any

from starlette.testclient import TestClient

from foedus.asking.declare import every
from proofs.exploring import Part
from proofs.requests import on_every_operation


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


def test_no_request_breaks_the_server(client: TestClient, part: Part) -> None:
    """No server error, no undocumented answer."""
    made = on_every_operation(client.app, part)
    assert len(made) >= len(every())
    assert all(made.values()), made
