"""`commitments`: nothing is fulfilled without fresh evidence that says so, and dues are counted."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.authoring.compile import compile_folders
from foedus.cases import Case, run
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError
from foedus.questions.conduct.commitments.answer import CommitmentsAnswer
from tests.solved import of_files

ON = date(2024, 6, 1)


CASES = of_files()["commitments"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_a_solved_case(case: Case, world: World) -> None:
    [outcome] = run([case], world)
    assert outcome.result == "PASS", str(outcome)


def ask(world: World, on: date = ON, **inputs: Any) -> CommitmentsAnswer:
    answer: CommitmentsAnswer = world.commitments(on=on, **inputs)
    return answer


def line(**changed: Any) -> dict[str, Any]:
    usual = {
        "state": "POL",
        "commitment": "1",
        "date": date(2024, 2, 1),
        "evidence": "Budget up",
        "source": "Made up",
    }
    return {**usual, **changed}


def test_the_twenty_commitments_are_those_of_the_annex(world: World) -> None:
    answer = ask(world)
    assert [p.number for p in answer.promises] == [str(n) for n in range(1, 21)]
    assert [p.cite.article[:15] for p in answer.promises[:2]] == [
        "Annex, point 1,",
        "Annex, point 2,",
    ]
    letters = [p.cite.article.partition("Art. 2(")[2][0] for p in answer.promises]
    assert "".join(letters) == "aaaaabbbbbbcccdddeee"


PLEDGES = """\
id: toy
name: Toy Pact
kind: capability
summary: A pact that does not exist.
constitutive: pact
instruments:
  - id: pact
    title: Toy Pact
    nature: political
    in_force: 2020-01-01
    where: nowhere
    parties:
      - {states: [FRA, ITA], from: 2020-01-01, basis: signature}
    provisions:
      - {id: art-3, commitment: "7", article: Art. 3, says: Spend more., effect: right, entitles: A}
      - {id: commitment-1, article: Art. 4, says: Meet yearly., effect: right, entitles: B}
"""


def test_a_commitment_is_marked_as_such_and_not_by_its_id(world: World, tmp_path: Path) -> None:
    (tmp_path / "toy.yaml").write_text(PLEDGES, encoding="utf-8")
    definitions = compile_folders([tmp_path], world.catalogue.definitions)
    toy = World(Catalogue(definitions, "toy"), world.store)
    [promise] = ask(toy, framework="toy").promises
    assert (promise.number, promise.provision) == ("7", "toy/art-3")


def test_every_participant_stands_somewhere_with_every_commitment(world: World) -> None:
    answer = ask(world)
    assert len(answer.standings) == 26 * 20
    assert {s.status for s in answer.standings} == {"no evidence"}


assessments = st.sampled_from(["fulfilled", "progress", "not-fulfilled", ""])
days = st.dates(date(2018, 1, 1), ON)


@given(st.lists(st.tuples(days, assessments), max_size=6))
def test_nothing_is_fulfilled_without_fresh_evidence_that_says_so(
    world: World, pieces: list[tuple[date, str]]
) -> None:
    evidence = [line(date=day, assessment=found) for day, found in pieces]
    standing = ask(world, evidence=evidence, states=["POL"]).standings[0]
    fresh = [found for day, found in pieces if day >= date(2023, 6, 1) and found]
    assert standing.pieces == len(pieces)
    if standing.status == "assessed as fulfilled":
        assert "fulfilled" in fresh
    if not fresh:
        assert not standing.status.startswith("assessed")
    assert (standing.status == "no evidence") == (not pieces)


def test_evidence_is_fresh_for_as_long_as_one_says(world: World) -> None:
    old = [line(date=date(2023, 5, 31), assessment="fulfilled")]
    assert ask(world, evidence=old).standings[0].state == "AUT"
    poland = ask(world, evidence=old, states=["Poland"]).standings[0]
    assert poland.status == "out of date"
    assert poland.age(ON) == 367
    longer = ask(world, evidence=old, states=["POL"], fresh_months=24).standings[0]
    assert longer.status == "assessed as fulfilled"


def test_a_document_is_missing_once_its_day_has_passed(world: World) -> None:
    def due(on: date, **inputs: Any) -> tuple[bool, date | None]:
        found = ask(world, on, states=["POL"], **inputs).dues[0]
        assert found.document == "national-implementation-plan"
        return found.missing, found.next_due

    sent = [line(commitment="national-implementation-plan", date=date(2024, 1, 20))]
    assert due(date(2024, 1, 31)) == (True, date(2024, 1, 31)), "that of 2023"
    assert due(date(2024, 1, 31), evidence=sent) == (False, date(2024, 1, 31))
    assert due(date(2024, 2, 1), evidence=sent) == (False, date(2025, 1, 31))
    assert due(date(2025, 2, 1), evidence=sent) == (True, date(2026, 1, 31))


def test_the_phases_are_those_of_the_decision(world: World) -> None:
    titles = {}
    for year in (2018, 2020, 2021, 2025, 2026):
        phase = ask(world, date(year, 12, 30)).phase
        titles[year] = phase.title if phase else None
    assert titles == {
        2018: "First phase",
        2020: "First phase",
        2021: "Second phase",
        2025: "Second phase",
        2026: None,
    }
    assert ask(world, date(2026, 6, 1)).lead.startswith("No phase is on record for 2026-06-01")


def test_the_days_due_go_into_a_calendar(world: World) -> None:
    entries = ask(world, states=["POL"]).calendar()
    assert [e.starts for e in entries] == [
        date(2025, 1, 31),
        date(2025, 4, 30),
        date(2024, 12, 31),
    ]


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"framework": "weu"}, "foedus records no commitments of weu"),
        ({"framework": "nato", "on": date(2014, 9, 4)}, "records no commitments of nato on 2014"),
        ({"framework": "quad", "evidence": [line()]}, "evidence is for numbered commitments"),
        ({"framework": "quad", "states": ["IND"]}, "`owner` shows what a state promised"),
        ({"framework": "quad", "owner": "Narnia"}, "the owners are AUS, IND, JPN, USA, members"),
        ({"framework": "quad", "owner": "France"}, "no commitment on record is that of 'France'"),
        ({"framework": "nato", "text": "vilnius-plege"}, "did you mean vilnius-pledge"),
        ({"overdue": True}, "records no commitments of pesco with owner and deadline"),
        ({"states": ["MLT"]}, "Malta was not a member of pesco"),
        ({"evidence": [line(state="MLT")]}, "evidence, line 1: Malta was not a member of pesco"),
        ({"evidence": [line(), line(commitment=21)]}, "line 2: no commitment or document '21'"),
        ({"evidence": [line(date=ON + timedelta(days=1))]}, "lies after 2024-06-01"),
        (
            {"evidence": [line(commitment="annual-report")]},
            "annual-report comes from the High Representative",
        ),
        ({"evidence": [line(source="")]}, "evidence.0.source"),
        ({"evidence": [line(assessment="maybe")]}, "'maybe' is not one of"),
        ({"fresh_months": 0}, "fresh_months"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    world: World, inputs: dict[str, Any], told: str
) -> None:
    with pytest.raises(QuestionError, match=told):
        ask(world, **inputs)
