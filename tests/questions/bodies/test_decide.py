"""`decide`: outcomes, what would change them, and one sentence for every refusal."""

from datetime import date, datetime
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.cases import run
from foedus.catalogue.chamber import chamber
from foedus.doors.cli.app import _group
from foedus.errors import QuestionError
from foedus.questions.bodies.decide.answer import DecideAnswer
from tests.solved import of_files

DAY = date(2022, 2, 25)
COUNCIL = "un/security-council"
SEATED = [
    "ALB",
    "ARE",
    "BRA",
    "CHN",
    "FRA",
    "GAB",
    "GBR",
    "GHA",
    "IND",
    "IRL",
    "KEN",
    "MEX",
    "NOR",
    "RUS",
    "USA",
]
DEADLINE = datetime.fromisoformat("2020-03-05T12:00+01:00")


def ask(world: World, on: date = DAY, /, **inputs: Any) -> DecideAnswer:
    answer: DecideAnswer = world.decide(on=on, **inputs)
    return answer


def cases() -> list[Any]:
    found = of_files()["decide"]
    return [pytest.param(case, id=case.id) for case in found]


@pytest.mark.parametrize("case", cases())
def test_a_solved_case(case: Any, world: World) -> None:
    [outcome] = run([case], world)
    assert outcome.result == "PASS", str(outcome)


def test_a_veto_is_explained_and_cited(world: World) -> None:
    answer = ask(
        world,
        body=COUNCIL,
        motion="non-procedural",
        in_favour=[s for s in SEATED if s not in ("RUS", "CHN")],
        against=["Russia"],
        abstain=["CHN"],
    )
    assert answer.outcome == "rejected"
    assert answer.because == "veto"
    assert answer.pivotal == ("RUS",)
    assert "Art. 27(3)" in answer.cite.article + answer.cite.source
    assert [part.verdict for part in answer.tree.parts] == [True, False]
    assert "RUS" in answer.lead


def test_a_blocking_minority_names_its_members(world: World) -> None:
    members = world.framework(framework="eu", on=date(2025, 6, 1)).members
    answer = ask(world, date(2025, 6, 1), body="eu/council", in_favour=list(members))
    assert answer.turn is not None
    assert (answer.turn.size, answer.turn.groups[0]) == (4, ("DEU", "ESP", "FRA", "ITA"))
    assert answer.turn.number is not None
    assert answer.turn.number > 100


def test_what_is_open_says_what_settles_it(world: World) -> None:
    yes = ["ALB", "FRA", "GBR", "GHA", "IRL", "KEN", "MEX", "NOR"]
    answer = ask(world, body=COUNCIL, in_favour=yes, running=True)
    assert answer.outcome == "open"
    adopt, reject = answer.settles
    assert (adopt.outcome, adopt.turn.groups[0]) == ("adopted", ("CHN", "RUS", "USA"))
    assert (reject.turn.size, {g[0] for g in reject.turn.groups}) == (1, {"CHN", "RUS", "USA"})


@given(st.lists(st.sampled_from(["for", "against", "abstain", ""]), min_size=15, max_size=15))
def test_a_running_vote_once_settled_stays_settled(world: World, places: list[str]) -> None:
    camps = {
        camp: [s for s, p in zip(SEATED, places, strict=True) if p == camp]
        for camp in ("for", "against", "abstain")
    }
    early = ask(world, DAY, body=COUNCIL, running=True, **camps)
    if any(camps.values()) and early.outcome != "open":
        assert ask(world, DAY, body=COUNCIL, **camps).outcome == early.outcome


HOURS = [f"2020-03-{day:02}T{hour}:00+01:00" for day in (4, 5, 6) for hour in (11, 12, 13)]
MOMENTS = [datetime.fromisoformat(hour) for hour in HOURS]


