"""Motions, as NATO's Council and the Security Council decide them."""

from datetime import timedelta

from foedus.asking.world import World
from tests.acts.scene import NOON, Scene

TOMORROW = "2026-12-02T12:00Z"


def test_silence_broken_twice_and_kept_the_third_time(world: World) -> None:
    """As the procedure ran on the eve of 2003: two nations broke it, and a third text passed."""
    scene = Scene(world)
    first = scene.do("table", "secretariat", body="nato/nac", title="First", silence_until=TOMORROW)
    assert first == "M-1"
    scene.do("position", "BEL", motion="M-1", break_silence=True, reason="too early")
    assert scene.ask("decide", body="record:M-1").judged() == "rejected"
    scene.do("table", "secretariat", body="nato/nac", title="Second", silence_until=TOMORROW)
    scene.do("position", "DEU", motion="M-2", break_silence=True)
    scene.do("table", "secretariat", body="nato/nac", title="Third", silence_until=TOMORROW)
    assert scene.ask("decide", body="record:M-3").judged() == "open"
    scene.now = NOON + timedelta(days=1, seconds=-1)
    assert scene.ask("decide", body="record:M-3").judged() == "open"
    scene.now = NOON + timedelta(days=1)
    assert scene.ask("decide", body="record:M-3").judged() == "adopted"
    known = scene.ask("decide", body="record:M-3", as_known_at="2026-12-01T18:00Z")
    assert known.judged() == "open"


def test_what_is_read_from_the_record_is_what_is_asked_by_hand(world: World) -> None:
    scene = Scene(world)
    scene.do("table", "secretariat", body="nato/nac", title="First", silence_until=TOMORROW)
    scene.do("extend", "secretariat", motion="M-1", until="2026-12-03T12:00Z")
    scene.now = NOON + timedelta(hours=30)
    scene.do("position", "HUN", motion="M-1", break_silence=True)
    for day in ("2026-12-01", "2026-12-02", "2026-12-04"):
        by_hand: dict[str, object] = {
            "body": "nato/nac",
            "motion": "silence-procedure",
            "deadline": TOMORROW,
            "extended": "2026-12-03T12:00Z",
        }
        if day >= "2026-12-02":
            by_hand |= {"against": ["HUN"], "objected": "2026-12-02T18:01Z"}
        if day == "2026-12-02":
            by_hand["at"] = "2026-12-02T18:01Z"
        read = scene.ask("decide", body="record:M-1", on=day).to_dict()
        asked = scene.ask("decide", on=day, **by_hand).to_dict()
        assert {**read, "notes": []} == {**asked, "notes": []}


def test_a_veto_rejects_and_whoever_does_not_sit_has_no_position(world: World) -> None:
    """On 25 February 2022 one permanent member voted against, and three abstained."""
    scene = Scene(world)
    on = "2022-02-25"
    scene.do(
        "table",
        "USA",
        body="un/security-council",
        title="S/2022/155",
        motion="non-procedural",
        on=on,
    )
    for member in ["ALB", "BRA", "FRA", "GAB", "GHA", "IRL", "KEN", "MEX", "NOR", "GBR", "USA"]:
        scene.do("position", member, motion="M-1", stand="for", on=on)
    scene.do("position", "RUS", motion="M-1", stand="against", on=on)
    told = scene.refused("position", "DEU", motion="M-1", stand="for", on=on)
    assert told.startswith("DEU does not sit in the Security Council on 2022-02-25 (Charter, Art.")
    assert scene.ask("decide", body="record:M-1", on=on).judged() == "rejected"
    scene.do("conclude", "secretariat", motion="M-1", on=on)
    assert scene.entries[-1].draft.told == "M-1, S/2022/155: rejected (veto)."
    assert "was rejected" in scene.refused("conclude", "secretariat", motion="M-1")


def test_what_makes_no_sense_is_refused_in_a_sentence(world: World) -> None:
    scene = Scene(world)
    told = scene.refused("table", "EST", body="eu/council", title="x", silence_until=TOMORROW)
    assert told.startswith("the Council of the European Union does not decide by silence (Art.")
    told = scene.refused("table", "CHE", body="nato/nac", title="x")
    assert told.startswith("CHE does not sit in the North Atlantic Council on 2026-12-01")
    told = scene.refused(
        "table", "EST", body="nato/nac", title="x", silence_until="2026-11-30T12:00Z"
    )
    assert told.startswith("silence would have ended already")
    assert scene.refused("position", "EST", motion="M-9", stand="for") == "no entry is called 'M-9'"
    scene.do("table", "secretariat", body="nato/nac", title="First", silence_until=TOMORROW)
    told = scene.refused("position", "EST", motion="M-1", stand="abstain")
    assert told.endswith("break it, or say nothing")
    scene.now = NOON + timedelta(days=2)
    told = scene.refused("position", "EST", motion="M-1", break_silence=True)
    assert told == "M-1 is closed: it ended at 2026-12-02 12:00:00+00:00"


