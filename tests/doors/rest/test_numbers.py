"""Numbers over REST: refused before they are reckoned with, and the server answers on."""

import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from foedus.documents.numbers import SIZED

JOIN = {"key": "nato/common-funding-2021", "amount": "1000", "on": "2023-12-31"}


def refused(client: TestClient, question: str, given: dict[str, Any]) -> str:
    start = time.perf_counter()
    reply = client.post(f"/api/v1/{question}", json=given)
    assert time.perf_counter() - start < 30
    assert reply.status_code == 422
    told: str = reply.json()["detail"]
    return told


@pytest.mark.parametrize("share", ["1e99999999", "1e-300000", "9" * 1_000_000])
def test_a_hundred_bytes_do_not_freeze_the_server(client: TestClient, share: str) -> None:
    told = refused(client, "apportion", {**JOIN, "join": {"FIN": share}})
    assert told.startswith("apportion: join.FIN")
    assert told.endswith(SIZED)


@pytest.mark.parametrize(
    "body",
    [
        '{"key":"nato/equal","on":"2023-12-31","amount":' + "9" * 10_000 + "}",
        '{"key":"nato/equal","on":"2023-12-31","amount":1e99999999}',
        '{"key":"nato/equal","on":"2023-12-31","amount":NaN}',
    ],
    ids=["long", "large", "none"],
)
def test_a_number_that_json_has_no_room_for_is_refused(client: TestClient, body: str) -> None:
    reply = client.post(
        "/api/v1/apportion", content=body, headers={"content-type": "application/json"}
    )
    assert reply.status_code in (400, 422)
    assert len(reply.json()["detail"]) < 300


@pytest.mark.parametrize(
    ("question", "given", "told"),
    [
        ("frameworks", {"ever": 0}, "ever: 0 is neither true nor false"),
        ("frameworks", {"ever": "true"}, "ever: 'true' is neither true nor false"),
        (
            "casus",
            {"attacked": ["USA"], "facts": {"consent": 1.5}},
            "facts.consent: 1.5 is neither true nor false",
        ),
        (
            "withdraw",
            {"leaving": "ottawa", "state": "Finland", "facts": {"armed-conflict": 0}},
            "facts.armed-conflict: 0 is neither true nor false",
        ),
        ("reimburse", {"persons": True, "year": 2017}, "persons: True is not a whole number"),
    ],
)
def test_a_body_says_truth_values_and_numbers_as_json_does(
    client: TestClient, question: str, given: dict[str, Any], told: str
) -> None:
    assert told in refused(client, question, {**given, "on": "2025-07-10"})


def test_an_address_has_only_texts(client: TestClient) -> None:
    address = "/api/v1/frameworks?on=2000-01-01"
    ever, always = client.get(f"{address}&ever=true"), client.get(f"{address}&ever=false")
    assert len(ever.text) > len(always.text)
    assert client.get(f"{address}&ever=perhaps").status_code == 422
    codebook = "/api/v1/panel?on=2020-01-01&unit=codebook"
    assert client.get(f"{codebook}&from=1900").status_code == 200
    assert "at least 1800" in client.get(f"{codebook}&from=19").json()["detail"]


def test_the_openapi_document_tells_the_bounds(client: TestClient) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    year, text, _ = schemas["ReimburseInput"]["properties"]["year"]["anyOf"]
    assert (year["type"], year["minimum"], year["maximum"]) == ("integer", 1948, 2998)
    assert text["pattern"]
