"""Files over REST: what a file says or all that is wrong with it, and answers as files."""

import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from foedus.asking.declare import every, find

CALENDARS = ["commitments", "comply", "exercise", "msel", "notify", "path", "withdraw"]
WITH_DOCUMENTS = {
    "apportion": "mix",
    "commitments": "evidence",
    "comply": "declared",
    "evidence": "roster",
    "exercise": "call",
    "generate": "call",
    "grant": "consortium",
    "msel": "events",
    "notify": "activities",
    "path": "plan",
    "pool": "programme",
    "reimburse": "claim",
}


def sent(client: TestClient, question: str, name: str, content: bytes, **more: str) -> Any:
    return client.post(
        f"/api/v1/{question}/document",
        params={"name": name, **more},
        content=content,
        headers={"content-type": "application/octet-stream"},
    )


@pytest.mark.parametrize(("question", "field"), WITH_DOCUMENTS.items())
def test_a_template_comes_back_as_a_document_or_its_faults(
    question: str, field: str, client: TestClient
) -> None:
    template = client.get(f"/api/v1/{question}/template.xlsx")
    assert template.status_code == 200
    read = sent(client, question, "empty.xlsx", template.content)
    assert read.status_code in (200, 422)
    if read.status_code == 200:
        assert read.json()["field"] == field
    else:
        assert all(fault["field"] for fault in read.json()["errors"])


def test_what_a_file_says_can_be_asked(client: TestClient) -> None:
    given = dict(find("grant").example)
    text = json.dumps(given["consortium"]).encode()
    read = sent(client, "grant", "consortium.yaml", text)
    assert read.json() == {"field": "consortium", "document": given["consortium"]}
    asked = client.post("/api/v1/grant", json={**given, "consortium": read.json()["document"]})
    assert asked.json() == client.post("/api/v1/grant", json=given).json()


def test_every_fault_of_a_workbook_is_told_with_its_cell(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/api/v1/grant/template.xlsx").content))
    sheet = book["Entities"]
    sheet.append(["Alpha", "FRA", "huge", 150])
    written = io.BytesIO()
    book.save(written)
    read = sent(client, "grant", "faulty.xlsx", written.getvalue())
    assert read.status_code == 422
    assert read.headers["content-type"] == "application/problem+json"
    assert read.json()["detail"] == "faulty.xlsx has 2 faults"
    faults = {fault["at"]: fault["field"] for fault in read.json()["errors"]}
    assert faults == {"Entities!C2": "entities[0].size", "Entities!D2": "entities[0].share"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("call.xlsx", b"junk", "not a workbook that can be read"),
        ("call.xlsx", b"PK\x03\x04" + bytes(200), "not a workbook that can be read"),
        ("call.yaml", b"\xff", "not UTF-8 text"),
        ("call.yaml", b"a: [", "not valid YAML"),
        ("call.json", b"[" * 5000, ""),
    ],
)
def test_a_file_that_is_none(name: str, content: bytes, told: str, client: TestClient) -> None:
    read = sent(client, "generate", name, content)
    assert read.status_code == 422
    [fault] = read.json()["errors"]
    assert told in fault["detail"]


def test_a_name_and_an_input_that_make_no_sense(client: TestClient) -> None:
    assert "ending in .yaml" in sent(client, "generate", "call.pdf", b"").json()["detail"]
    wrong = sent(client, "generate", "call.yaml", b"", field="gap")
    assert wrong.json()["detail"] == "field: 'gap' is not a document of generate, but call is"


@pytest.mark.parametrize("question", ["apportion", "power", "generate"])
def test_an_answer_can_be_had_as_a_workbook(question: str, client: TestClient) -> None:
    given = dict(every()[question].example)
    reply = client.post(f"/api/v1/{question}.xlsx", json=given)
    assert reply.status_code == 200
    name = f"{question}-{given['on']}.xlsx"
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    answer = client.post(f"/api/v1/{question}", json=given).json()
    book = load_workbook(io.BytesIO(reply.content))
    assert book["Answer"]["A1"].value == answer["answer"]["title"]
    assert len(book.worksheets) == 1 + len(answer["tables"])


