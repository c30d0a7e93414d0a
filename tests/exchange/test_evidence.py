"""Evidence of training: who was there, with whom, and the line of a history that it makes."""

import json
import socket
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from foedus.asking.world import World
from foedus.doors.cli.evidence import evidence
from foedus.exchange.evidence import EvidenceAnswer, Records
from foedus.exchange.simulators.training import Evidence, Roster, Sighting, summarise
from tests.exchange.simulators.traffic import datagram, entity_state, pcap, statement
from tests.questions.forces.quad import call

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROSTER = Roster.model_validate(
    {
        "id": "strait-watch",
        "name": "Strait Watch",
        "members": [
            {"nation": "AUS", "sites": [1, 2], "accounts": ["defence.gov.au"]},
            {"nation": "JPN", "sites": [3], "accounts": ["mod.go.jp"]},
            {"nation": "USA", "sites": [4]},
        ],
        "activities": [
            {
                "activity": "https://sim.example/boarding",
                "domain": "maritime",
                "objective": "boarding",
            }
        ],
    }
)


def seen(
    nation: str, start: int, minutes: int, domain: Any = None, basis: Any = "roster"
) -> Sighting:
    starts = NOON + timedelta(minutes=start)
    ends = starts + timedelta(minutes=minutes)
    return Sighting(nation, basis, nation, starts, ends, domain)


def test_minutes_together_are_those_of_the_clock() -> None:
    found = summarise([seen("AUS", 0, 9), seen("JPN", 5, 9), seen("USA", 30, 0)], ROSTER)
    assert {(t.one, t.other): t.minutes for t in found.together} == {
        ("AUS", "JPN"): 5,
        ("AUS", "USA"): 0,
        ("JPN", "USA"): 0,
    }
    assert [(p.nation, p.minutes) for p in found.presences] == [
        ("AUS", 10),
        ("JPN", 10),
        ("USA", 1),
    ]


def test_who_met_nobody_is_no_participant() -> None:
    found = summarise([seen("AUS", 0, 9), seen("JPN", 5, 9), seen("USA", 30, 0)], ROSTER)
    [held] = found.held
    assert held.participants == ["AUS", "JPN"]
    assert (held.starts, held.ends) == (date(2026, 3, 2), date(2026, 3, 3))


def test_a_domain_counts_where_both_were_in_it() -> None:
    found = summarise(
        [
            seen("AUS", 0, 9, "air"),
            seen("AUS", 0, 9, "maritime"),
            seen("JPN", 0, 9, "maritime"),
            seen("JPN", 50, 9, "air"),
        ],
        ROSTER,
    )
    assert found.together[0].domains == {"maritime": 10}
    [held] = found.held
    assert held.domains == ["maritime"]


def test_all_who_did_the_same_together_are_one_line() -> None:
    found = summarise([seen(nation, 0, 9, "air") for nation in ("AUS", "JPN", "USA")], ROSTER)
    [held] = found.held
    assert (held.id, held.participants) == ("strait-watch", ["AUS", "JPN", "USA"])


def test_no_line_claims_more_than_was_seen() -> None:
    """Australia met the two others at different hours, and each in another domain."""
    found = summarise(
        [
            seen("AUS", 0, 9, "air"),
            seen("JPN", 0, 9, "air"),
            seen("AUS", 60, 9, "maritime"),
            seen("USA", 60, 9, "maritime"),
        ],
        ROSTER,
    )
    assert [(held.id, held.participants, held.domains) for held in found.held] == [
        ("strait-watch-AUS-JPN", ["AUS", "JPN"], ["air"]),
        ("strait-watch-AUS-USA", ["AUS", "USA"], ["maritime"]),
    ]


@pytest.mark.parametrize(
    "sightings", [[], [seen("AUS", 0, 9)], [seen("AUS", 0, 9), seen("JPN", 0, 9, basis="design")]]
)
def test_without_two_nations_of_the_roster_there_is_no_evidence(sightings: list[Sighting]) -> None:
    found: Evidence = summarise(sightings, ROSTER)
    assert found.held == ()


def recording(*sites: int, **changes: Any) -> bytes:
    """Ten minutes in which each site sends every five seconds."""
    return b"".join(
        entity_state(site=site, seconds=second, **changes)
        for second in range(0, 600, 5)
        for site in sites
    )


def read(world: World, *files: bytes, begins: datetime | None = NOON) -> EvidenceAnswer:
    records = Records(ROSTER)
    for file in files:
        records.read(file, begins)
    return records.answer(world.catalogue, date(2026, 3, 3))


def test_a_recording_of_dis(world: World) -> None:
    answer = read(world, recording(1, 3))
    assert [(p.nation, p.seen, p.minutes, p.domains) for p in answer.presences] == [
        ("AUS", 1, 10, ("maritime",)),
        ("JPN", 1, 10, ("maritime",)),
    ]
    assert answer.together[0].minutes == 10
    assert answer.reckoning == {"1:1:1": 0.0, "3:1:1": 0.0}


def test_the_designer_of_the_equipment_is_no_participant(world: World) -> None:
    answer = read(world, recording(1, 9, country=225))
    assert [(p.nation, p.basis) for p in answer.presences] == [("AUS", "roster"), ("USA", "design")]
    assert answer.held == ()
    assert any("designed it" in note for note in answer.notes)
    [cite] = {c.source for s in answer.sections() for r in s.rows for c in r.cites} - {
        "IEEE 1278.1-2012"
    }
    assert cite == "SISO-REF-010"