@pytest.mark.parametrize("came", MOMENTS)
@pytest.mark.parametrize("at", MOMENTS)
def test_an_objection_counts_if_made_before_the_deadline_and_before_it_is_asked(
    world: World, at: datetime, came: datetime
) -> None:
    answer = ask(
        world,
        at.date(),
        body="nato/nac",
        motion="silence-procedure",
        against=["TUR"],
        deadline=DEADLINE,
        objected=came,
        at=at,
    )
    broken = came <= at and came < DEADLINE
    assert answer.outcome == ("rejected" if broken else "open" if at < DEADLINE else "adopted")


def test_an_objection_on_the_day_of_the_deadline_needs_its_time(world: World) -> None:
    given = {"body": "nato/nac", "motion": "silence-procedure", "against": ["TUR"]}
    with pytest.raises(QuestionError, match="give the time of the objection"):
        ask(world, date(2020, 3, 9), **given, deadline=DEADLINE, objected=date(2020, 3, 5))
    assumed = ask(world, date(2020, 3, 9), **given, deadline=DEADLINE)
    assert assumed.outcome == "rejected"
    assert any("assumed: TUR objected before the deadline" in note for note in assumed.notes)


RIO = "rio/organ-of-consultation"


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["for", "against", "abstain", ""]), min_size=21, max_size=21))
def test_every_way_to_count_cuba_is_the_rule_on_that_roll(world: World, places: list[str]) -> None:
    """Two thirds of those that ratified (Art. 17): slow and obvious, for 21 and for 22."""
    room = chamber(world.catalogue, RIO, "measures", date(1974, 11, 12))
    sure = [state for state in room.seated if state != "CUB"]
    camps = {
        camp: [s for s, p in zip(sure, places, strict=True) if p == camp]
        for camp in ("for", "against", "abstain")
    }
    if not any(camps.values()):
        return
    answer = ask(world, date(1974, 11, 12), body=RIO, motion="measures", **camps)
    without, counting = answer.readings
    assert (without.out, counting.counted) == (("CUB",), ("CUB",))
    for reading, members in ((without, 21), (counting, 22)):
        carried = 3 * len(camps["for"]) >= 2 * members
        assert reading.outcome == ("adopted" if carried else "rejected")
    assert answer.outcome == without.outcome, "the Organ itself counted 21"
    assert any("Cuba" in note for note in answer.notes)


def test_where_the_body_s_own_count_is_not_known_the_outcome_is_open(world: World) -> None:
    answer = ask(world, date(2010, 1, 1), body="cfe/jcg", in_favour=["USA"], against=["RUS"])
    assert (answer.outcome, answer.grounds) == ("open", ("contested",))
    assert {(r.counted, r.outcome) for r in answer.readings} == {
        (("RUS",), "rejected"),
        ((), "adopted"),
    }
    assert answer.turn is None
    assert any("suspended" in note for note in answer.notes)


def test_a_contested_member_that_does_not_matter_is_told_all_the_same(world: World) -> None:
    answer = ask(world, date(2010, 1, 1), body="cfe/jcg", in_favour=["USA"])
    assert answer.outcome == "adopted"
    assert any("same either way" in note for note in answer.notes)