@pytest.mark.parametrize("question", CALENDARS)
def test_an_answer_with_days_can_be_had_as_a_calendar(question: str, client: TestClient) -> None:
    reply = client.post(f"/api/v1/{question}.ics", json=dict(every()[question].example))
    assert reply.status_code == 200
    assert reply.text.startswith("BEGIN:VCALENDAR")


def test_an_answer_without_days_has_no_calendar(client: TestClient) -> None:
    reply = client.post("/api/v1/power.ics", json=dict(every()["power"].example))
    assert reply.status_code in (404, 405)
    assert client.post("/api/v1/power.xlsx", json={"on": "2020-01-01"}).status_code == 422


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("form", "media", "starts"),
    [("map.svg", "image/svg+xml", b"<svg "), ("chart.png", "image/png", b"\x89PNG\r\n")],
)
def test_an_answer_can_be_had_as_a_picture(
    method: str, form: str, media: str, starts: bytes, client: TestClient
) -> None:
    """By its address, so that it may stand in a page, and with a body as every other file."""
    given = {"body": "un/security-council", "in_favour": ["FRA"], "on": "2022-02-25"}
    at = f"/api/v1/decide.{form}"
    reply = client.post(at, json=given) if method == "POST" else client.get(at, params=given)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == media
    assert reply.headers["content-disposition"].endswith(f'"decide-2022-02-25.{form}"')
    assert reply.content.startswith(starts)


def test_a_picture_of_nothing_is_refused_in_a_sentence(client: TestClient) -> None:
    given = {"framework": "nato", "on": "1900-01-01"}
    reply = client.get("/api/v1/framework.map.svg", params=given)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["detail"] == "this answer to framework lights no state on a map"


def test_only_pictures_that_there_are_have_an_address(client: TestClient) -> None:
    assert client.get("/api/v1/member.map.svg").status_code == 404
    assert client.get("/api/v1/apportion.map.svg").status_code == 404
    forms = {q["name"]: q["files"] for q in client.get("/api/v1/questions").json()}
    assert {"map.svg", "map.png"} <= {*forms["casus"]}
    assert "chart.svg" not in forms["casus"]
    assert client.get("/api/v1/apportion.chart.svg").status_code == 405


def test_a_table_of_others_is_read_by_the_map_that_is_proposed(client: TestClient) -> None:
    text = "Übung;Beginn;Gastgeber;Truppen\nFaust;03.04.2026;Polska;14.000\n".encode()
    told = sent(client, "notify", "theirs.csv", text).json()["errors"]
    assert [fault["detail"].partition(";")[0] for fault in told] == [
        "its headings are not foedus's own"
    ]

    def proposed(**more: str) -> Any:
        return client.post(
            "/api/v1/notify/columns",
            params={"name": "theirs.csv", **more},
            content=text,
            headers={"content-type": "application/octet-stream"},
        ).json()

    first = proposed()
    assert len(first["open"]) == 2
    refused = sent(client, "notify", "t.csv", text, columns=json.dumps(first["columns"]))
    assert {fault["field"] for fault in refused.json()["errors"]} == {
        "tables[0].columns[1].dates",
        "tables[0].columns[3].decimals",
    }
    made = proposed(decimals="comma", dates="day-first")
    assert (made["open"], made["understood"][0]["rows"]) == (
        [],
        [["Faust", "2026-04-03", "Polska", "14000"]],
    )
    read = sent(client, "notify", "t.csv", text, columns=json.dumps(made["columns"])).json()
    [line] = read["document"]
    assert (line["start"], line["troops"]) == ("2026-04-03", 14_000)
    assert proposed(dates="guess")["detail"] == (
        "dates: 'guess' is not one of day-first, month-first"
    )
    assert proposed(name="x.yaml")["status"] == 422
