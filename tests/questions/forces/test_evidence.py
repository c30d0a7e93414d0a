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


def test_minutes_are_those_that_were_spent() -> None:
    found = summarise([seen("AUS", 0, 9), seen("JPN", 5, 9), seen("USA", 30, 0)], ROSTER)
    assert {(t.one, t.other): t.minutes for t in found.together} == {
        ("AUS", "JPN"): 4,
        ("AUS", "USA"): 0,
        ("JPN", "USA"): 0,
    }
    assert [(p.nation, p.minutes) for p in found.presences] == [
        ("AUS", 9),
        ("JPN", 9),
        ("USA", 0),
    ]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ((0, 2700), (2700, 2700), 0),  # the one begins as the other ends
        ((0, 2705), (2755, 2700), 0),  # fifty seconds apart, in one minute of the clock
        ((5, 20), (30, 20), 0),
        ((0, 2700), (900, 2700), 30),
        ((0, 2700), (2690, 2700), 0),  # ten seconds are no minute
        ((0, 2700), (2640, 2700), 1),
        ((30, 60), (30, 60), 1),
        ((0, 3600), (600, 0), 0),  # who says no duration
        ((0, 86_400), (3600, 1800), 30),
    ],
)
def test_two_trained_together_for_as_long_as_both_were_there(
    first: tuple[int, int], second: tuple[int, int], together: int
) -> None:
    """The kind: sessions that only touch, or miss each other, were counted as one minute."""
    sightings = [
        Sighting(nation, "roster", nation, starts, starts + timedelta(seconds=lasts), "air")
        for nation, (at, lasts) in (("AUS", first), ("JPN", second))
        for starts in [NOON + timedelta(seconds=at)]
    ]
    found = summarise(sightings, ROSTER)
    assert [t.minutes for t in found.together] == [together]
    assert bool(found.held) == bool(together)


def test_many_sessions_of_a_nation_count_once_where_they_overlap() -> None:
    found = summarise(
        [seen("AUS", 0, 10), seen("AUS", 5, 10), seen("AUS", 15, 5), seen("JPN", 0, 60)], ROSTER
    )
    assert (found.presences[0].minutes, found.together[0].minutes) == (20, 20)


def test_what_ends_at_midnight_was_not_there_on_the_next_day() -> None:
    found = summarise([seen("AUS", 660, 60), seen("JPN", 660, 60)], ROSTER)
    [held] = found.held
    assert (held.starts, held.ends) == (date(2026, 3, 2), date(2026, 3, 3))


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
    assert found.together[0].domains == {"maritime": 9}
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
    assert answer.together[0].minutes == 4  # from the first PDU to the last
    assert answer.presences[0].first == NOON


def test_a_capture_of_a_network_is_read_for_its_dis(world: World) -> None:
    """The kind: one datagram that is not DIS, or one bad PDU, refused thousands that are."""
    at = NOON.timestamp()
    good = [
        (at + n, datagram(entity_state(site=s, seconds=n)))
        for n in range(0, 600, 5)
        for s in (1, 3)
    ]
    others = [
        (at + 1, datagram(b"\x1a\x2b\x01\x00\x00\x01" + bytes(30))),  # DNS
        (at + 2, datagram(b"M-SEARCH * HTTP/1.1\r\n")),  # SSDP
        (at + 3, datagram(b"\x23" + bytes(47))),  # NTP
        (at + 4, datagram(entity_state(site=1)[:-3])),  # a PDU that was cut
        (at + 4, datagram(entity_state(site=1), fragment=0x2000)),
        (at + 4, bytes(12) + b"\x08\x06" + bytes(28)),  # ARP
    ]
    answer = read(world, pcap(*sorted(good + others)), begins=None)
    assert answer.together[0].minutes == read(world, pcap(*good), begins=None).together[0].minutes
    [note] = answer.notes
    assert note.startswith("records.0: passed over: 4 datagrams that are not DIS (the first: byte ")
    assert "1 fragment of a datagram" in note
    assert "1 packet of other traffic" in note


