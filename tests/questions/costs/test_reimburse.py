"""What the United Nations pays for troops, by period."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus
from foedus.errors import QuestionError
from foedus.questions.costs.reimburse.answer import ReimburseAnswer

WORLD = foedus.load()
DAY = date(2024, 1, 1)


def ask(**fields: Any) -> ReimburseAnswer:
    answer = WORLD.ask("reimburse", on=DAY, **fields)
    assert isinstance(answer, ReimburseAnswer)
    return answer


def test_850_persons_in_2017_are_paid_at_two_rates() -> None:
    answer = ask(persons=850, year=2017)
    assert answer.total == Decimal("14152500.00")
    assert [(part.rate, part.net) for part in answer.parts] == [
        (Decimal(1365), Decimal("6961500.00")),
        (Decimal(1410), Decimal("7191000.00")),
    ]
    assert all("A/RES/68/281" in str(part.cites[0]) for part in answer.parts)


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2014, 7, 1), 1332),
        (date(2016, 6, 30), 1332),
        (date(2016, 7, 1), 1365),
        (date(2017, 7, 1), 1410),
        (date(2018, 7, 1), 1428),
        (date(2022, 6, 30), 1428),
        (date(2022, 7, 1), 1448),
    ],
)
def test_the_rate_is_that_of_the_day(day: date, rate: int) -> None:
    [part] = ask(persons=1, from_=day, to=date.fromordinal(day.toordinal() + 1)).parts
    assert part.rate == rate


@given(st.integers(1, 5000), st.integers(0, 100), st.data())
def test_what_is_paid_adds_up(persons: int, deduction: int, data: st.DataObject) -> None:
    extra = data.draw(st.integers(0, persons))
    answer = ask(persons=persons, year=2018, deduction=deduction, premium_persons=extra)
    assert answer.total == sum(part.gross - part.deducted + part.premium for part in answer.parts)
    gross = sum(part.gross for part in answer.parts)
    assert gross == persons * 6 * (1410 + 1428)
    premium = sum(part.premium for part in answer.parts)
    assert premium * 10 == extra * 6 * (1410 + 1428)
    assert (premium > 0) == any("exceptional risk" in note for note in answer.notes)


def test_lines_of_a_claim_are_paid_one_by_one() -> None:
    line = {"unit": "battalion", "persons": 800, "from": "2022-07-01", "to": "2022-10-01"}
    answer = ask(claim={"lines": [line, {**line, "unit": "hospital", "persons": 60}]})
    assert [part.unit for part in answer.parts] == ["battalion", "hospital"]
    assert answer.total == 3 * 860 * 1448
    [table] = answer.sections()
    assert table.rows[-1].cells[-1] == "3,735,840.00"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "give a number of persons above 0, or a claim"),
        ({"persons": -5, "year": 2017}, "must be at least 0"),
        ({"persons": 5}, "give `from` and `to`, or a year"),
        ({"persons": 5, "year": 2017, "to": DAY}, "either a year or"),
        ({"persons": 5, "from": DAY, "to": DAY}, "must lie before"),
        ({"persons": 5, "year": 1970}, "no rate is on record for 1970-01-01"),
        ({"persons": 5, "year": 2030}, "no rate is on record for 2030-01-01"),
        ({"persons": 5, "year": 2017, "deduction": 101}, "must be at most 100"),
        ({"persons": 5, "year": 2017, "premium_persons": 6}, "6 of 5 persons"),
        ({"persons": 5, "year": 2017, "tariff": "un/gold"}, "no tariff is called 'un/gold'"),
        (
            {
                "persons": 5,
                "claim": {"lines": [{"persons": 1, "from": "2017-01-01", "to": "2018-01-01"}]},
            },
            "either a claim or persons",
        ),
        (
            {"claim": {"lines": [{"persons": 1, "from": "2017-01-01", "to": "2018-01-01"}] * 2}},
            "1 person from 2017-01-01 to 2018-01-01 is listed twice",
        ),
    ],
)
def test_nonsense_is_refused_in_one_sentence(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        ask(**fields)
