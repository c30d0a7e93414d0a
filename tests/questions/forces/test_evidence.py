"""Evidence of training: who was there, with whom, and the line of a history that it makes."""

import json
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.forces.evidence.answer import EvidenceAnswer
from foedus.questions.forces.evidence.roster import Roster
from foedus.questions.forces.evidence.training import Sighting, TrainingEvidence, summarise
from tests.questions.forces.quad import call
from tests.simulators.traffic import datagram, entity_state, pcap, statement

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
    found: TrainingEvidence = summarise(sightings, ROSTER)
    assert found.held == ()


def recording(*sites: int, **changes: Any) -> bytes:
    """Ten minutes in which each site sends every five seconds."""
    return b"".join(
        entity_state(site=site, seconds=second, **changes)
        for second in range(0, 600, 5)
        for site in sites
    )


def read(
    world: World, *files: bytes, begins: datetime | None = NOON, roster: Roster = ROSTER
) -> EvidenceAnswer:
    return world.evidence(on=date(2026, 3, 3), records=files, roster=roster, begins=begins)


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
    traffic = recording(1, exercise=4) + recording(3, exercise=5)
    answer = read(world, traffic, roster=ROSTER.model_copy(update={"exercise": 4}))
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


def test_bytes_may_be_given_as_the_text_that_json_has_of_them(world: World) -> None:
    text = b64encode(recording(1, 3)).decode()
    given = {"records": [text], "roster": ROSTER.model_dump(), "begins": "2026-03-02T12:00Z"}
    assert world.ask("evidence", given, on="2026-03-03") == read(world, recording(1, 3))


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        ([], "records must not be empty"),
        ([b""] * 1_001, "records takes at most 1000, got 1001"),
        (["no base64!"], "records.0: 'no base64!' is not the content of a file in base64"),
        (["é"], "records.0: 'é' is not the content of a file in base64"),
        ([7], "records.0: 7 is not the content of a file in base64"),
        ([b"[]", b"\x07\x01"], "records.1: byte 0: a header has 12 bytes"),
        ([b"[]", b"{"], "records.1: byte 1: this is not JSON"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_by_its_number(
    world: World, records: list[Any], sentence: str
) -> None:
    given = {"records": records, "roster": ROSTER, "begins": NOON}
    with pytest.raises(QuestionError) as refused:
        world.ask("evidence", given, on=date(2026, 3, 3))
    assert sentence in str(refused.value)


@pytest.mark.parametrize("year", ["0001", "1000", "2999", "9999"])
def test_a_session_at_the_edge_of_the_calendar_is_refused(world: World, year: str) -> None:
    """Its first day, or the day after its last, would be none that can be asked about."""
    with pytest.raises(QuestionError, match=r"records\.0: .*(timestamp|years 1001 to 2998)"):
        read(world, json.dumps(statement(timestamp=f"{year}-12-31T23:59:00Z")).encode())


def test_a_long_recording_does_not_run_out_of_the_calendar(world: World) -> None:
    """Each PDU is nearly half an hour after the last, and the first on the last day there is."""
    long = b"".join(entity_state(seconds=n * 1_799) for n in range(60))
    with pytest.raises(QuestionError, match="years 1001 to 2998"):
        read(world, long, begins=datetime(2998, 12, 31, 12, tzinfo=UTC))


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
