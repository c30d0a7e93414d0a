"""Forces against the laws they keep, and against every plan there is."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.questions.forces.generate.call import Call, Pledge
from foedus.questions.forces.generate.force import Force, muster
from foedus.questions.forces.generate.gaps import gaps
from foedus.questions.forces.generate.optimise import Solution, bound, optimise
from foedus.questions.forces.generate.programme import IntegerProgramme, programme
from foedus.questions.forces.generate.roster import Postings
from foedus.questions.forces.generate.verify import Posting, verify
from foedus.questions.forces.generate.withdrawals import withdrawals
from tests.questions.forces.generate.made_up import calls, further, led, made_up, plans, worth


def solved(catalogue: Catalogue, call: Call) -> tuple[Force, IntegerProgramme, Solution, Postings]:
    force = muster(catalogue, call)
    plan = programme(force)
    solution = optimise(plan, 0.0)
    roster = Postings(force)
    for column, units in solution.units.items():
        service = plan.services[column]
        roster.post(service.pledge, service.line, service.rotation, units)
    return force, plan, solution, roster


@given(calls())
def test_a_plan_keeps_every_rule(catalogue: Catalogue, call: Call) -> None:
    force, _, _, roster = solved(catalogue, led(call))
    assert verify(force, roster.postings()) == []


@given(calls(most_lines=2, most_pledges=4))
@example(made_up(552413, 2, 4))  # HiGHS once stopped at its start here
def test_a_plan_is_the_best_of_all_plans(catalogue: Catalogue, call: Call) -> None:
    force, _, solution, roster = solved(catalogue, led(call))
    every = [worth(force, plan) for plan in plans(force)]
    if every:
        assert worth(force, roster.postings()) == min(every)
        assert all(stage.reached == stage.bound for stage in solution.stages)


@given(calls(), further())
def test_a_further_pledge_never_lowers_coverage(
    catalogue: Catalogue, call: Call, pledge: Pledge
) -> None:
    *_, before = solved(catalogue, call)
    *_, after = solved(catalogue, call.model_copy(update={"pledges": [*call.pledges, pledge]}))
    assert after.coverage >= before.coverage


@given(calls(), st.lists(st.fractions(0, 3), max_size=40))
@settings(max_examples=25)
def test_prices_bound_the_coverage_whoever_names_them(
    catalogue: Catalogue, call: Call, prices: list[Fraction]
) -> None:
    _, plan, solution, roster = solved(catalogue, call)
    named = dict(zip(range(len(plan.rows)), prices, strict=False))
    assert bound(plan, named) >= roster.coverage
    assert bound(plan, solution.prices) >= roster.coverage


@given(calls(most_lines=2, most_pledges=4))
@settings(max_examples=25)
def test_a_large_call_is_solved_to_the_same_end(catalogue: Catalogue, call: Call) -> None:
    """Seeking among few columns first changes what is found first, not what is found."""
    *_, small, _ = solved(catalogue, led(call))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("foedus.questions.forces.generate.optimise.LARGE", 0)
        *_, large, _ = solved(catalogue, led(call))
    assert large.stages == small.stages


@given(calls(most_lines=2, most_pledges=4))
@settings(max_examples=25)
def test_no_plan_fills_what_is_called_unavoidable(catalogue: Catalogue, call: Call) -> None:
    force, _, _, roster = solved(catalogue, call)
    stuck = {
        (gap.line, rotation): gap.unavoidable
        for gap in gaps(force, roster)
        for rotation in gap.rotations
    }
    for plan in plans(force):
        filled = Postings(force, plan)
        for (line, rotation), units in stuck.items():
            assert filled.missing(line, rotation) >= units


@given(calls())
@settings(max_examples=25)
def test_a_withdrawal_from_a_large_call_is_bounded_truly(catalogue: Catalogue, call: Call) -> None:
    force, plan, _, roster = solved(catalogue, call)
    exact = {w.nation: w.most for w in withdrawals(force, plan, roster.postings(), 0.0)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("foedus.questions.forces.generate.withdrawals.SMALL", -1)
        bounded = withdrawals(force, plan, roster.postings(), 0.0)
    assert {lost.nation for lost in bounded} == set(exact)
    assert all(lost.least <= exact[lost.nation] <= lost.most for lost in bounded)


def test_a_price_below_nought_proves_nothing(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="must not be negative"):
        bound(IntegerProgramme(), {0: Fraction(-1)})


@given(calls(), st.data())
def test_the_verifier_rejects_what_a_mutation_breaks(
    catalogue: Catalogue, call: Call, data: st.DataObject
) -> None:
    """One unit more than the line needs, or than the pledge holds, is always found out."""
    force, _, _, roster = solved(catalogue, call)
    plan = roster.postings()
    if not plan:
        return
    index = data.draw(st.integers(0, len(plan) - 1))
    post = plan[index]
    many = force.pledges[post.pledge].quantity + force.lines[post.line].quantity
    more = msgspec.structs.replace(post, units=many)
    assert verify(force, (*plan[:index], more, *plan[index + 1 :]))
    assert verify(force, (*plan, msgspec.structs.replace(post, units=0)))
    assert verify(force, (*plan, msgspec.structs.replace(post, pledge="nobody")))


@given(calls())
def test_a_unit_where_it_may_not_be_is_rejected(catalogue: Catalogue, call: Call) -> None:
    """What the programme leaves out of its columns is what the verifier refuses."""
    force = muster(catalogue, call)
    offered = {(s.pledge, s.line, s.rotation) for s in programme(force).services}
    for pledge in force.pledges:
        for line in force.lines:
            for rotation in force.rotations:
                faults = verify(force, (Posting(pledge, line, rotation, 1),))
                alone = [f for f in faults if f.startswith(f"{pledge} on {line}")]
                assert ((pledge, line, rotation) in offered) is not bool(alone)


@given(calls())
@settings(max_examples=25)
def test_a_plan_does_not_depend_on_luck(catalogue: Catalogue, call: Call) -> None:
    *_, first = solved(catalogue, call)
    *_, second = solved(catalogue, call)
    assert first.postings() == second.postings()


def test_the_cost_is_exact(catalogue: Catalogue) -> None:
    call = Call.model_validate(
        {
            "title": "cents",
            "called": "2024-01-01",
            "rotations": [{"id": "R1", "starts": "2024-03-01", "ends": "2024-09-01"}],
            "requirements": [{"id": "L", "unit": "engineer", "quantity": 3}],
            "pledges": [
                {
                    "id": "P",
                    "nation": "FRA",
                    "unit": "engineer",
                    "quantity": 3,
                    "readiness_days": 1,
                    "cost": "1234567890123.01",
                }
            ],
        }
    )
    _, _, solution, _ = solved(catalogue, call)
    assert solution.stages[-1].reached == Decimal("3703703670369.03")
