"""Every number of every question's example, and of some more: refused in a sentence, or answered.

What a hundred bytes can name would take more memory than there is; here each number is put in the
place of each that an example gives, and of each day.
"""

import copy
import json
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.asking.declare import every, find
from foedus.asking.world import World
from foedus.documents.numbers import FIRST, LAST, MOST
from foedus.errors import QuestionError

SECONDS = 60
"""Far longer than any of these takes; what is not bounded takes for ever."""
LONGEST = 1_000

MORE: dict[str, tuple[str, dict[str, Any]]] = {
    "join": (
        "apportion",
        {"key": "nato/common-funding-2021", "amount": "1000", "join": {"FIN": "5"}},
    ),
    "statistics": ("apportion", {"key": "un/scale", "amount": "10", "statistics": {"DEU": "5"}}),
    "costs": ("apportion", {"key": "own-costs", "amount": "30", "costs": {"FRA": 10, "DEU": 20}}),
    "facts": (
        "apportion",
        {
            "key": "edf/co-funding",
            "amount": "1000",
            "inputs": {"activity": "prototype", "sme": "20", "mid-cap": "10"},
        },
    ),
    "mix": (
        "apportion",
        {
            "amount": "1000",
            "mix": {
                "shares": [{"state": "FRA", "share": "60"}, {"state": "DEU", "share": "40"}],
                "bounds": [{"state": "FRA", "least": "10", "most": "55"}],
            },
        },
    ),
    "claim": (
        "reimburse",
        {
            "claim": {
                "lines": [
                    {
                        "persons": 10,
                        "from": "2017-01-01",
                        "to": "2017-05-01",
                        "deduction": "5",
                        "premium_persons": 2,
                    }
                ]
            }
        },
    ),
    "fleet": (
        "pool",
        {
            "programme": {
                "currency": "EUR",
                "unit_cost": "10",
                "fixed_cost": "5",
                "availability": "0.8",
                "capacity": "2",
                "minimum_fleet": 1,
                "step": "1",
                "members": [
                    {"nation": "FRA", "demand": "3", "own": 1, "assurance": "0.9"},
                    {"nation": "DEU", "demand": "5"},
                ],
                "prices": [{"units": 3, "unit_cost": "8"}],
            }
        },
    ),
    "activity": (
        "notify",
        {
            "start": "2020-01-01",
            "host": ["BLR"],
            "troops": 10000,
            "landing_troops": 500,
            "distance_km": 50,
            "hours": 20,
            "contingents": {"BLR": 7200},
        },
    ),
    "holdings": (
        "comply",
        {
            "treaty": "cfe",
            "declared": {
                "holdings": [{"state": "DEU", "quantity": "tanks", "number": 9, "active": 5}],
                "objects": [{"state": "DEU", "number": 300}],
            },
        },
    ),
    "point": ("casus", {"attacked": ["USA"], "at": {"lat": 10.0, "lon": 20.0}}),
    "months": ("commitments", {"framework": "pesco", "fresh_months": 12}),
}
GIVEN = {
    **{name: (name, dict(question.example)) for name, question in every().items()},
    **MORE,
}
HEAVY = {"exercise", "generate"}


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    parts: Any = ()
    if isinstance(node, dict):
        parts = node.items()
    elif isinstance(node, list):
        parts = enumerate(node)
    else:
        yield path, node
    for name, part in parts:
        yield from leaves(part, (*path, name))


def is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def put(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(node)
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return changed


def ask(world: World, name: str, inputs: dict[str, Any], on: date) -> None:
    """An answer or a refusal in one sentence, in time; any other error fails the test."""
    start = time.perf_counter()
    told = outcome(world, name, inputs, on)
    assert told == name or ("\n" not in told and 0 < len(told) < LONGEST)
    assert time.perf_counter() - start < SECONDS


def outcome(world: World, name: str, inputs: dict[str, Any], on: date) -> str:
    """The question that is answered, or the refusal."""
    try:
        answered: str = find(name).ask(world, inputs, on).question
        return answered
    except QuestionError as error:
        return str(error)


HOSTILE = ["1e99999999", "1e-300000", "9" * 1_000_000, 10**9_999, 1e308, float("nan"), True]
"""Numbers that none can reckon with; no field takes one."""
EDGES = [0, 1, -1, 10**6, 10**9, MOST, "0.00000000000000000001", "99.99999999999999999999"]
NUMBERS = st.one_of(
    st.sampled_from(EDGES),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.builds("{}e{}".format, st.integers(-99, 99), st.integers(-(10**9), 10**9)),
)


def inputs_of(name: str) -> tuple[str, dict[str, Any], date]:
    question, raw = GIVEN[name]
    plain = json.loads(json.dumps(raw))
    return question, plain, date.fromisoformat(plain.pop("on", "2023-12-31"))


def fields(name: str, kind: Any) -> list[tuple[Any, ...]]:
    """A place of each field, not of each line."""
    _, inputs, _ = inputs_of(name)
    found = {
        tuple("*" if isinstance(part, int) else part for part in path): path
        for path, value in leaves(inputs)
        if kind(value)
    }
    return list(found.values())


NAMES = ("msel", "states")
"""Questions whose numbers are names: of events in a list, of states by their codes."""
NUMERIC = [name for name in GIVEN if name not in NAMES and fields(name, is_number)]


def test_the_examples_have_the_numbers_that_questions_take() -> None:
    assert sum(len(fields(name, is_number)) for name in NUMERIC) > 60


@pytest.mark.parametrize("name", NUMERIC)
def test_a_number_that_none_can_reckon_with_is_refused_at_once(world: World, name: str) -> None:
    question, inputs, on = inputs_of(name)
    for path in fields(name, is_number):
        for number in HOSTILE:
            start = time.perf_counter()
            if path[-1] in ("commitment", "sme", "mid-cap"):  # a name, or may be true
                ask(world, question, put(inputs, path, number), on)
                continue
            with pytest.raises(QuestionError) as refused:
                find(question).ask(world, put(inputs, path, number), on)
            assert len(str(refused.value)) < LONGEST
            assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize("name", [name for name in NUMERIC if name not in HEAVY])
@given(data=st.data())
def test_any_number_is_refused_or_answered_in_time(
    world: World, name: str, data: st.DataObject
) -> None:
    question, inputs, on = inputs_of(name)
    path = data.draw(st.sampled_from(fields(name, is_number)))
    ask(world, question, put(inputs, path, data.draw(NUMBERS)), on)


@pytest.mark.parametrize("name", sorted(HEAVY))
@settings(max_examples=12)
@given(data=st.data())
def test_any_number_is_refused_or_answered_in_time_where_that_takes_long(
    world: World, name: str, data: st.DataObject
) -> None:
    question, inputs, on = inputs_of(name)
    path = data.draw(st.sampled_from(fields(name, is_number)))
    ask(world, question, put(inputs, path, data.draw(NUMBERS)), on)


@pytest.mark.parametrize("name", GIVEN)
def test_the_first_and_the_last_day_overflow_nothing(world: World, name: str) -> None:
    question, inputs, on = inputs_of(name)
    for day in (FIRST, LAST):
        ask(world, question, inputs, day)
        for path in fields(name, is_day):
            ask(world, question, put(inputs, path, str(day)), on)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_outside_the_calendar_is_refused(world: World, day: date) -> None:
    with pytest.raises(QuestionError, match="lies outside the years 1000 to 2999"):
        world.state(state="FRA", on=day)
