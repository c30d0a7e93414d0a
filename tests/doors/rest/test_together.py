"""An act for several lines over HTTP: as JSON and as a workbook, shown first, once, or in part."""

from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node.gate import Gate
from foedus.doors.rest.node.together import LARGEST
from foedus.model.people import Appointment
from foedus.nodes.many import MOST
from foedus.nodes.node import Node
from tests.doors.rest.test_access import API, START, Stage

FILE = {"content-type": "application/octet-stream"}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    place = tmp_path_factory.mktemp("nodes") / "nato"
    with Node.create(place, "nato", clock=lambda: START, base=lambda: world) as node:
        made = Stage(node, create_app(world, gate=Gate(node, str(place))))
        made.come("est", "EST", Appointment("desk-officer"))
        made.come("pol", "POL", Appointment("desk-officer"))
        made.come("auditor", "EST", Appointment("auditor"))
        event = {"framework": "nato", "title": "x", "happened": "2026-11-30", "attacked": ["EST"]}
        assert made.post("est", "acts/report", event).status_code == 201
        yield made


def forty(*wrong: int) -> list[dict[str, Any]]:
    return [
        {"event": "EV-9" if n in wrong else "EV-1", "provision": "nato/art-5", "what": f"Ship {n}"}
        for n in range(40)
    ]


def workbook(lines: list[dict[str, Any]]) -> bytes:
    book, made = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Respond"
    sheet.append(["Event", "Provision", "What"])
    for line in lines:
        sheet.append(list(line.values()))
    book.save(made)
    return made.getvalue()


def sent(stage: Stage, content: bytes, preview: str = "", **query: str) -> Any:
    client: TestClient = stage.client("pol", **FILE)
    path = f"{API}/acts/respond/lines{preview}"
    return client.post(path, content=content, params={"name": "answers.xlsx", **query})


def test_all_are_shown_and_then_recorded_once(stage: Stage) -> None:
    before = stage.node.record().size
    shown = stage.post("pol", "acts/respond/lines/preview", {"lines": forty()}).json()
    assert len(shown["drafts"]) == 40
    assert stage.node.record().size == before
    given = {"lines": forty(), "shown": shown["shown"]}
    key = {"idempotency-key": "sheet"}
    first = stage.post("pol", "acts/respond/lines", given, **key)
    again = stage.post("pol", "acts/respond/lines", given, **key)
    assert (first.status_code, first.content) == (201, again.content)
    assert len({entry["recorded"] for entry in first.json()["entries"]}) == 1
    assert stage.node.record().size == before + 40
    other = {"lines": forty()[1:], "shown": shown["shown"]}
    assert "no longer what you were shown" in stage.post("pol", "acts/respond/lines", other).text


def test_one_wrong_line_records_none_and_is_named_by_pointer_or_cell(stage: Stage) -> None:
    before = stage.node.record().size
    refused = stage.post("pol", "acts/respond/lines", {"lines": forty(6)})
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("respond: 1 of 40 lines is refused, and nothing")
    assert [e["at"] for e in refused.json()["errors"]] == ["/lines/6/event"]
    by_file = sent(stage, workbook(forty(6)))
    assert (by_file.status_code, by_file.json()["detail"]) == (422, refused.json()["detail"])
    assert by_file.json()["errors"] == [
        {"at": "Respond!A8", "field": "event", "detail": "no entry is called 'EV-9'"}
    ]
    assert stage.node.record().size == before


def test_asked_so_thirty_nine_are_recorded_and_the_one_comes_back(stage: Stage) -> None:
    shown = sent(stage, workbook(forty(6)), "/preview", skip_refused="true").json()
    assert [(one["at"], one["detail"]) for one in shown["refused"]] == [
        ("Respond!A8", "no entry is called 'EV-9'")
    ]
    made = sent(stage, workbook(forty(6)), skip_refused="true", shown=shown["shown"]).json()
    assert len(made["entries"]) == 39
    assert made["returned"]["name"] == "answers-refused.xlsx"
    sheet = load_workbook(BytesIO(b64decode(made["returned"]["content"])))["Respond"]
    head, line, *rest = sheet.iter_rows(values_only=True)
    assert rest == []
    assert line[head.index("What")] == "Ship 6"
    assert line[head.index("Refused because")] == "no entry is called 'EV-9'"
    as_json = stage.post(
        "pol", "acts/respond/lines", {"lines": forty(*range(40)), "skip_refused": True}
    )
    assert (as_json.status_code, as_json.json()["entries"]) == (200, [])
    assert as_json.json()["refused"][39]["errors"][0]["at"] == "/lines/39/event"


@pytest.mark.parametrize("skip", [False, True])
def test_whoever_may_not_act_is_refused_as_for_one_act(stage: Stage, skip: bool) -> None:
    before = stage.node.record().size
    one = stage.post("auditor", "acts/respond", forty()[0])
    given = {"lines": forty(6), "skip_refused": skip}
    for path in ("acts/respond/lines", "acts/respond/lines/preview"):
        answer = stage.post("auditor", path, given)
        assert (answer.status_code, answer.content) == (403, one.content)
        assert stage.client().post(f"{API}/{path}", json=given).status_code == 401
    assert stage.node.record().size == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"lines": "x"}, 422),
        ({"lines": [1]}, 422),
        ({"lines": [], "wrong": 1}, 422),
        ({"lines": []}, 422),
        ({"lines": [{}] * (MOST + 1)}, 422),
        ({"lines": ["x" * LARGEST]}, 413),
        ({"lines": [{}], "skip_refused": "yes"}, 422),
    ],
)
def test_what_is_no_list_of_lines_is_refused(stage: Stage, body: Any, status: int) -> None:
    answer = stage.post("pol", "acts/respond/lines", body)
    assert answer.status_code == status, answer.text


def test_a_file_is_one_that_its_name_says(stage: Stage) -> None:
    assert sent(stage, b"x", name="answers.pdf").status_code == 422
    assert sent(stage, b"x").json()["detail"] == "answers.xlsx has 1 fault"
    assert sent(stage, workbook(forty()), skip_refused="perhaps").status_code == 422
    plain = stage.client("pol", **{"content-type": "text/plain"})
    params = {"name": "answers.csv"}
    assert plain.post(f"{API}/acts/respond/lines", content=b"x", params=params).status_code == 415
    empty = stage.client("pol").get(f"{API}/acts/respond/template.xlsx")
    assert "What" in [cell.value for cell in load_workbook(BytesIO(empty.content))["Respond"][1]]