def test_who_cannot_be_attributed_is_named(world: World) -> None:
    answer = read(world, recording(9, country=0))
    assert answer.unknown == ("9:1:1",)
    assert any("9:1:1" in note for note in answer.notes)


def test_another_exercise_on_the_same_network_is_not_this_one(world: World) -> None:
    records = Records(ROSTER.model_copy(update={"exercise": 4}))
    records.read(recording(1, exercise=4) + recording(3, exercise=5), NOON)
    answer = records.answer(world.catalogue, date(2026, 3, 3))
    assert [p.nation for p in answer.presences] == ["AUS"]


def test_a_capture_tells_its_own_time(world: World) -> None:
    at = NOON.timestamp()
    capture = pcap(
        *((at + 60 * n, datagram(entity_state(site=1) + entity_state(site=3))) for n in range(5))
    )
    answer = read(world, capture, begins=None)
    assert answer.together[0].minutes == 5
    assert answer.presences[0].first == NOON


def test_learning_records_of_a_session(world: World) -> None:
    records = [
        statement(
            id=str(number),
            actor={"mbox": f"mailto:{who}"},
            timestamp=f"2026-03-02T{at}Z",
            result={"duration": "PT30M"},
        )
        for number, (who, at) in enumerate(
            [
                ("kim@hq.defence.gov.au", "10:30:00"),
                ("sato@mod.go.jp", "10:40:00"),
                ("eve@notmod.go.jp", "10:40:00"),
            ]
        )
    ]
    answer = read(world, json.dumps(records).encode())
    assert answer.together[0].minutes == 21
    assert answer.unknown == ("mailto:eve@notmod.go.jp",)
    [held] = answer.held
    assert (held["domains"], held["objectives"]) == (["maritime"], ["boarding"])


def test_what_it_makes_is_what_a_call_takes(world: World) -> None:
    pytest.importorskip("ortools", reason="needs the extra optimise")
    answer = read(world, recording(1, 3))
    planned = world.exercise(on=date(2026, 3, 10), call=call(history=list(answer.held)))
    [evidence] = planned.evidence
    assert (evidence.id, evidence.participants) == ("strait-watch", ("AUS", "JPN"))
    pairs = {(p.one, p.other): p.held for p in planned.pairs}
    assert (pairs["AUS", "JPN"], pairs["IND", "JPN"]) == (1, 0)


# -- the command ----------------------------------------------------------------------------------


def run(folder: Path, *arguments: str) -> Result:
    roster = folder / "roster.json"
    roster.write_text(ROSTER.model_dump_json())
    return CliRunner().invoke(evidence, ["--roster", str(roster), *arguments])


def test_the_command(tmp_path: Path) -> None:
    record = tmp_path / "record.dis"
    record.write_bytes(recording(1, 3))
    line = tmp_path / "history.json"
    result = run(
        tmp_path, str(record), "--begins", "2026-03-02T12:00+00:00", "--history", str(line)
    )
    assert result.exit_code == 0, result.output
    assert "1 pair of nations trained together; longest AUS and JPN" in result.output
    [held] = json.loads(line.read_text())
    assert held["participants"] == ["AUS", "JPN"]


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (recording(1), [], "a plain recording does not tell when it begins"),
        (b"\x07\x01", ["--begins", "2026-03-02T12:00Z"], "byte 0: a header has 12 bytes"),
        (b"{", [], "this is not JSON"),
        (b"[]", ["--begins", "noon"], "is not a date and time"),
        (b"[]", ["--begins", "2026-03-02T12:00"], "has no time zone"),
        (b"[]", ["--listen", "3000"], "--listen and --seconds belong together"),
    ],
)
def test_a_refusal_is_a_sentence(
    tmp_path: Path, content: bytes, arguments: list[str], sentence: str
) -> None:
    record = tmp_path / "record"
    record.write_bytes(content)
    result = run(tmp_path, str(record), *arguments)
    assert result.exit_code != 0
    assert sentence in result.output
    assert "Traceback" not in result.output


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    assert "there is nothing to read" in run(tmp_path).output


def test_live_traffic_is_heard_and_what_is_no_dis_is_counted(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    stop = threading.Event()

    def send() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
            while not stop.wait(0.05):
                for content in (entity_state(site=1), entity_state(site=3), b"noise"):
                    mouth.sendto(content, ("127.0.0.1", port))

    sender = threading.Thread(target=send)
    sender.start()
    try:
        result = run(tmp_path, "--listen", str(port), "--seconds", "1")
    finally:
        stop.set()
        sender.join()
    assert result.exit_code == 0, result.output
    assert "1 pair of nations trained together; longest AUS and JPN" in result.output
    assert "datagrams are not DIS; the first: byte 0" in result.output


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"members": []}, "at least 1"),
        ({"members": [{"nation": "AUS"}]}, "AUS needs sites or accounts"),
        (
            {"members": [{"nation": "AUS", "sites": [1]}, {"nation": "JPN", "sites": [1]}]},
            "sites: 1 is given to two members",
        ),
        ({"exercise": 256}, "less than or equal to 255"),
    ],
)
def test_a_roster_that_makes_no_sense_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Roster.model_validate({**ROSTER.model_dump(), **changes})
