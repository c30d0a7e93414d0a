from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.conduct.path.found import Path

ON = date(2026, 6, 1)


def one(world: World, change: str, on: str = "2026-06-01", **more: object) -> Path:
    [found] = world.ask("path", {"change": [change], **more}, on=on).paths  # type: ignore[attr-defined]
    assert isinstance(found, Path)
    return found


def test_every_way_that_is_recorded_can_be_walked(world: World) -> None:
    """Whoever is no party gets an answer from each way, whose every step has its article."""
    walked = 0
    for framework in world.catalogue.frameworks.values():
        for instrument in framework.instruments:
            for way in instrument.accession:
                on = max(way.during.start, instrument.during.start)
                bound = {p.state for p in world.catalogue.parties(framework, instrument)}
                state = next(
                    s.id
                    for s in world.catalogue.states.values()
                    if s.id not in bound and any(on in life for life in s.lives)
                )
                found = one(world, f"ratify:{framework.id}/{instrument.id}:{state}", str(on))
                assert (found.basis == "text") == (way.how != "none")
                barred = way.how == "none" or found.eligible is False
                assert (found.earliest is None) == barred
                assert all(step.cite.article for step in found.steps)
                walked += 1
    assert walked >= 18


@settings(max_examples=5)
@given(
    st.sampled_from(["nato:FRA", "rio:BRA", "au:KEN", "ottawa:FRA", "csto:KAZ", "cfe:ITA"]),
    st.dates(date(2012, 1, 1), date(2022, 1, 1)),
    st.integers(1, 1500),
)
def test_a_notice_on_the_last_day_to_begin_is_in_time_and_one_a_day_later_is_not(
    world: World, who: str, on: date, later: int
) -> None:
    wanted = date.fromordinal(on.toordinal() + later)
    found = one(world, f"leave:{who}:{wanted}", str(on))
    assert found.in_time is (found.latest_start is not None)
    if found.latest_start is not None:
        at = str(found.latest_start)
        after = str(date.fromordinal(found.latest_start.toordinal() + 1))
        assert one(world, f"leave:{who}:{wanted}", at).in_time
        assert not one(world, f"leave:{who}:{wanted}", after).in_time


def test_a_ratification_more_leaves_one_less_outstanding(world: World) -> None:
    before = one(world, "join:nato:IRL", done=["invite:2026-06-01", "sign:2026-06-01"])
    after = one(
        world,
        "join:nato:IRL",
        done=["invite:2026-06-01", "sign:2026-06-01", "ratify:FRA:2026-06-01"],
    )
    assert {*before.ratify} - {*after.ratify} == {"FRA"}
    assert len(before.ratify) == 32


def test_two_thirds_are_enough_only_with_those_that_must_be_among_them(world: World) -> None:
    members = [s for s in world.framework(framework="un", on=ON).members if s != "USA"]
    without = one(
        world, "amend:un", done=["decide:2026-06-01", f"ratify:{','.join(members)}:2026-06-01"]
    )
    assert without.outstanding == ("USA",)
    assert not without.settled
    every = [*members[:128], "USA", "CHN", "FRA", "GBR", "RUS"]
    enough = one(
        world, "amend:un", done=["decide:2026-06-01", f"ratify:{','.join(every)}:2026-06-01"]
    )
    assert enough.settled
    assert enough.outstanding == ()


def test_what_comes_with_an_entry_is_what_would_fall_with_an_exit(world: World) -> None:
    joined = one(world, "join:nato:IRL:2026-06-01")
    left = one(world, "leave:nato:ESP:2027-06-01")
    seats = {f.id for f in left.also if f.kind == "body"}
    assert {f.id for f in joined.also if f.kind == "body"} == seats == {"nato/nac"}
    assert "USA" in joined.partners


def test_nothing_is_said_not_to_be_that_is_only_not_recorded(world: World) -> None:
    found = one(world, "join:us-jpn:KOR")
    assert found.basis == "not recorded"
    assert "Not recorded in the definition" in found.says
    assert found.earliest is None
    assert found.in_time is None


