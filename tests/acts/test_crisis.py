"""September and October 2001, and November 2015, act by act."""

import pytest

from foedus.asking.world import World
from tests.acts.scene import Scene

ATTACKS = {
    "framework": "nato",
    "title": "Attacks on New York and Washington",
    "happened": "2001-09-11",
    "attacked": ["USA"],
    "at": "New York",
    "kind": "terrorist-attack",
}


@pytest.fixture
def september(world: World) -> Scene:
    """11 September to 9 October 2001, as NATO's documents have it."""
    scene = Scene(world)
    scene.do("report", "USA", on="2001-09-11", **ATTACKS)
    words = "if it is determined that this attack was directed from abroad"
    scene.do(
        "invoke", "secretariat", event="EV-1", provision="nato/art-5", words=words, on="2001-09-12"
    )
    told = "the attack was directed from abroad"
    scene.do(
        "determine",
        "secretariat",
        event="EV-1",
        provision="nato/art-5",
        body="nato/nac",
        words=told,
        on="2001-10-02",
    )
    scene.do(
        "respond",
        "DEU",
        event="EV-1",
        provision="nato/art-5",
        what="Crews of AWACS",
        on="2001-10-09",
    )
    return scene


def test_the_four_things_stand_apart_and_each_on_its_day(september: Scene) -> None:
    answer = september.ask("casus", event="record:EV-1").to_dict()
    assert (answer["on"], answer["event"]["attacked"]) == ("2001-09-11", ["USA"])
    found = next(f for f in answer["undetermined"] if f["provision"] == "nato/art-5")
    on_record = next(i for i in found["invoked"] if i["cite"]["source"] == "record")
    assert on_record["invoked"]["on"] == "2001-09-12"
    assert on_record["determined"]["by"] == ["nato/nac"]
    assert [(r["by"], r["on"]) for r in on_record["responses"]] == [(["DEU"], "2001-10-09")]


@pytest.mark.parametrize(
    ("known", "invoked", "determined", "responses"),
    [
        ("12:01", False, False, 0),
        ("12:02", True, False, 0),
        ("12:03", True, True, 0),
        ("12:04", True, True, 1),
    ],
)
def test_what_was_known_at_a_moment_is_told_as_it_was(
    september: Scene, known: str, invoked: bool, determined: bool, responses: int
) -> None:
    at = f"2026-12-01T{known}Z"
    answer = september.ask("casus", event="record:EV-1", as_known_at=at).to_dict()
    found = next(f for f in answer["undetermined"] if f["provision"] == "nato/art-5")
    mine = [i for i in found["invoked"] if i["cite"]["source"] == "record"]
    assert bool(mine) is invoked
    for one in mine:
        assert (one.get("determined") is not None, len(one["responses"])) == (determined, responses)


def test_the_event_on_record_is_judged_as_the_same_event_by_hand(september: Scene) -> None:
    read = september.ask("casus", event="record:EV-1").to_dict()
    by_hand = {name: ATTACKS[name] for name in ("attacked", "at", "kind")}
    asked = september.ask("casus", on="2001-09-11", **by_hand).to_dict()
    assert {**read, "notes": []} == {**asked, "notes": []}


def test_what_is_learnt_later_corrects_the_report(september: Scene) -> None:
    september.do(
        "report",
        "USA",
        on="2001-10-02",
        corrects="EV-1",
        reason="it is known who",
        **ATTACKS,
        attacker=["al-qaida"],
        facts={"directed-from-abroad": True},
    )
    answer = september.ask("casus", event="record:EV-1").to_dict()
    assert answer["event"]["attacker"] == ["al-qaida"]
    before = september.ask("casus", event="record:EV-1", as_known_at="2026-12-01T12:04Z").to_dict()
    assert before["event"]["attacker"] == []


def test_who_may_not_is_told_why_with_the_article(september: Scene) -> None:
    told = september.refused(
        "respond", "SWE", event="EV-1", provision="nato/art-5", what="x", on="2001-10-09"
    )
    assert told.startswith("SWE is not a party to nato/north-atlantic-treaty on 2001-10-09")
    assert "Art. 5" in told
    told = september.refused(
        "determine", "secretariat", event="EV-1", provision="nato/art-5", body="nato/dpc", words="x"
    )
    assert told.startswith("nato/art-5 is for nato/nac to determine (North Atlantic Treaty, Art. 5")
    told = september.refused(
        "consult", "USA", event="EV-1", provision="nato/art-5", on="2001-09-12"
    )
    assert told.startswith("nato/art-5 gives no consultation (North Atlantic Treaty, Art. 5")
    told = september.refused(
        "invoke", "USA", event="EV-1", provision="nato/art-5", words="x", on="2001-09-13"
    )
    assert told == "nato/art-5 was invoked about EV-1 already, by IN-1"
    told = september.refused("report", "USA", **{**ATTACKS, "happened": "1948-09-11"})
    assert told.startswith("there was no nato on 1948-09-11")
    told = september.refused("report", "USA", **{**ATTACKS, "at": "Nowhere at all"})
    assert "Nowhere at all" in told