def test_the_members_that_a_body_elects_are_not_shown_as_its_members(world: World) -> None:
    on = date(2012, 4, 1)
    body = world.catalogue.body("ecowas/msc")
    assert world.catalogue.seated_in(body, on) == ()
    assert len(world.catalogue.eligible_for(body, on)) == 15
    with pytest.raises(QuestionError, match="not on record who sits"):
        ask(world, on, body="ecowas/msc", in_favour=["NGA"], running=True)


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"objected": date(2022, 2, 25), "against": ["RUS"]}, "objected has no effect"),
        ({"population_check": True, "against": ["RUS"]}, "population_check has no effect"),
        ({"body": "arab-league/council", "motion": "exclusion", "against": ["LBN"]}, "concerned"),
    ],
)
def test_what_has_no_effect_is_refused(world: World, inputs: dict[str, Any], told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        ask(world, **{"body": COUNCIL, **inputs})


@pytest.mark.parametrize(
    ("on", "more", "outcome", "because"),
    [
        (date(2020, 3, 4), {}, "open", "running"),
        (date(2020, 3, 6), {}, "adopted", "silence"),
        (date(2020, 3, 4), {"against": ["TUR"]}, "rejected", "silence-broken"),
        (date(2020, 3, 5), {"at": "2020-03-05T10:59:59+00:00"}, "open", "running"),
        (date(2020, 3, 5), {"at": "2020-03-05T11:00:00+00:00"}, "adopted", "silence"),
        (date(2020, 3, 6), {"extended": "2020-03-09T12:00+01:00"}, "open", "running"),
    ],
)
def test_silence(world: World, on: date, more: dict[str, Any], outcome: str, because: str) -> None:
    answer = ask(world, on, body="nato/nac", motion="silence-procedure", deadline=DEADLINE, **more)
    assert (answer.outcome, answer.because) == (outcome, because)


def test_a_motion_without_a_rule_of_its_own_says_so(world: World) -> None:
    answer = ask(world, body="nato/nac", motion="enlargement", in_favour=["USA"])
    assert answer.notes == (
        "nato/nac has no rule of its own for 'enlargement' motions; its rule for any motion "
        "applies",
    )


def test_a_day_without_a_table_takes_the_latest_earlier_and_says_so(world: World) -> None:
    members = world.framework(framework="eu", on=date(2027, 3, 1)).members
    answer = ask(world, date(2027, 3, 1), body="eu/council", in_favour=list(members))
    assert answer.lead.startswith("No table eu/population is on record for 2027-03-01")
    assert "Population of the members for 2026" in answer.lead


def test_a_table_that_stands_in_for_the_councils_own_is_told(world: World) -> None:
    states = {"in_favour": ["DEU", "FRA"], "against": ["HUN"]}
    low = ask(world, date(2019, 6, 1), body="eu/council", **states).notes
    assert any("confidence low" in note and "Eurostat" in note for note in low)
    own = ask(world, date(2016, 6, 1), body="eu/council", **states).notes
    assert not any("Eurostat" in note for note in own)


def test_plain_abstention_does_not_count_to_the_limit(world: World) -> None:
    members = world.framework(framework="eu", on=date(2025, 6, 1)).members
    passive = ["AUT", "BGR", "DEU", "ESP", "FRA", "HUN", "ITA", "MLT", "PRT"]
    camps = {"in_favour": [m for m in members if m not in passive], "abstain": passive}
    assert ask(world, date(2025, 6, 1), body="eu/council-cfsp", **camps).because == (
        "one-third-limit"
    )
    plain = ask(world, date(2025, 6, 1), body="eu/council-cfsp", declared=["none"], **camps)
    assert (plain.outcome, plain.opt_outs) == ("adopted", ())


def test_an_enhanced_cooperation_binds_its_participants_only(world: World) -> None:
    some = ["AUT", "BEL", "BGR", "DEU", "ESP", "FRA", "HUN", "ITA", "LUX"]
    answer = ask(
        world,
        date(2025, 6, 1),
        body="eu/council",
        motion="enhanced-cooperation",
        in_favour=some,
        participants=some,
    )
    assert answer.outcome == "adopted"
    assert len(answer.opt_outs) == 18


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"body": "un/safety"}, "no body is called 'un/safety'"),
        ({"body": "nato/dpc"}, "the Defence Planning Committee did not exist on 2022-02-25"),
        ({"motion": "procedurals"}, "did you mean procedural or non-procedural?"),
        ({"motion": "budget"}, "its motions are non-procedural, procedural, chapter-vi"),
        ({"in_favour": ["DEU"]}, "Germany had no seat in the Security Council on 2022-02-25"),
        ({"in_favour": ["Atlantis"]}, "no state is called 'Atlantis'"),
        ({"in_favour": ["USA"], "against": ["USA"]}, "United States is listed on two sides"),
        ({"in_favour": []}, "give at least one position"),
        ({"declared": ["USA"], "in_favour": ["USA"]}, "declared has no effect"),
        ({"concerned": ["RUS"], "in_favour": ["USA"]}, "concerned has no effect"),
        ({"participants": ["USA"], "in_favour": ["USA"]}, "participants has no effect"),
        ({"without_proposal": True, "in_favour": ["USA"]}, "without_proposal has no effect"),
        ({"deadline": DEADLINE, "in_favour": ["USA"]}, "deadline has no effect"),
        ({"extended": DEADLINE, "in_favour": ["USA"]}, "extended has no effect"),
        ({"at": DEADLINE, "in_favour": ["USA"]}, "at has no effect"),
        ({"votes": 3}, "there is no input 'votes'"),
        (
            {"body": "nato/nac", "motion": "silence-procedure"},
            "deadline is missing",
        ),
        (
            {"body": "nato/nac", "motion": "silence-procedure", "deadline": "2020-03-05T12:00"},
            "has no time zone",
        ),
        (
            {
                "body": "nato/nac",
                "motion": "silence-procedure",
                "deadline": DEADLINE,
                "running": True,
            },
            "has passed, so the procedure cannot be running",
        ),
        (
            {
                "body": "nato/nac",
                "motion": "silence-procedure",
                "deadline": DEADLINE,
                "extended": DEADLINE,
            },
            "is not after the deadline",
        ),
        (
            {
                "body": "nato/nac",
                "motion": "silence-procedure",
                "deadline": "2022-02-25T12:00+01:00",
            },
            "at is missing",
        ),
        (
            {
                "body": "nato/nac",
                "motion": "silence-procedure",
                "deadline": DEADLINE,
                "at": DEADLINE,
            },
            "the day asked about",
        ),
        (
            {"body": "eu/council-cfsp", "in_favour": ["DEU"], "declared": ["FRA"]},
            "France declares without abstaining",
        ),
        (
            {"body": "eu/council-cfsp", "motion": "defence", "against": ["DNK"]},
            "Denmark had no vote",
        ),
        (
            {"body": "pesco/council", "motion": "suspension", "in_favour": ["DEU"]},
            "concerned is missing",
        ),
        (
            {
                "body": "pesco/council",
                "motion": "suspension",
                "in_favour": ["DEU"],
                "concerned": ["HUN", "POL"],
            },
            "concerns 1, got 2",
        ),
        (
            {
                "body": "eu/council",
                "motion": "enhanced-cooperation",
                "in_favour": ["DEU"],
                "participants": ["DEU", "FRA"],
            },
            "needs 9 at least, got 2",
        ),
        ({"body": "fpda/air-defence-council", "in_favour": ["AUS"]}, "did not exist"),
        ({"body": "us-phl/mutual-defense-board", "in_favour": ["USA"]}, "records no rule"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    world: World, inputs: dict[str, Any], told: str
) -> None:
    with pytest.raises(QuestionError, match=r".") as caught:
        ask(world, **{"body": COUNCIL, **inputs})
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_command_line_takes_lists_both_ways() -> None:
    command = (
        f"decide {COUNCIL} --motion procedural --on 2022-02-27 --for ALB,BRA,FRA,GAB,GHA,IRL "
        "--for KEN --for MEX,NOR --against Russia"
    )
    result = CliRunner().invoke(_group, command.split(), prog_name="foedus")
    assert result.exit_code == 0, result.output
    assert "Adopted (majority): 9 for; 9 of 15 members needed." in result.output


