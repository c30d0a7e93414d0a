"""Fleets: the cheapest that suffices, for every group, against looking at all there are."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.questions.costs.pool.fleet import Asset, PoolMember, fleets, one_pool_is_best

PLAIN = Asset(((1, 100),), 0, Fraction(1), Fraction(1), 0)


def nation(name: str, *demand: int, own: int = 0, assurance: Fraction = Fraction(0)) -> PoolMember:
    return PoolMember(name, tuple(map(Fraction, demand)), own, assurance)


@st.composite
def assets(draw: st.DrawFn) -> Asset:
    prices = sorted(draw(st.sets(st.integers(20, 100), min_size=1, max_size=3)), reverse=True)
    steps = sorted(draw(st.sets(st.integers(2, 9), min_size=2, max_size=2)))
    return Asset(
        prices=tuple(zip([1, *steps], prices, strict=False)),
        fixed_cost=draw(st.integers(0, 150)),
        availability=Fraction(draw(st.integers(3, 10)), 10),
        capacity=Fraction(draw(st.integers(1, 5)), 2),
        minimum=draw(st.integers(0, 3)),
    )


@st.composite
def groups(draw: st.DrawFn, *, assured: bool) -> list[PoolMember]:
    periods = draw(st.integers(1, 3))
    return [
        PoolMember(
            name,
            tuple(Fraction(draw(st.integers(0, 9)), 2) for _ in range(periods)),
            draw(st.integers(0, 1)),
            Fraction(draw(st.sampled_from([0, 5, 9])), 10) if assured else Fraction(0),
        )
        for name in "ABCD"[: draw(st.integers(1, 4))]
    ]


def suffices(asset: Asset, members: list[PoolMember], units: int) -> bool:
    """Whether a fleet of so many units is enough, straight from the definition."""
    own = sum(n.own for n in members)
    shared = units - own
    strictest = max(n.assurance for n in members)
    for t in range(len(members[0].demand)):
        need = sum(
            (max(n.demand[t] - n.own * asset.units_yield, Fraction(0)) for n in members),
            Fraction(0),
        )
        if shared < 0 or shared * asset.units_yield < need:
            return False
        met = sum(
            comb(shared, k) * asset.availability**k * (1 - asset.availability) ** (shared - k)
            for k in range(shared + 1)
            if k * asset.capacity >= need
        )
        if met < strictest:
            return False
    return units == 0 or units >= asset.minimum


def cheapest(asset: Asset, members: list[PoolMember]) -> int:
    """The cheapest fleet that suffices, looking at all of a reasonable size."""
    costs = []
    for units in range(120):
        if suffices(asset, members, units):
            price = [price for least, price in asset.prices if least <= units]
            costs.append(asset.fixed_cost + units * price[-1] if units else 0)
            if len(costs) > 10:
                break
    return min(costs)


def divisions(members: list[PoolMember]) -> Iterator[list[list[PoolMember]]]:
    if not members:
        yield []
        return
    first, rest = members[0], members[1:]
    for smaller in divisions(rest):
        yield [[first], *smaller]
        for k, group in enumerate(smaller):
            yield [*smaller[:k], [first, *group], *smaller[k + 1 :]]


@given(assets(), groups(assured=False))
def test_the_fleet_of_every_group_is_the_cheapest_that_suffices(
    asset: Asset, nations: list[PoolMember]
) -> None:
    found = fleets(asset, nations, ())
    for coalition in range(1, found.game.everyone + 1):
        members = [n for k, n in enumerate(nations) if coalition >> k & 1]
        assert int(found.game.costs[coalition]) == cheapest(asset, members)


@given(assets(), groups(assured=False))
def test_one_pool_is_never_dearer_than_several(asset: Asset, nations: list[PoolMember]) -> None:
    assert one_pool_is_best(nations, ())
    costs = fleets(asset, nations, ()).game.costs
    for whole in range(1, len(costs)):
        for part in range(whole):
            if part & whole == part:
                assert costs[whole] <= costs[part] + costs[whole ^ part]
                assert costs[part] <= costs[whole]


@given(assets(), groups(assured=True), st.booleans())
def test_pools_are_the_cheapest_division_that_is_allowed(
    asset: Asset, nations: list[PoolMember], enemies: bool
) -> None:
    apart = [frozenset(n.id for n in nations[:2])] if enemies and len(nations) > 1 else []
    found = fleets(asset, nations, apart)

    def allowed(group: list[PoolMember]) -> bool:
        return not any(pair <= {n.id for n in group} for pair in apart)

    best = min(
        sum(cheapest(asset, group) for group in division)
        for division in divisions(nations)
        if all(map(allowed, division))
    )
    assert found.game.total == best == sum(pool.cost for pool in found.pools)
    assert sorted(m for pool in found.pools for m in pool.members) == [n.id for n in nations]
    assert not any(pair <= set(pool.members) for pair in apart for pool in found.pools)


def test_peaks_that_do_not_coincide_share_a_fleet() -> None:
    found = fleets(PLAIN, [nation("A", 4, 0), nation("B", 1, 4)], ())
    assert [pool.units for pool in found.alone] == [4, 4]
    assert [pool.units for pool in found.pools] == [5]


def test_more_units_than_needed_are_bought_where_the_price_makes_up_for_it() -> None:
    asset = Asset(((1, 100), (10, 80)), 0, Fraction(1), Fraction(1), 0)
    assert asset.purchase(7) == (7, 700)
    assert asset.purchase(9) == (10, 800)


@pytest.mark.parametrize(
    ("at_once", "assurance", "units"),
    [(1, Fraction(95, 100), 2), (2, Fraction(95, 100), 4), (4, Fraction(95, 100), 7)],
)
def test_an_assurance_takes_spare_units(at_once: int, assurance: Fraction, units: int) -> None:
    """With units available four days of five: 1 of 2 with 0.96, 2 of 4 with 0.97."""
    asset = Asset(((1, 1),), 0, Fraction(4, 5), Fraction(1), 0)
    assert asset.assured(at_once, assurance) == units


def test_units_kept_for_oneself_serve_nobody_else() -> None:
    keeping = [nation("A", 4, 0, own=2), nation("B", 0, 4)]
    assert [pool.units for pool in fleets(PLAIN, keeping, ()).pools] == [6]
    sharing = [nation("A", 4, 0), nation("B", 0, 4)]
    assert [pool.units for pool in fleets(PLAIN, sharing, ()).pools] == [4]
