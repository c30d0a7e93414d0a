"""`comply`: ceilings, zones, counting rules, declarations, quotas and refusals."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.conduct.comply.answer import ComplyAnswer
from foedus.questions.conduct.comply.ceilings import add, judge
from foedus.questions.conduct.comply.findings import Finding
from foedus.questions.conduct.comply.visits import wilson

ON = date(1996, 2, 1)
AS_OF = date(1996, 1, 1)
TANKS = "battle-tanks"
GROUPS = {
    name: states.split()
    for name, states in {
        "north-atlantic": "BEL CAN DNK FRA DEU GRC ISL ITA LUX NLD NOR PRT ESP TUR GBR USA",
        "warsaw-treaty": "ARM AZE BGR BLR CZE GEO HUN KAZ MDA POL ROU RUS SVK UKR",
    }.items()
}
CEILINGS = {
    "a": (TANKS, 20_000, 16_500),
    "b": ("armoured-combat-vehicles", 30_000, 27_300),
    "c": ("artillery", 20_000, 17_000),
    "d": ("combat-aircraft", 6_800, None),
    "e": ("attack-helicopters", 2_000, None),
}


def ask(world: World, on: date = ON, treaty: str = "cfe", **given: Any) -> ComplyAnswer:
    state = given.pop("state", [])
    answer: ComplyAnswer = world.comply(on=on, treaty=treaty, declared=given, state=state)
    return answer


def holding(state: str, quantity: str, number: int, **more: Any) -> dict[str, Any]:
    return {"state": state, "quantity": quantity, "number": number, "as_of": AS_OF, **more}


def spread(group: str, quantity: str, total: int, **more: Any) -> list[dict[str, Any]]:
    """A total shared out over a group, the rest to the first."""
    states = GROUPS[group]
    each, rest = divmod(total, len(states))
    return [holding(s, quantity, each + (rest if s == states[0] else 0), **more) for s in states]


def one(answer: ComplyAnswer, provision: str) -> Finding:
    [found] = [f for f in answer.limits if f.provision == provision]
    return found


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("letter", CEILINGS)
def test_the_ceilings_of_both_groups(world: World, group: str, letter: str) -> None:
    quantity, ceiling, _ = CEILINGS[letter]
    provision = f"cfe/art-4-1-{letter}-{group}"
    equal = one(ask(world, holdings=spread(group, quantity, ceiling)), provision)
    assert (equal.status, equal.margin, equal.undeclared) == ("kept", 0, ())
    beyond = one(ask(world, holdings=spread(group, quantity, ceiling + 1)), provision)
    assert (beyond.status, beyond.margin) == ("exceeded", -1)
    [_, *others] = spread(group, quantity, ceiling)
    missing = one(ask(world, holdings=others), provision)
    assert (missing.status, missing.undeclared) == ("open", (GROUPS[group][0],))


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("letter", "abc")
def test_active_units_have_a_ceiling_of_their_own(world: World, group: str, letter: str) -> None:
    quantity, total, active = CEILINGS[letter]
    assert active is not None
    provision = f"cfe/art-4-1-{letter}-active-{group}"
    [first, *rest] = spread(group, quantity, total)
    stored = [{**line, "active": 0} for line in rest]
    kept = [{**first, "number": active, "active": active}, *stored]
    assert one(ask(world, holdings=kept), provision).status == "kept"
    beyond = [{**first, "number": active + 1, "active": active + 1}, *stored]
    assert one(ask(world, holdings=beyond), provision).status == "exceeded"
    unsaid = one(ask(world, holdings=[first, *rest]), provision)
    assert (unsaid.status, unsaid.low, unsaid.high) == ("open", 0, total)


def test_a_state_is_held_to_the_sufficiency_rule_and_its_own_level(world: World) -> None:
    answer = ask(world, holdings=[holding("DEU", TANKS, 4_167)])
    assert one(answer, "cfe/art-6-a").margin == 13_300 - 4_167
    assert one(answer, "cfe/art-7-deu-tanks").status == "exceeded"


def test_a_zone_counts_states_that_lie_in_it_and_what_others_declare_for_it(world: World) -> None:
    flank = spread("warsaw-treaty", TANKS, 1_400, active=10)
    provision = "cfe/art-5-1-a-active-warsaw-treaty"
    assert one(ask(world, holdings=flank), provision).undeclared == ()
    # ARM, AZE, BGR, GEO, MDA and ROU lie in it; of RUS and UKR the part is not known.
    found = one(ask(world, holdings=flank), provision)
    assert (found.low, found.high) == (60, 80)
    told = [*flank, holding("RUS", TANKS, 4_650, zone="art-5-1", active=4_650)]
    assert one(ask(world, holdings=told), provision).status == "exceeded"


def test_what_a_counting_rule_leaves_out_is_not_counted(world: World) -> None:
    lines = [
        holding("DEU", TANKS, 4_166),
        holding("DEU", TANKS, 900, excluded_as="historical"),
    ]
    answer = ask(world, holdings=lines)
    assert one(answer, "cfe/art-7-deu-tanks").status == "kept"
    assert answer.notes[0] == (
        "not counted as historical: Part of a historical collection. "
        "(Treaty on Conventional Armed Forces in Europe, Art. III(1)(C))"
    )
    assert all(note.startswith("not computed: ") for note in answer.notes[1:])


def test_a_suspended_state_is_named_and_not_counted(world: World) -> None:
    holdings = [
        {**line, "as_of": date(2010, 1, 1)} for line in spread("warsaw-treaty", TANKS, 14_000)
    ]
    answer = ask(world, date(2010, 6, 1), holdings=holdings)
    group = one(answer, "cfe/art-4-1-a-warsaw-treaty")
    assert group.outside == ("RUS (suspended since 2007-12-12)",)
    assert (group.status, group.low) == ("kept", 13_000)
    assert one(answer, "cfe/art-7-rus-tanks").status == "no longer binding"


def test_a_state_that_left_is_named_and_not_counted(world: World) -> None:
    line = {**holding("RUS", TANKS, 7_000), "as_of": date(2023, 12, 1)}
    answer = ask(world, date(2023, 12, 1), holdings=[line], state=["RUS"])
    found = one(answer, "cfe/art-6-a")
    assert (found.status, found.outside) == ("no longer binding", ("RUS (withdrawal 2023-11-07)",))


def test_a_limit_binds_from_its_day(world: World) -> None:
    line = {"state": "USA", "quantity": "warheads", "number": 1_790, "as_of": date(2011, 9, 1)}
    early = one(ask(world, date(2011, 10, 5), "new-start", holdings=[line]), "new-start/art-2-1-b")
    assert (early.status, early.binds) == ("not yet binding", "binds from 2018-02-05")
    late = one(ask(world, date(2018, 2, 5), "new-start", holdings=[line]), "new-start/art-2-1-b")
    assert (late.status, late.margin) == ("exceeded", -240)
    after = one(ask(world, date(2026, 3, 1), "new-start", holdings=[line]), "new-start/art-2-1-b")
    assert (after.status, after.binds) == ("no longer binding", "bound until 2026-02-05")


def test_a_number_and_its_parts_that_do_not_agree_are_told(world: World) -> None:
    lines = [
        {"state": "USA", "quantity": "warheads", "number": 1_457},
        {"state": "USA", "quantity": "missile-warheads", "number": 1_400},
        {"state": "USA", "quantity": "deployed-heavy-bombers", "number": 48},
    ]
    answer = ask(world, date(2020, 10, 15), "new-start", holdings=lines)
    assert "USA declared 1,457 warheads; its parts add up to 1,448" in answer.notes


def test_a_missing_declaration_is_never_compliance(world: World) -> None:
    on = date(2023, 5, 15)
    line = {"state": "USA", "quantity": "warheads", "number": 1_419, "as_of": date(2023, 3, 1)}
    answer = ask(world, on, "new-start", holdings=[line])
    told = {report.status: report for report in answer.reports}
    assert told["given"].states == ("USA",)
    assert told["suspended"].states == ("RUS",)
    assert told["suspended"].due == date(2023, 3, 31)
    assert "not among those given for RUS" in answer.lead
    before = ask(world, date(2020, 5, 15), "new-start", holdings=[])
    assert {r.status: r.states for r in before.reports} == {"missing": ("RUS", "USA")}
    assert not before.of("kept")


def test_a_later_declaration_is_left_out_and_said_so(world: World) -> None:
    lines = [holding("DEU", TANKS, 3_000), {**holding("DEU", TANKS, 9_000), "as_of": date(
        1997, 1, 1)}]  # fmt: skip
    answer = ask(world, holdings=lines)
    assert one(answer, "cfe/art-7-deu-tanks").low == 3_000
    assert answer.notes[0] == "1 of the holdings are as of a later day and are left out"


def test_the_trend_is_from_one_declaration_to_the_next(world: World) -> None:
    lines = [
        {**holding("DEU", TANKS, number), "as_of": day}
        for day, number in ((date(1995, 1, 1), 4_000), (date(1995, 11, 17), 3_061))
    ]
    [trend] = ask(world, holdings=lines).trends
    assert (trend.was, trend.now) == (4_000, 3_061)


def test_the_quota_ledger_tells_what_is_left_and_what_was_refused(world: World) -> None:
    def held(by: str, month: int, *, accepted: bool = True) -> dict[str, Any]:
        return {"state": "RUS", "by": by, "held": date(2016, month, 1), "accepted": accepted}

    visits = [held("DEU", 2), held("DEU", 3), held("USA", 4, accepted=False)]
    on = date(2016, 12, 1)
    answer = ask(world, on, "vienna-document", inspections=visits, state=["RUS"])
    quota, evaluations = answer.quotas
    assert (quota.quota, quota.accepted, quota.refused, quota.left) == (3, 2, 1, 1)
    assert quota.remarks == (
        "1 refused with quota left; the instrument decides which grounds allow it",
        "2 by DEU; 1 from one state had to be accepted",
    )
    assert evaluations.quota is None


def test_the_year_of_a_treaty_begins_on_its_anniversary(world: World) -> None:
    visits = [
        {"state": "RUS", "by": "USA", "held": date(2019, 2, day), "kind": "type-one"}
        for day in (4, 5)
    ]
    answer = ask(world, date(2019, 3, 1), "new-start", inspections=visits)
    [both, one_, two] = answer.quotas
    assert (both.left, one_.left, two.left) == (17, 9, 8)
    assert one_.period == "2019-02-05 to 2020-02-04"


def test_the_share_of_notifications_made_in_time_has_an_interval(world: World) -> None:
    notices = [
        {"state": "BLR", "due": date(2017, 8, 3), "made": made}
        for made in (date(2017, 8, 1), date(2017, 8, 3), date(2017, 8, 9), None)
    ]
    [ratio] = ask(world, date(2020, 1, 1), "vienna-document", notices=notices).ratios
    assert (ratio.in_time, ratio.late, ratio.missing, ratio.due) == (2, 1, 1, 4)
    assert ratio.low < ratio.share == 0.5 < ratio.high


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_wilsons(counts: tuple[int, int]) -> None:
    proportion = pytest.importorskip(
        "statsmodels.stats.proportion", reason="needs the extra report"
    )
    low, high = proportion.proportion_confint(*counts, alpha=0.05, method="wilson")
    assert wilson(*counts) == pytest.approx((low, high), abs=1e-9)


def test_the_next_declaration_is_in_the_calendar(world: World) -> None:
    [entry] = ask(world).calendar()
    assert entry.starts == date(1996, 12, 15)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([holding("DEU", TANKS, -5)], "number must be at least 0"),
        ([holding("DEU", "submarines", 5)], "'submarines' is not counted by any limit"),
        ([holding("DEU", "warheads", 5)], "cfe does not limit it; it limits"),
        ([holding("SWE", TANKS, 5)], "SWE never was a party to cfe"),
        ([holding("DEU", TANKS, 5, zone="moon")], "there is no zone 'moon'"),
        (
            [holding("DEU", TANKS, 5, excluded_as="lost")],
            "no counting rule is called 'lost'",
        ),
        (
            [holding("DEU", TANKS, 5, active=6)],
            "6 in active units are more than the 5 in all",
        ),
        ([holding("DEU", TANKS, 5), holding("DEU", "Battle tanks", 6)], "declared twice"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    world: World, lines: list[dict[str, Any]], fault: str
) -> None:
    with pytest.raises(QuestionError) as refused:
        ask(world, holdings=lines)
    assert fault in str(refused.value)


@pytest.mark.parametrize(
    ("treaty", "fault"),
    [
        ("nato", "nato has no limits or declarations to compare with"),
        ("no-such", "no framework is called 'no-such'"),
    ],
)
def test_a_treaty_without_limits_is_refused(world: World, treaty: str, fault: str) -> None:
    with pytest.raises(QuestionError) as refused:
        ask(world, treaty=treaty)
    assert fault in str(refused.value)


BOUNDS = st.tuples(st.integers(0, 500), st.none() | st.integers(0, 500)).map(
    lambda b: (b[0], None if b[1] is None else b[0] + b[1])
)


@given(st.lists(BOUNDS, max_size=6), st.integers(0, 2_000), st.data())
def test_what_bounds_settle_every_number_within_them_bears_out(
    parts: list[tuple[int, int | None]], ceiling: int, data: st.DataObject
) -> None:
    verdict = judge(add(parts), ceiling)
    real = sum(data.draw(st.integers(low, low + 600 if high is None else high)) for low, high in
               parts)  # fmt: skip
    if verdict == "kept":
        assert real <= ceiling
    if verdict == "exceeded":
        assert real > ceiling


def test_a_contested_suspension_tells_both_readings(world: World) -> None:
    on, tanks = date(2023, 12, 20), {"quantity": TANKS, "as_of": date(2023, 12, 1)}
    held = [{"state": "DEU", "number": 4_167, **tanks}]
    found = one(ask(world, on, state=["DEU"], holdings=held), "cfe/art-7-deu-tanks")
    assert (found.status, found.if_bound) == ("contested", "exceeded")
    assert found.if_suspended == "no longer binding"
    assert found.contested[0].startswith("DEU (whether its part is suspended, from 2023-11-07")


def test_a_group_is_judged_with_and_without_those_whose_suspension_is_contested(
    world: World,
) -> None:
    on = date(2023, 12, 20)
    held = [
        {"state": "CAN", "quantity": TANKS, "number": 15_000, "as_of": date(2023, 12, 1)},
        {"state": "DEU", "quantity": TANKS, "number": 6_000, "as_of": date(2023, 12, 1)},
    ]
    found = one(ask(world, on, holdings=held), "cfe/art-4-1-a-north-atlantic")
    assert (found.if_bound, found.if_suspended) == ("exceeded", "open")
    held[0]["number"] = 20_001
    assert one(ask(world, on, holdings=held), "cfe/art-4-1-a-north-atlantic").status == "exceeded"


def test_a_suspension_whose_first_day_is_not_known_is_told_as_by_a_day(world: World) -> None:
    found = one(ask(world, date(2026, 1, 1), state=["MDA"]), "cfe/art-7-mda-tanks")
    assert found.outside == ("MDA (suspended by 2025-01-01)",)


@pytest.mark.parametrize(
    ("on", "status"),
    [(date(2010, 5, 31), "not yet binding"), (date(2010, 6, 1), "exceeded")],
)
def test_stocks_may_stand_for_years_after_a_state_is_bound(
    world: World, on: date, status: str
) -> None:
    held = [{"state": "UKR", "quantity": "anti-personnel-mines", "number": 1, "as_of": on}]
    answer = ask(world, on, "ottawa", state=["UKR"], holdings=held)
    assert one(answer, "ottawa/art-1").status == status


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 5, 29), []),
        (date(2026, 5, 30), [date(2026, 5, 30)]),
        (date(2027, 4, 29), [date(2026, 5, 30)]),
    ],
)
def test_a_new_party_reports_first_within_its_own_time(
    world: World, on: date, due: list[date]
) -> None:
    answer = ask(world, on, "ottawa", state=["TON"])
    assert [r.due for r in answer.reports] == due


def test_a_state_that_is_asked_about_sees_its_quota(world: World) -> None:
    answer = ask(world, date(2010, 6, 1), "open-skies", state=["POL"])
    assert [(q.provision, q.left) for q in answer.quotas] == [("open-skies/art-3-pol", 6)]
    assert answer.lead.startswith("1 quota of inspections")


def test_no_more_than_a_fifth_of_the_evaluations_from_one_state(world: World) -> None:
    visits = [
        {"state": "RUS", "by": "USA", "held": date(2016, m, 1), "kind": "evaluation"}
        for m in (2, 3)
    ]
    objects = [{"state": "RUS", "number": 300}]
    answer = ask(world, date(2016, 12, 1), "vienna-document", inspections=visits, objects=objects)
    [quota] = [q for q in answer.quotas if q.provision == "vienna-document/art-107"]
    assert quota.remarks == ("2 by USA; 1 from one state had to be accepted",)