def test_a_refusal_is_exit_status_two() -> None:
    command = f"decide {COUNCIL} --on 2022-02-27 --for DEU"
    result = CliRunner().invoke(_group, command.split(), prog_name="foedus")
    assert result.exit_code == 2
    assert "had no seat" in result.output


def test_the_security_council_is_full_and_cited_on_every_day_since_it_first_met(
    world: World,
) -> None:
    """But for the first days of 1980: the last seat was filled, by Mexico, on 7 January."""
    council = world.catalogue.body(COUNCIL)
    first, last = date(1946, 1, 12), date(2027, 1, 1)
    changes = {
        d for s in council.seats for d in (s.during.start, s.during.end) if first <= d < last
    }
    for day in changes:
        wanted = 14 if day == date(1980, 1, 1) else 15 if day >= date(1966, 1, 1) else 11
        assert len(world.catalogue.seated_in(council, day)) == wanted, day
    assert all(seat.cite for seat in council.seats)


def test_more_than_twenty_five_real_votes_are_solved_vetoes_included() -> None:
    found = of_files()["decide"]
    real = [
        case
        for case in found
        if case.question == "decide"
        and "constructed" not in case.source
        and case.expect != {"error": True}
    ]
    vetoed = [c for c in real if isinstance(c.expect, dict) and c.expect.get("because") == "veto"]
    assert len(real) >= 25
    assert len(vetoed) >= 10
    assert all(case.source for case in real)


