"""Kleene's three-valued logic, and what an explanation tells of a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.verdicts import Because, Verdict, all_of, any_of, negate

VERDICTS = st.sampled_from((True, False, None))
LISTS = st.lists(VERDICTS, max_size=6)
TABLE = [
    # a, b, a and b, a or b
    (True, True, True, True),
    (True, False, False, True),
    (True, None, None, True),
    (False, False, False, False),
    (False, None, False, None),
    (None, None, None, None),
]


@pytest.mark.parametrize(("a", "b", "both", "either"), TABLE)
def test_the_truth_table(a: Verdict, b: Verdict, both: Verdict, either: Verdict) -> None:
    assert all_of((a, b)) is all_of((b, a)) is both
    assert any_of((a, b)) is any_of((b, a)) is either


def test_all_of_nothing_holds_and_any_of_nothing_fails() -> None:
    assert all_of(()) is True
    assert any_of(()) is False


@given(VERDICTS)
def test_double_negation(a: Verdict) -> None:
    assert negate(negate(a)) is a


@given(LISTS)
def test_de_morgan(parts: list[Verdict]) -> None:
    assert negate(all_of(parts)) is any_of(map(negate, parts))
    assert negate(any_of(parts)) is all_of(map(negate, parts))


@given(LISTS, st.data())
def test_order_does_not_matter(parts: list[Verdict], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(parts))
    assert all_of(parts) is all_of(shuffled)
    assert any_of(parts) is any_of(shuffled)


@given(LISTS, LISTS)
def test_grouping_does_not_matter(some: list[Verdict], others: list[Verdict]) -> None:
    assert all_of((all_of(some), all_of(others))) is all_of(some + others)
    assert any_of((any_of(some), any_of(others))) is any_of(some + others)


@given(LISTS, st.data())
def test_learning_more_never_overturns_a_verdict(parts: list[Verdict], data: st.DataObject) -> None:
    """Monotone in information: settling an unknown keeps whatever was settled already."""
    learnt = [data.draw(st.booleans()) if part is None else part for part in parts]
    for combined in (all_of, any_of):
        before = combined(parts)
        assert before is None or combined(learnt) is before
    assert all_of(learnt) is all(learnt)
    assert any_of(learnt) is any(learnt)


YES, NO = Because(True, "the event is armed-attack"), Because(False, "Goa is not in Europe")
OPEN = Because(None, "unknown: who attacked", settles="who attacked")


def test_a_failure_names_what_failed_and_nothing_else() -> None:
    because = Because(False, "all of", (YES, NO, OPEN), role="all")
    assert because.failures() == ("Goa is not in Europe",)
    assert because.open_questions() == ()


def test_an_open_verdict_names_what_would_settle_it() -> None:
    because = Because(None, "all of", (YES, OPEN, OPEN), role="all")
    assert because.open_questions() == ("who attacked",)
    assert because.failures() == ()


def test_a_negation_that_fails_tells_its_own_reason() -> None:
    because = Because(False, "the event is armed-attack, which is excluded", (YES,), role="not")
    assert because.failures() == ("the event is armed-attack, which is excluded",)


def test_a_negation_that_is_open_asks_what_its_part_asks() -> None:
    assert Because(None, "no exception", (OPEN,), role="not").open_questions() == ("who attacked",)


def test_a_contested_clause_asks_which_reading_holds() -> None:
    because = Because(None, "contested", (YES, NO), role="contested", settles="which reading holds")
    assert because.open_questions() == ("which reading holds",)