def test_november_2015_each_member_answers_for_itself(world: World) -> None:
    """France invoked Art. 42(7) on 17 November 2015; no body determines it."""
    scene = Scene(world)
    scene.do(
        "report",
        "FRA",
        framework="eu",
        title="Attacks in Paris",
        happened="2015-11-13",
        attacked=["FRA"],
        at="Paris",
        kind="terrorist-attack",
        on="2015-11-13",
    )
    scene.do(
        "invoke",
        "FRA",
        event="EV-1",
        provision="eu/teu-42-7",
        words="France asks for aid and assistance",
        on="2015-11-17",
    )
    told = scene.refused(
        "determine",
        "secretariat",
        event="EV-1",
        provision="eu/teu-42-7",
        body="eu/council",
        words="x",
    )
    assert told.startswith("eu/teu-42-7 names no body that determines it (")
    scene.do(
        "respond", "DEU", event="EV-1", provision="eu/teu-42-7", what="A frigate", on="2015-12-04"
    )
    scene.do(
        "respond",
        "GBR",
        event="EV-1",
        provision="eu/teu-42-7",
        what="The base at Akrotiri",
        on="2015-11-23",
    )
    told = scene.refused(
        "respond", "USA", event="EV-1", provision="eu/teu-42-7", what="x", on="2015-12-04"
    )
    assert told.startswith("USA is not a party to eu/")
    answer = scene.ask("casus", event="record:EV-1").to_dict()
    found = next(f for f in answer["undetermined"] if f["provision"] == "eu/teu-42-7")
    mine = next(i for i in found["invoked"] if i["cite"]["source"] == "record")
    assert [r["by"] for r in mine["responses"]] == [["DEU"], ["GBR"]]


def test_help_comes_at_the_request_of_the_victim_step_by_step(september: Scene) -> None:
    told = september.refused("assist", "DEU", event="EV-1", step="requested", what="AWACS")
    assert told.endswith("USA (ICJ, Nicaragua, 1986, para. 199)")
    september.do("assist", "USA", event="EV-1", step="requested", what="AWACS")
    september.do("assist", "DEU", event="EV-1", step="offered", what="Five AWACS", follows="AS-1")
    told = september.refused(
        "assist", "DEU", event="EV-1", step="delivered", what="x", follows="AS-2"
    )
    assert told == "AS-2 was offered; what is delivered must be accepted first"
    september.do("assist", "USA", event="EV-1", step="accepted", what="Five AWACS", follows="AS-2")
    waiting = september.ask("due", on="2026-12-01", of="DEU").to_dict()["waiting"]
    assert [w["what"] for w in waiting if w["kind"] == "delivery"] == ["Five AWACS"]
    september.do("assist", "DEU", event="EV-1", step="delivered", what="Five AWACS", follows="AS-3")
    waiting = september.ask("due", on="2026-12-01", of="DEU").to_dict()["waiting"]
    assert not [w for w in waiting if w["kind"] == "delivery"]


def test_the_report_to_the_security_council_waits_until_it_is_given(september: Scene) -> None:
    to = "Security Council of the United Nations"
    waiting = september.ask("due", on="2001-10-10").to_dict()["waiting"]
    assert [(w["kind"], w["who"]) for w in waiting] == [("notice", ["USA", "DEU"])]
    told = september.refused(
        "notify", "USA", event="EV-1", provision="nato/art-5", addressee="the press"
    )
    assert told.startswith(f"nato/art-5 asks for a notice to {to} (North Atlantic Treaty")
    september.do(
        "notify",
        "USA",
        event="EV-1",
        provision="nato/art-5",
        addressee=to,
        words="S/2001/946",
        on="2001-10-07",
    )
    assert september.ask("due", on="2001-10-10").lead == "Nothing waits on 2001-10-10."