def test_a_commitment_is_kept_once_it_is_accounted_for(world: World) -> None:
    scene = Scene(world)
    commits = [{"who": "EST", "what": "A company at readiness", "by": "2026-12-10"}]
    scene.do(
        "table",
        "secretariat",
        body="nato/nac",
        title="Force",
        silence_until=TOMORROW,
        commits=commits,
    )
    told = scene.refused("account", "EST", motion="M-1", commitment=1, words="Ready")
    assert told == "M-1 is not adopted, so it commits nobody"
    scene.now = NOON + timedelta(days=3)
    assert [u.what for u in scene.ask("due", on="2026-12-04").waiting] == ["A company at readiness"]
    assert scene.refused("account", "LVA", motion="M-1", commitment=1, words="x").startswith("EST ")
    scene.do("account", "EST", motion="M-1", commitment=1, words="Ready since 3 December")
    assert scene.ask("due", on="2026-12-04").lead == "Nothing waits on 2026-12-04."
    assert (
        scene.ask("kept", on="2026-12-04").lead
        == "Of 1 undertaking that had a time, 1 was kept in it."
    )
    scene.now = NOON + timedelta(days=30)
    assert scene.ask("kept", on="2026-12-03").lead == "Nothing has come due by 2026-12-03."


def test_a_position_is_corrected_by_its_own_member_and_stands_beside_the_correction(
    world: World,
) -> None:
    scene = Scene(world)
    scene.do("table", "USA", body="un/security-council", title="x", motion="non-procedural")
    scene.do("position", "FRA", motion="M-1", stand="against")
    told = scene.refused("position", "GBR", motion="M-1", stand="for", corrects="P-1", reason="x")
    assert told == "P-1 is FRA's, who alone may correct it"
    assert "say why" in scene.refused("position", "FRA", motion="M-1", stand="for", corrects="P-1")
    scene.do("position", "FRA", motion="M-1", stand="for", corrects="P-1", reason="misheard")
    answer = scene.ask("decide", body="record:M-1").to_dict()
    assert answer["tally"]["in_favour"] == ["FRA"]
    assert answer["tally"]["against"] == []
    history = scene.ask("history", on="2026-12-01").to_dict()
    assert [(e["id"], e["stands"]) for e in history["done"]] == [
        ("M-1", True),
        ("P-1", False),
        ("P-2", True),
    ]


def test_a_position_is_seen_by_all_who_may_see_its_motion(world: World) -> None:
    """A chair who did not see a vote against would close the motion as adopted."""
    scene = Scene(world)
    scene.do("table", "secretariat", body="nato/nac", title="Deploy")
    for to in (["EST", "LVA"], ["secretariat"], ["nato"]):
        told = scene.refused("position", "HUN", motion="M-1", stand="against", to=to)
        assert "it changes how M-1 stands, so whoever may see that must see it" in told
    assert "leave `to` out, or add nato" in scene.refused(
        "position", "HUN", motion="M-1", stand="against", to=["secretariat"]
    )
    scene.do("position", "HUN", motion="M-1", stand="against", to=["nato", "secretariat", "eu"])
    told = scene.refused(
        "position", "HUN", motion="M-1", stand="for", corrects="P-1", reason="x", to=["nato"]
    )
    assert "add secretariat" in told
    assert "add eu" in scene.refused(
        "annul", "HUN", entry="P-1", why="x", to=["nato", "secretariat"]
    )
    told = scene.refused("conclude", "secretariat", motion="M-1", to=["USA"])
    assert "how M-1 stands" in told


def test_the_end_of_silence_is_moved_for_all_who_know_of_it(world: World) -> None:
    scene = Scene(world)
    scene.do("table", "secretariat", body="nato/nac", title="First", silence_until=TOMORROW)
    later = {"motion": "M-1", "until": "2026-12-03T12:00Z"}
    assert "add nato" in scene.refused("extend", "secretariat", **later, to=["EST"])
    scene.do("extend", "secretariat", **later)


def test_nothing_is_adopted_over_the_heads_of_those_who_may_not_see_it(world: World) -> None:
    scene = Scene(world)
    shut = {"body": "nato/nac", "title": "Between us", "to": ["EST", "LVA"]}
    told = scene.refused("table", "EST", **shut, silence_until=TOMORROW)
    assert "silence binds whoever could have broken it" in told
    assert "sit in the North Atlantic Council and may not see it" in told
    scene.do("table", "EST", **shut)
    scene.do("position", "LVA", motion="M-1", stand="for")
    told = scene.refused("conclude", "secretariat", motion="M-1")
    assert "M-1 cannot be closed" in told
    assert "may not see it" in told


def test_a_correction_is_of_what_stands_and_about_the_same(world: World) -> None:
    """Else it would be counted on a motion that it does not name, or not at all."""
    scene = Scene(world)
    for title in ("First", "Second"):
        scene.do("table", "secretariat", body="nato/nac", title=title)
    scene.do("position", "HUN", motion="M-1", stand="for")
    corrected = {"stand": "against", "corrects": "P-1", "reason": "sent for another"}
    told = scene.refused("position", "HUN", motion="M-2", **corrected)
    assert "P-1 is about M-1, and this is about M-2; annul that one, and do this anew" in told
    scene.do("annul", "HUN", entry="P-1", why="sent for another")
    told = scene.refused("position", "HUN", motion="M-1", **corrected)
    assert "P-1 does not stand any more" in told
