"""Rank agreement of many lists, and the common list: by all orders, and beside scipy."""

from itertools import combinations, permutations
from math import isclose

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foedus.reckoning.association import kendall
from foedus.reckoning.rankings import LARGEST, Ranking, borda, concordance, kemeny

THINGS = "abcde"
LISTS = st.integers(2, len(THINGS)).flatmap(
    lambda n: st.lists(
        st.fixed_dictionaries({t: st.integers(1, n).map(float) for t in THINGS[:n]}),
        min_size=1,
        max_size=5,
    )
)
STRICT = st.lists(
    st.permutations(THINGS).map(lambda o: {t: float(n) for n, t in enumerate(o, 1)}),
    min_size=2,
    max_size=6,
)


def broken(order: tuple[str, ...], lists: list[Ranking]) -> int:
    return sum(
        ranking[late] < ranking[early]
        for ranking in lists
        for early, late in combinations(order, 2)
    )


@settings(deadline=None)
@given(LISTS)
def test_the_common_list_is_the_best_of_all_orders_and_tells_every_place(
    lists: list[Ranking],
) -> None:
    found = kemeny(lists)
    assert found is not None
    orders = list(permutations(sorted(lists[0])))
    least = min(broken(order, lists) for order in orders)
    best = [order for order in orders if broken(order, lists) == least]
    assert found.broken == least
    assert tuple(place.of for place in found.places) in best
    for place in found.places:
        at = {order.index(place.of) + 1 for order in best}
        assert (place.first, place.last) == (min(at), max(at))


def test_a_circle_of_three_has_no_first() -> None:
    lists = [dict(zip(order, (1.0, 2.0, 3.0), strict=True)) for order in ("abc", "bca", "cab")]
    found = kemeny(lists)
    assert found is not None
    assert {(place.first, place.last) for place in found.places} == {(1, 3)}
    assert found.broken == 4
    assert set(borda(lists).values()) == {3.0}
    assert concordance(lists) == 0


def test_too_many_in_a_circle_are_not_ordered_but_any_number_without_one() -> None:
    many = [f"{n:02}" for n in range(LARGEST + 1)]
    turned = [
        {thing: float((n + start) % len(many)) for n, thing in enumerate(many)}
        for start in range(len(many))
    ]
    assert kemeny(turned) is None
    found = kemeny(turned[:1] * 2)
    assert found is not None
    assert [place.first for place in found.places] == list(range(1, len(many) + 1))


@settings(deadline=None)
@given(STRICT)
def test_concordance_is_that_of_scipy(lists: list[Ranking]) -> None:
    stats = pytest.importorskip("scipy.stats")
    columns = [[ranking[thing] for ranking in lists] for thing in THINGS]
    found = concordance(lists)
    assert found is not None
    friedman = stats.friedmanchisquare(*columns).statistic
    assert isclose(found * len(lists) * (len(THINGS) - 1), friedman, abs_tol=1e-9)


@settings(deadline=None)
@given(LISTS)
def test_concordance_with_ties_is_that_of_scipy(lists: list[Ranking]) -> None:
    stats = pytest.importorskip("scipy.stats")
    found = concordance(lists)
    assume(found is not None and len(lists[0]) > 2)
    columns = [[ranking[thing] for ranking in lists] for thing in sorted(lists[0])]
    friedman = stats.friedmanchisquare(*columns).statistic
    assert found is not None
    assert isclose(found * len(lists) * (len(columns) - 1), friedman, abs_tol=1e-9)


@given(STRICT)
def test_of_two_lists_concordance_and_tau_agree_on_all_and_on_opposites(
    lists: list[Ranking],
) -> None:
    one = lists[0]
    opposite = {thing: -place for thing, place in one.items()}
    assert concordance([one, one]) == pytest.approx(1)
    assert concordance([one, opposite]) == pytest.approx(0)
    tau = kendall([one[t] for t in THINGS], [opposite[t] for t in THINGS])
    assert tau is not None
    assert tau.value == pytest.approx(-1)


@given(LISTS)
def test_points_are_all_dealt_out_and_do_not_hang_on_the_order_of_lists(
    lists: list[Ranking],
) -> None:
    points = borda(lists)
    number = len(lists[0])
    assert sum(points.values()) == len(lists) * number * (number - 1) / 2
    assert points == borda(lists[::-1])


def test_nothing_to_agree_upon() -> None:
    tied = {"a": 1.0, "b": 1.0}
    assert concordance([]) is None
    assert concordance([{"a": 1.0, "b": 2.0}]) is None
    assert concordance([tied, tied]) is None