def test_a_scenario_and_options_are_asked_together(world: World) -> None:
    plan = {
        "scenario": "Both",
        "changes": [{"change": "join", "framework": "nato", "state": "IRL"}],
    }
    answer = world.ask("path", {"plan": plan, "change": ["leave:nato:FRA"]}, on=ON)
    assert answer.title == "Both"
    assert [p.change for p in answer.paths] == ["join:nato:IRL", "leave:nato:FRA"]  # type: ignore[attr-defined]


def test_every_kind_of_change_of_a_scenario_has_its_path(world: World) -> None:
    on = "2027-01-01"
    changes = [
        {"change": "leave", "framework": "nato", "state": "TUR", "on": on},
        {"change": "amend-area", "provision": "un/art-51", "area": "europe", "on": on},
        {"change": "amend-rule", "body": "un/security-council", "matter": "any"},
        {"change": "amend-duty", "provision": "nato/art-5", "strength": 5, "on": on},
        {"change": "reserve", "provision": "rio/art-3-1", "state": "CHL", "on": on},
        {"change": "amend-key", "key": "nato/common-funding-2024", "terms": {}},
        {"change": "settle", "fact": "armed-conflict"},
        {"change": "instrument", "definition": {}, "on": on},
    ]
    answer = world.ask("path", {"plan": {"changes": changes}}, on=ON)
    assert [found.basis for found in answer.paths] == [  # type: ignore[attr-defined]
        "text",
        "text",
        "text",
        "general law",
        "general law",
        "not recorded",
        "no act",
        "general law",
    ]
    assert "An article provides for 3 of 8 changes" in answer.lead


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("join:nato:FRA", "already is a party"),
        ("leave:nato:AUT", "was not a party"),
        ("leave:nato:FRX", "no state is called 'FRX'"),
        ("leave:nado:FRA", "no framework is called 'nado'"),
        ("leave:nato", "a change is written"),
        ("flee:nato:FRA", "the changes are leave, withdraw"),
        ("join:warsaw-pact:FRA", "is not in force on 2026-06-01"),
        ("leave:nato:FRA:soon", "is not a date"),
        ("join:nato:DDR", "no such state"),
        ("suspend:nato:CHE", "is not a party"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(world: World, change: str, told: str) -> None:
    with pytest.raises(QuestionError) as caught:
        one(world, change)
    assert told in str(caught.value)
    assert caught.value.at[:2] == ("change", 0)


def test_a_fact_that_no_clause_asks_for_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="has no effect on these changes") as caught:
        one(world, "leave:nato:FRA", facts={"armed-conflict": True})
    assert caught.value.at == ("facts", "armed-conflict")


def test_nothing_asked_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="name a change"):
        world.ask("path", on=ON)


def test_a_candidate_has_applied_and_that_is_not_still_to_come(world: World) -> None:
    """European Council, 23 and 24 June 2022: Ukraine is a candidate."""
    before, since = (one(world, "join:eu:UKR", on) for on in ("2022-06-22", "2022-06-23"))
    assert (before.steps[0].outstanding, before.steps[0].by_then) == (("UKR",), None)
    apply = since.steps[0]
    assert (apply.step, apply.outstanding, apply.on) == ("apply", (), None)
    assert apply.by_then == date(2022, 6, 23)
    assert any("candidate since 2022-06-23" in note for note in since.notes)
    assert "apply" not in lead(world, "join:eu:UKR", "2022-06-23").partition("still to come")[2]


def test_a_signature_on_record_is_not_still_to_come(world: World) -> None:
    """Finland's protocol was signed on 2022-07-05, after the invitation."""
    steps = {step.step: step for step in one(world, "join:nato:FIN", "2022-08-01").steps}
    assert steps["sign"].on == steps["invite"].by_then == date(2022, 7, 5)
    assert not steps["ratify"].done
    assert not any(step.done for step in one(world, "join:nato:FIN", "2022-07-04").steps)


def test_a_kind_of_change_is_read_whatever_its_case(world: World) -> None:
    assert one(world, "JOIN:eu:UKR") == one(world, "join:eu:UKR")


def lead(world: World, change: str, on: str) -> str:
    return world.path(change=[change], on=date.fromisoformat(on)).lead
