"""A log without content: a crisis whose every field is marked leaves no mark in it."""

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from sqlalchemy import select
from starlette.testclient import TestClient

from foedus.acting.declare import every
from foedus.acts.decisions.table import table
from foedus.asking.world import World
from foedus.doors.rest import connections, log
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node import gate
from foedus.doors.rest.node.beat import beating
from foedus.doors.rest.node.gate import COOKIE, Gate
from foedus.doors.rest.settings import Settings
from foedus.model.people import Appointment
from foedus.nodes.database import Database
from foedus.nodes.errors import AwayError
from foedus.nodes.health import LATE, Pulse
from foedus.nodes.node import Node
from foedus.nodes.tables import audit
from tests.conftest import cheap_passphrases
from tests.doors.rest.test_access import API, START, Stage

MARK = "kestrel"
"""Stands in everything that people write, and in nothing else."""
ADDRESS = ("203.0.113.77", 50_000)
EVENT = {"event": "EV-1", "provision": "nato/art-5"}
TO = "Security Council of the United Nations"
WALK: list[tuple[str, str, dict[str, Any]]] = [
    ("est", "report", {
        "framework": "nato", "title": MARK, "happened": "2026-11-30", "attacked": ["EST"],
        "at": "Tallinn",
    }),
    ("est", "consult", {"event": "EV-1", "provision": "nato/art-4", "words": MARK}),
    ("est", "invoke", {**EVENT, "words": MARK, "reason": MARK}),
    ("office", "determine", {**EVENT, "body": "nato/nac", "words": MARK}),
    ("pol", "respond", {**EVENT, "what": MARK, "amount": MARK}),
    ("est", "assist", {"event": "EV-1", "step": "requested", "what": MARK}),
    ("pol", "assist", {"event": "EV-1", "step": "offered", "what": MARK, "follows": "AS-1"}),
    ("est", "notify", {**EVENT, "addressee": TO, "words": MARK}),
    ("est", "table", {"body": "nato/nac", "title": MARK, "text": MARK, "to": ["POL"]}),
    ("pol", "position", {"motion": "M-1", "stand": "for", "reason": MARK}),
    ("pol", "respond", {**EVENT, "what": MARK, "corrects": "RS-1", "reason": MARK}),
    ("pol", "annul", {"entry": "P-1", "why": MARK}),
    ("pol", "destroy", {"entry": "RS-1", "basis": MARK}),
    ("pol", "table", {"body": MARK, "title": MARK}),
    ("pol", "position", {"motion": MARK, "stand": MARK}),
    ("auditor", "table", {"body": "nato/nac", "title": MARK}),
    ("pol", "table", {"body": "nato/nac", "title": MARK, "level": "secret"}),
    ("lva", "position", {"motion": "M-1", "stand": "for", "reason": MARK}),
]  # fmt: skip
"""A crisis, and what is refused in it."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    place = tmp_path_factory.mktemp("nodes") / "nato"
    with (
        cheap_passphrases(),
        Node.create(place, "nato", clock=lambda: START, base=lambda: world) as node,
    ):
        made = Stage(node, create_app(world, gate=Gate(node, str(place), Pulse())))
        for party in ("EST", "POL", "LVA"):
            made.come(party.lower(), party, Appointment("head-of-delegation"))
        made.come("office", "secretariat", Appointment("secretariat"))
        made.come("auditor", "EST", Appointment("auditor"))
        made.come("admin", "EST", Appointment("administrator"))
        yield made


def kept(caplog: pytest.LogCaptureFixture, stage: Stage) -> str:
    """All that a server keeps or tells of what it did: log, trace, audit and metrics."""
    with stage.node.database.reading() as connection:
        rows = connection.execute(select(audit)).all()
    metrics = stage.client("nobody").get("/metrics").text
    handled = logging.Formatter()
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    traces = [handled.format(record) for record in ours]
    return f"{traces}{[record.__dict__ for record in ours]}{rows}{metrics}"


def lines(caplog: pytest.LogCaptureFixture, event: str) -> list[dict[str, Any]]:
    mine = (r.getMessage() for r in caplog.records if r.name == log.LOGGER.name)
    return [line for line in map(json.loads, mine) if line["event"] == event]


def test_a_whole_crisis_leaves_no_mark_in_log_audit_metrics_error_or_trace(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = 0
    with caplog.at_level(logging.DEBUG):
        for role, act, given in WALK:
            key = {"idempotency-key": f"{MARK}-{act}-{done}"}
            stage.post(role, f"acts/{act}/lines/preview", {"lines": [given]})
            stage.post(role, f"acts/{act}/preview", given)
            done += stage.post(role, f"acts/{act}", given, **key).status_code == 201
        assert done == 13
        client = stage.client("pol")
        for name in ("casus", "decide", "history", MARK):
            client.post(f"{API}/{name}", json={"event": "record:EV-1", "at": MARK, "body": MARK})
            client.get(f"{API}/{name}?{MARK}={MARK}")
        client.request(MARK.upper(), f"/{MARK}/{MARK}")
        for path in (f"entries/{MARK}", "entries/EV-1", f"acts/{MARK}"):
            client.get(f"{API}/{path}", headers={"x-forwarded-for": MARK, "user-agent": MARK})
        people(stage)

        def broken(*_: Any) -> Any:
            raise RuntimeError(MARK)

        monkeypatch.setitem(table.__dict__, "function", broken)
        failed = stage.post("pol", "acts/table", {"body": "nato/nac", "title": MARK})
        assert failed.status_code == 500
        assert MARK not in failed.text
    faults = lines(caplog, "fault")
    assert [fault["fault"] for fault in faults] == ["RuntimeError"]
    assert any("test_log" in frame for frame in faults[0]["frames"])
    everything = kept(caplog, stage).lower()
    assert MARK not in everything
    assert ADDRESS[0] not in everything
    for secret in (*stage.tokens.values(), "grey harbour"):
        assert secret.lower() not in everything


def people(stage: Stage) -> None:
    """Somebody is invited, comes, signs in wrongly and rightly, makes a token and goes."""
    body = {"party": "EST", "posts": [{"post": "observer"}]}
    invited = stage.post("admin", "invitations", body).json()["invitation"]
    stage.tokens["invitation"] = invited
    client = TestClient(stage.app, "https://localhost", client=ADDRESS)
    said = {"name": MARK, "passphrase": f"grey harbour {MARK}"}
    come = {**said, "invitation": invited, "called": MARK, "address": f"{MARK}@example.org"}
    assert client.post(f"{API}/enrol", json={**come, "invitation": MARK}).status_code == 422
    assert client.post(f"{API}/enrol", json=come).status_code == 201
    assert client.post(f"{API}/sign-in", json={**said, "passphrase": MARK}).status_code == 401
    signed_in = client.post(f"{API}/sign-in", json=said)
    assert signed_in.status_code == 201
    cookie = signed_in.headers["set-cookie"].partition("=")[2].partition(";")[0]
    stage.tokens["session"] = cookie
    client.cookies.set(COOKIE, cookie)
    made = client.post(f"{API}/tokens", json={"named": MARK, "scopes": ["read"]})
    stage.tokens["made"] = made.json()["token"]
    assert client.post(f"{API}/sign-out").status_code == 200


def test_a_line_names_route_pseudonym_outcome_time_and_the_request(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        answer = stage.post("pol", "acts/table", {"body": "nato/nac", "title": "x"})
        refused = stage.post("auditor", "acts/table", {"body": "nato/nac", "title": "x"})
        stage.client("pol").get(f"{API}/entries/M-999")
    [first, second, third], [did, did_not] = lines(caplog, "request"), lines(caplog, "act")
    assert {k: first[k] for k in ("method", "route", "status", "person")} == {
        "method": "POST", "route": f"{API}/acts/table", "status": 201, "person": "p-pol",
    }  # fmt: skip
    assert first["request"] == did["request"] == answer.headers["x-request-id"]
    assert second["request"] == did_not["request"] == refused.headers["x-request-id"]
    assert (did["act"], did["outcome"], did["person"]) == ("table", "recorded", "p-pol")
    assert (did_not["outcome"], did_not["person"]) == ("not-allowed", "p-auditor")
    assert third["route"] == f"{API}/entries/{{entry}}"
    for line in (first, did):
        assert line["ms"] >= 0
        assert datetime.fromisoformat(line["at"]).tzinfo is not None
        assert line.keys() <= log.FIELDS


def test_a_field_that_is_not_one_of_a_line_is_in_none(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        log.known("p-1")
        log._LINES.info("act", act="table", title=MARK)
    assert MARK not in caplog.text
    assert lines(caplog, "act")[0]["act"] == "table"


def measured(stage: Stage) -> dict[str, float]:
    told = stage.client("nobody").get("/metrics").text
    pairs = (line.rpartition(" ") for line in told.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def test_metrics_tell_acts_by_kind_and_outcome_and_how_the_node_is(stage: Stage) -> None:
    before = measured(stage)
    stage.post("pol", "acts/table", {"body": "nato/nac", "title": "x"})
    stage.post("auditor", "acts/table", {"body": "nato/nac", "title": "x"})
    stage.post("pol", "acts/position", {"motion": "M-999", "stand": "for"})
    after = measured(stage)
    for act, outcome in (("table", "recorded"), ("table", "not-allowed"), ("position", "refused")):
        name = f'foedus_acts_total{{act="{act}",outcome="{outcome}"}}'
        assert after[name] == before.get(name, 0) + 1
    assert after["foedus_node_up"] == 1
    assert after["foedus_node_queue"] == 0
    assert after["foedus_node_entries"] == stage.node.record().size
    assert 0 <= after["foedus_node_beat_lag_seconds"] < LATE
    assert after["foedus_node_checkpoint_age_seconds"] == 0
    named = {name.partition('act="')[2].partition('"')[0] for name in after if 'act="' in name}
    assert named <= {*every(), "other"}


def test_readiness_looks_at_the_database_and_at_the_pulse(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = stage.client("nobody")
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["database"]) == ("ready", "up")
    assert ready["record"] == str(stage.node.record().size)

    def away(_: Database) -> Any:
        raise AwayError("the database server cannot be reached")

    with monkeypatch.context() as patched:
        patched.setattr(Database, "reading", away)
        answer = client.get("/readyz")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert answer.json()["detail"] == "the database server cannot be reached"
        assert measured(stage)["foedus_node_up"] == 0
        assert client.get("/healthz").status_code == 200  # it runs, and need not be started anew
    with monkeypatch.context() as patched:
        patched.setattr(gate, "PATIENCE", 0.05)
        patched.setattr(Database, "reading", lambda _: time.sleep(0.3))
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["detail"] == "the database did not answer within 0.05 s"
    with monkeypatch.context() as patched:
        patched.setattr(Pulse, "lag", LATE + 1)
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["detail"]) == (
            503,
            "the node has not beaten for 61 s",
        )
    assert client.get("/readyz").status_code == 200


def test_a_beat_that_fails_is_logged_by_its_kind_and_the_next_one_heals(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats = iter([AwayError(MARK)])

    def beat(_: Node) -> tuple[()]:
        for error in beats:
            raise error
        return ()

    monkeypatch.setattr(Node, "beat", beat)
    with caplog.at_level(logging.INFO), beating(stage.node, 0.01) as pulse:
        pulse.last -= 1_000
        until = time.monotonic() + 10
        while pulse.lag > LATE and time.monotonic() < until:
            time.sleep(0.01)
        assert pulse.lag < LATE
    assert [line["fault"] for line in lines(caplog, "beat")] == ["AwayError"]
    assert MARK not in caplog.text


def test_no_failure_of_the_database_quotes_what_was_to_be_stored(stage: Stage) -> None:
    assert stage.node.database._engine.hide_parameters


def test_a_server_that_is_stopped_finishes_what_is_under_way(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = threading.Event()
    with Node.create(tmp_path / "node", "nato", base=lambda: world) as node:
        made = Stage(node, create_app(world, gate=Gate(node, str(tmp_path / "node"))))
        made.come("est", "EST", Appointment("head-of-delegation"))
        slow = table.function

        def slowly(*given: Any) -> Any:
            began.set()
            time.sleep(0.3)
            return slow(*given)

        monkeypatch.setitem(table.__dict__, "function", slowly)
        listening = socket.create_server(("127.0.0.1", 0))
        config = connections.config(made.app, Settings(), grace=10, lifespan=False)
        server = uvicorn.Server(config)
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        headers = {"authorization": f"Bearer {made.tokens['est']}"}
        address = f"http://127.0.0.1:{listening.getsockname()[1]}{API}/acts/table"

        def stop() -> None:
            assert began.wait(20)
            server.should_exit = True

        stopping = threading.Thread(target=stop)
        stopping.start()
        given = {"body": "nato/nac", "title": "x"}
        answer = httpx.post(address, json=given, headers=headers, timeout=30)
        stopping.join()
        running.join(20)
        assert not running.is_alive()
    assert answer.status_code == 201
    with Node.open(tmp_path / "node", base=lambda: world) as again:
        assert [e.id for e in again.record().of()] == [e["id"] for e in answer.json()["entries"]]
