"""`generate`: forces, their gaps and what closes them, and one sentence for every refusal."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from openpyxl import load_workbook

from foedus.asking.world import World
from foedus.cases import run
from foedus.documents.reading import read_document
from foedus.doors.cli.app import _group
from foedus.errors import QuestionError
from foedus.exchange.workbook import write_document
from foedus.questions.forces.generate.answer import GenerateAnswer
from foedus.questions.forces.generate.call import Call, Pledge
from foedus.questions.forces.generate.force import muster
from foedus.questions.forces.generate.optimise import bound
from foedus.questions.forces.generate.programme import programme
from foedus.questions.forces.generate.roster import Postings
from foedus.questions.forces.generate.verify import Posting, verify
from tests.questions.forces.generate.made_up import calls, led
from tests.solved import of_files

DAY = date(2024, 6, 1)
CALL: dict[str, Any] = {
    "title": "a small mission",
    "called": "2024-01-01",
    "host": "Mali",
    "mandate": "chapter-vii",
    "rotations": [
        {"id": "R1", "starts": "2024-03-01", "ends": "2024-09-01"},
        {"id": "R2", "starts": "2024-09-01", "ends": "2025-03-01"},
    ],
    "requirements": [
        {"id": "ENG", "unit": "engineer", "weight": 5, "precedes": ["INF"], "area": "north"},
        {"id": "INF", "unit": "infantry-battalion", "quantity": 2, "weight": 3, "area": "north"},
        {"id": "HEL", "unit": "utility-helicopter", "weight": 4},
    ],
    "pledges": [
        {
            "id": "BGD-ENG",
            "nation": "Bangladesh",
            "unit": "engineer",
            "readiness_days": 30,
            "endurance": 2,
            "cost": "100",
        },
        {
            "id": "FRA-INF",
            "nation": "FRA",
            "unit": "mechanised-infantry-battalion",
            "readiness_days": 30,
            "cost": "300",
        },
        {
            "id": "SEN-INF",
            "nation": "SEN",
            "unit": "infantry-battalion",
            "readiness_days": 30,
            "endurance": 2,
            "caveat_areas": ["north"],
            "cost": "200",
        },
    ],
    "nations": [{"state": "FRA", "cap": 1}],
}


def ask(world: World, call: Any = CALL, **inputs: Any) -> GenerateAnswer:
    answer: GenerateAnswer = world.generate(on=DAY, call=call, **{"gap": 0, **inputs})
    return answer


def changed(part: str, index: int, **fields: Any) -> dict[str, Any]:
    """The call with one of its lines changed."""
    lines = [dict(line) for line in CALL[part]]
    lines[index].update(fields)
    return {**CALL, part: lines}


def cases() -> list[Any]:
    found = of_files()["generate"]
    return [pytest.param(case, id=case.id) for case in found]


@pytest.mark.parametrize("case", cases())
def test_a_solved_case(case: Any, world: World) -> None:
    [outcome] = run([case], world)
    assert outcome.result == "PASS", str(outcome)


def test_every_gap_has_its_reason(world: World) -> None:
    answer = ask(world)
    reasons = {(gap.line, gap.rotations): gap.because for gap in answer.gaps}
    assert reasons["HEL", ("R1", "R2")] == "no pledge of the type"
    assert "1 caveat on the area" in reasons["INF", ("R1",)]
    assert "1 FRA at its cap of 1" in reasons["INF", ("R1",)]
    assert "1 endurance spent" in reasons["INF", ("R2",)]


def test_a_line_that_waits_says_for_what(world: World) -> None:
    answer = ask(world, {**CALL, "pledges": CALL["pledges"][1:]})
    gap = next(gap for gap in answer.gaps if gap.line == "INF")
    assert gap.because.startswith("waits for ENG, not full")
    assert {closing.line for closing in answer.closings} == {"ENG", "HEL"}


def test_the_cheapest_closing_lifts_a_caveat_or_asks_for_a_new_pledge(world: World) -> None:
    answer = ask(world)
    infantry, helicopters = answer.closings
    assert infantry.missing == 3
    assert ("SEN-INF", ("lift the caveat on north",)) in {
        (remedy.pledge, remedy.asks) for remedy in infantry.remedies
    }
    assert helicopters.cost is None
    assert helicopters.remedies[0].asks[0].startswith("a new pledge of 1 utility-helicopter")


@given(calls())
@settings(max_examples=30)
def test_what_closes_a_gap_closes_it(world: World, call: Call) -> None:
    """With what a remedy asks granted, its units join the plan, break no rule and fill the line."""
    call = led(call)
    answer = ask(world, call, without_withdrawals=True)
    for closing in answer.closings:
        granted = _granted(call, closing.line, answer)
        force = muster(world.catalogue, granted)
        plan = [Posting(s.pledge, s.line, s.rotation, s.units) for s in answer.order_of_battle] + [
            Posting(remedy.pledge or f"new {n}", closing.line, rotation, remedy.units)
            for n, remedy in enumerate(closing.remedies)
            for rotation in remedy.rotations
        ]
        roster = Postings(force, plan)
        assert verify(force, plan) == []
        own = [gap for gap in answer.gaps if gap.line == closing.line and not gap.waits_for]
        closed = [rotation for gap in own for rotation in gap.rotations]
        assert [roster.missing(closing.line, rotation) for rotation in closed] == [0] * len(closed)


def _granted(call: Call, line: str, answer: GenerateAnswer) -> Call:
    """The call with all that the remedies of a line ask for, and with new pledges made."""
    closing = next(c for c in answer.closings if c.line == line)
    needed = next(r for r in call.requirements if r.id == line)
    named = {remedy.pledge for remedy in closing.remedies}
    senders = {remedy.nation for remedy in closing.remedies}
    asks = {ask for remedy in closing.remedies for ask in remedy.asks}
    free: dict[str, Any] = {
        "readiness_days": 0,
        "level": 4,
        "caveat_areas": [],
        "caveat_tasks": [],
        "caveat_mandates": [],
        "standards": ["radio"],
    }
    pledges = [p.model_copy(update=free) if p.id in named else p for p in call.pledges]
    pledges += [
        Pledge(
            id=f"new {n}",
            nation="NOR",
            unit=needed.unit,
            quantity=remedy.units,
            endurance=len(remedy.rotations),
            cost=Decimal(0),
            **free,
        )
        for n, remedy in enumerate(closing.remedies)
        if not remedy.pledge
    ]
    nations = [
        n.model_copy(
            update={
                "refused_by": "",
                "neighbour": False,
                "cap": None if any("raises its cap" in ask for ask in asks) else n.cap,
            }
        )
        if n.state in senders
        else n
        for n in call.nations
    ]
    return call.model_copy(update={"pledges": pledges, "nations": nations})


@given(calls())
@settings(max_examples=30)
def test_the_prices_can_be_checked_from_the_answer_and_the_call(world: World, call: Call) -> None:
    answer = ask(world, call, without_withdrawals=True)
    plan = programme(muster(world.catalogue, call))
    rows = {(row.kind, row.names): index for index, row in enumerate(plan.rows)}
    assert len(rows) == len(plan.rows)
    prices = {rows[price.kind, price.names]: Fraction(price.price) for price in answer.prices}
    assert bound(plan, prices) == Fraction(answer.ceiling) >= answer.coverage


@given(calls())
@settings(max_examples=30)
def test_a_withdrawal_costs_what_a_call_without_the_nation_loses(world: World, call: Call) -> None:
    answer = ask(world, call)
    for lost in answer.withdrawals:
        rest = [pledge for pledge in call.pledges if pledge.nation != lost.nation]
        without = ask(world, call.model_copy(update={"pledges": rest}), without_withdrawals=True)
        assert lost.least == lost.most == answer.coverage - without.coverage


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (changed("requirements", 0, unit="enginer"), "did you mean engineer"),
        (changed("pledges", 0, unit="battleship"), "no unit type is called 'battleship'"),
        (changed("pledges", 0, nation="Atlantis"), "nation: no state is called 'Atlantis'"),
        (changed("pledges", 0, quantity=-1), "call.pledges.0.quantity"),
        (changed("pledges", 0, cost="-1"), "call.pledges.0.cost"),
        (changed("pledges", 0, level=5), "call.pledges.0.level"),
        (changed("pledges", 1, id="BGD-ENG"), "pledge BGD-ENG is listed twice"),
        (changed("pledges", 0, nation="Mali"), "MLI is the host, and pledges no units to itself"),
        (changed("requirements", 0, quantity=0), "call.requirements.0.quantity"),
        (
            changed("requirements", 0, deploys="2023-12-31"),
            "requirement ENG: it deploys on 2023-12-31, before the call of 2024-01-01",
        ),
        (
            changed("requirements", 0, deploys="2024-08-01"),
            "precedes INF, which deploys on 2024-03-01, and so cannot deploy later, on 2024-08-01",
        ),
        (
            changed("requirements", 1, deploys="2024-05-01", until="2024-04-01"),
            "it deploys on 2024-05-01, which must lie before 2024-04-01",
        ),
        (changed("requirements", 1, deploys="2026-01-01"), "needed in none of the rotations"),
        (changed("requirements", 1, precedes=["ENG"]), "precede each other in a circle"),
        (changed("requirements", 1, precedes=["XXX"]), "it precedes 'XXX', but the lines are"),
        (changed("rotations", 0, ends="2024-02-01"), "must lie before its end 2024-02-01"),
        (changed("rotations", 0, starts="2023-02-01"), "before the call of 2024-01-01"),
        (changed("rotations", 1, starts="2024-08-01"), "it starts before rotation R1 ends"),
        ({**CALL, "called": "2024-06-02"}, "after the day asked for, 2024-06-01"),
        ({**CALL, "requirements": []}, "call.requirements must not be empty"),
        ({**CALL, "areas": [{"id": "south"}]}, "area south: no requirement is in it"),
        ({**CALL, "pairs": [{"a": "FRA", "b": "France"}]}, "FRA cannot be a pair with itself"),
        ({**CALL, "wishes": []}, "there is no input 'call.wishes'"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(world: World, call: Any, sentence: str) -> None:
    with pytest.raises(QuestionError) as refused:
        ask(world, call)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_gap_of_all_or_more_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="gap must be less than 1"):
        ask(world, gap=1)


def test_a_call_goes_through_a_workbook_unchanged(tmp_path: Path) -> None:
    call = Call.model_validate(CALL)
    book = tmp_path / "call.xlsx"
    write_document(Call, book, call)
    assert read_document(book, Call) == call


@given(calls())
@settings(max_examples=4)
def test_any_call_goes_through_a_workbook_unchanged(
    tmp_path_factory: pytest.TempPathFactory, call: Call
) -> None:
    book = tmp_path_factory.mktemp("books") / "call.xlsx"
    write_document(Call, book, call)
    assert read_document(book, Call) == call


def test_a_broken_cell_is_named_by_sheet_and_address(tmp_path: Path) -> None:
    call = Call.model_validate(CALL)
    wrong = call.pledges[1].model_copy(update={"quantity": -3})
    book = tmp_path / "call.xlsx"
    pledges = [call.pledges[0], wrong, *call.pledges[2:]]
    write_document(Call, book, call.model_copy(update={"pledges": pledges}))
    result = CliRunner().invoke(_group, ["generate", "--call", str(book), "--on", str(DAY)])
    assert result.exit_code == 2
    assert "Pledges" in result.output
    assert "D3" in result.output


def test_an_answer_is_written_to_a_workbook(tmp_path: Path) -> None:
    """The sheets of an order of battle, as a staff reads it on."""
    given, asked = tmp_path / "call.xlsx", tmp_path / "answer.xlsx"
    write_document(Call, given, Call.model_validate(CALL))
    arguments = ["generate", "--call", str(given), "--on", str(DAY), "--xlsx", str(asked)]
    result = CliRunner().invoke(_group, arguments)
    assert result.exit_code == 0, result.output
    battle = list(load_workbook(asked)["Order of battle"].iter_rows(values_only=True))
    assert battle[0][:6] == ("Line", "Unit", "Area", "Needs", "R1", "R2")
    assert [row[4] for row in battle[1:]] == ["BGD-ENG", "FRA-INF", None]
