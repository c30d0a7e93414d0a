"""Files as they are over REST: their bytes are texts in base64, and the description says so."""

from base64 import b64encode
from typing import Any

from starlette.testclient import TestClient

from foedus.asking.declare import find
from tests.questions.forces.test_evidence import ROSTER, recording


def asked(client: TestClient, *records: Any) -> Any:
    given = {
        "on": "2026-03-03",
        "begins": "2026-03-02T12:00:00Z",
        "roster": ROSTER.model_dump(),
        "records": records,
    }
    return client.post("/api/v1/evidence", json=given)


def test_bytes_are_given_in_base64(client: TestClient) -> None:
    reply = asked(client, b64encode(recording(1)).decode(), b64encode(recording(3)).decode())
    assert reply.status_code == 200
    assert reply.json()["answer"]["held"][0]["participants"] == ["AUS", "JPN"]


def test_a_record_that_is_wrong_is_refused_by_its_number_and_byte(client: TestClient) -> None:
    text = asked(client, "W10=", "not base64")
    assert text.status_code == 422
    told = "evidence: records.1: 'not base64' is not the content of a file in base64"
    assert text.json()["detail"].startswith(told)
    damaged = asked(client, "W10=", "BwE=")
    assert damaged.status_code == 422
    assert damaged.json()["detail"] == "records.1: byte 0: a header has 12 bytes; 2 are left"


def test_the_description_says_that_they_are(client: TestClient) -> None:
    openapi = client.get("/api/v1/openapi.json").json()
    body = openapi["paths"]["/api/v1/evidence"]["post"]["requestBody"]["content"]
    record = body["application/json"]["schema"]["properties"]["records"]["items"]
    assert (record["type"], record["contentEncoding"]) == ("string", "base64")
    [form] = [q for q in client.get("/api/v1/questions").json() if q["name"] == "evidence"]
    assert form["inputs"]["properties"]["records"]["items"]["contentEncoding"] == "base64"
    assert form["documents"] == ["roster"]
    assert form["example"] == find("evidence").example