def test_every_body_tells_of_every_member_of_whom_it_is_not_settled(world: World) -> None:
    """Of all bodies, on the first day of each rule and of each contest or suspension in it."""
    catalogue, told = world.catalogue, 0
    for framework in catalogue.frameworks.values():
        for body in framework.bodies:
            titles = [title for title in catalogue.sitting(body) if title.contested]
            roles = [role for role in framework.roles if role.role == "suspended"]
            starts = {span.during.start for span in (*titles, *roles, *body.rules)}
            for day in sorted(starts):
                rules = [rule for rule in body.rules if day in rule.during]
                if not rules or day not in body.during or not catalogue.eligible_for(body, day):
                    continue
                room = chamber(catalogue, body.id, rules[0].matter, day)
                assert room.readings
                assert room.readings[0].own
                if body.elected or not room.doubts or room.rule.written.silent:
                    continue
                first = next(v for v in room.voters(room.readings[0]) if v not in room.barred)
                answer = ask(world, day, body=body.id, motion=room.motion, in_favour=[first])
                assert len(answer.readings) == len(room.readings)
                for state in (s for doubt in room.doubts for s in doubt.states):
                    assert any(catalogue.name_of(state) in note for note in answer.notes), body.id
                    told += 1
    assert told > 50


@pytest.mark.parametrize("motion", ["cfsp", "foreign-policy", "sanctions"])
@pytest.mark.parametrize("on", [date(1998, 1, 1), date(2005, 1, 1), date(2022, 5, 16)])
def test_one_against_stops_foreign_policy_in_the_council_too(
    world: World, motion: str, on: date
) -> None:
    """Art. J.8(2), then 23(1), now 31(1) TEU: the Council decides foreign policy by unanimity."""
    members = world.framework(framework="eu", on=on).members
    camps = {"in_favour": [m for m in members if m != "GRC"], "against": ["GRC"]}
    answer = ask(world, on, body="eu/council", motion=motion, **camps)
    like = ask(world, on, body="eu/council-cfsp", **camps)
    assert (answer.outcome, answer.rule) == ("rejected", like.rule)
    assert "rule for any motion" not in answer.lead


def test_the_lead_says_where_a_motion_has_no_rule_of_its_own(world: World) -> None:
    on = date(2025, 6, 1)
    members = world.framework(framework="eu", on=on).members
    given = {"body": "eu/council", "in_favour": members}
    free = ask(world, on, motion="foobar", **given)
    assert "by the rule for any motion: 'foobar' has none of its own" in free.lead
    assert "cfsp, sanctions" in free.lead
    assert free.outcome == "adopted"
    for own in ("", "any", "unanimity", "cfsp"):
        assert "rule for any motion" not in ask(world, on, motion=own, **given).lead