def test_a_sender_whose_clock_stands_still_is_told(world: World) -> None:
    """The kind: what is sent without a clock was counted for a minute, and nothing said so."""
    five = range(0, 300, 5)
    plain = b"".join(entity_state(site=1) + entity_state(site=3, seconds=at) for at in five)
    answer = read(world, plain)
    [note] = answer.notes
    assert "the clock of the sender 1:1 stands still" in note
    assert "it counts for no time" in note
    assert {p.nation: p.minutes for p in answer.presences} == {"AUS": 0, "JPN": 5}
    capture = pcap(
        *(
            (NOON.timestamp() + at, datagram(entity_state(site=1) + entity_state(site=3)))
            for at in five
        )
    )
    answer = read(world, capture, begins=None)
    [note] = answer.notes
    assert "the clock of the sender 1:1, 3:1 stands still" in note
    assert answer.together[0].minutes == 5


def test_many_entities_of_a_sender_at_one_moment_are_no_clock_that_stands_still(
    world: World,
) -> None:
    assert read(world, b"".join(entity_state(entity=n) for n in range(1, 9))).notes == ()


def test_a_recording_may_end_in_the_middle_of_a_pdu_or_in_zeros(world: World) -> None:
    whole = recording(1, 3)
    assert read(world, whole + bytes(12)) == read(world, whole)
    cut = read(world, whole[:-50])
    assert cut.together[0].minutes == 10
    assert "1 PDU at the end, cut short" in cut.notes[0]


def test_who_is_silent_for_minutes_was_not_there(world: World) -> None:
    at = [*range(0, 300, 60), *range(1200, 1500, 60)]
    capture = pcap(
        *((NOON.timestamp() + n, datagram(entity_state(site=1) + entity_state(site=3))) for n in at)
    )
    assert read(world, capture, begins=None).together[0].minutes == 8


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (entity_state(version=8), "this is no record that is read: pcap, pcapng, DIS"),
        (b"\x1f\x8b\x08" + bytes(20), "this is packed; unpack it first"),
        (b"PK\x03\x04" + bytes(20), "this is packed; unpack it first"),
    ],
)
def test_a_file_of_another_kind_is_told_what_would_be_read(
    world: World, content: bytes, told: str
) -> None:
    with pytest.raises(QuestionError, match=r"records\.0: byte 0: ") as refused:
        read(world, content)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "known",
    [
        "mil.no",
        "MIL.no",
        "https://lms.mil.no",
        "https://mil.no/xapi",
        "@mil.no",
        "http://mil.no:80/",
    ],
)
@pytest.mark.parametrize(
    "actor",
    [
        {"mbox": "mailto:ola@LMS.Mil.no"},
        {"account": {"homePage": "https://lms.mil.no/x", "name": "7"}},
        {"openid": "https://LMS.MIL.NO/ola"},
    ],
)
def test_a_nation_is_known_by_a_mail_domain_or_a_home_page_in_any_case(
    world: World, known: str, actor: dict[str, Any]
) -> None:
    """The kind: the roster takes home pages, and none was ever found again; nor was a capital."""
    roster = Roster.model_validate(
        {"id": "a", "name": "A", "members": [{"nation": "NOR", "accounts": [known]}]}
    )
    answer = read(world, json.dumps(statement(actor=actor)).encode(), roster=roster)
    assert [p.nation for p in answer.presences] == ["NOR"]
    assert answer.notes == ("1 statement says no duration; it counts for no time",)


def test_what_a_store_has_more_than_it_answered_is_told(world: World) -> None:
    answered = {"statements": [statement()], "more": "/xapi/statements?cursor=2"}
    notes = read(world, json.dumps(answered).encode()).notes
    assert any("ask it for /xapi/statements?cursor=2 too" in note for note in notes)


def test_what_one_file_voids_does_not_count_in_another(world: World) -> None:
    void = statement(
        id="2",
        verb={"id": "http://adlnet.gov/expapi/verbs/voided"},
        object={"objectType": "StatementRef", "id": statement()["id"].upper()},
    )
    counted = statement(actor={"mbox": "mailto:kim@defence.gov.au"})
    files = [json.dumps(s).encode() for s in (counted, void)]
    assert read(world, *files).presences == ()


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
    assert answer.together[0].minutes == 20
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
