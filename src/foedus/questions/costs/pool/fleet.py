"""The cheapest fleet for every group of nations, and so the cost game of pooling.

A fleet is large enough if in every period what its units yield on average, when available, covers
the demand; and where a member asks for an assurance, if so many of its units are available at the
same time with that probability (each is, or is not, independently of the others). Units that a
member keeps for itself serve its own demand first and nobody else's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from foedus.questions.costs.pool.game import ROOM, CostGame, Whole, subset_sums, whole


@dataclass(frozen=True)
class Asset:
    """What is bought: costs in whole steps of money, the unit price from so many units on.

    The price falls as the number rises, so that two fleets never cost less than one as large.
    """

    prices: tuple[tuple[int, int], ...]
    fixed_cost: int
    availability: Fraction
    capacity: Fraction
    minimum: int

    @property
    def units_yield(self) -> Fraction:
        """What a unit yields in a period on average."""
        return self.availability * self.capacity

    def purchase(self, needed: int) -> tuple[int, int]:
        """How many units to buy and their cost: more than needed, where the price makes up."""
        if not needed:
            return 0, 0
        needed = max(needed, self.minimum)
        options = [needed, *(units for units, _ in self.prices if units > needed)]
        bought = min(options, key=lambda units: (units * self._price(units), units))
        return bought, self.fixed_cost + bought * self._price(bought)

    def _price(self, units: int) -> int:
        return min(price for least, price in self.prices if least <= units)

    def assured(self, at_once: int, assurance: Fraction) -> int:
        """The fewest units of which so many are available at once with that probability.

        Counting units one by one, the last of so many available is found at the n-th with a
        probability that follows from the one before (the negative binomial distribution). All
        probabilities are numerators over a power of the denominator of the availability.
        """
        good, every = self.availability.numerator, self.availability.denominator
        units, power = at_once, every**at_once
        found = here = good**at_once
        while found * assurance.denominator < assurance.numerator * power:
            here = here * (every - good) * units // (units + 1 - at_once)
            found = found * every + here
            units, power = units + 1, power * every
        return units


@dataclass(frozen=True)
class PoolMember:
    """A member: its demand by period, the units it keeps for itself, the assurance it asks for."""

    id: str
    demand: tuple[Fraction, ...]
    own: int = 0
    assurance: Fraction = Fraction(0)


@dataclass(frozen=True)
class Pool:
    """Nations that share a fleet, its units and its cost."""

    members: tuple[str, ...]
    units: int
    cost: int


@dataclass(frozen=True)
class Fleets:
    """The cost game, and for all together the pools they would form: one, or more if cheaper."""

    game: CostGame
    pools: tuple[Pool, ...]
    alone: tuple[Pool, ...]


def fleets(asset: Asset, nations: Sequence[PoolMember], apart: Sequence[frozenset[str]]) -> Fleets:
    """The cheapest fleets of every group; those that stay apart are never in one pool."""
    players = tuple(nation.id for nation in nations)
    units, costs = _purchases(asset, _needed(asset, nations))
    blocks = [0] * len(costs)
    if one_pool_is_best(nations, apart):
        game = CostGame(players, costs)
        blocks[-1] = game.everyone
    else:
        barred = [sum(1 << players.index(name) for name in group) for group in apart]
        game, blocks = _best_pools(CostGame(players, costs), barred)

    def pool(members: int) -> Pool:
        return Pool(game.names(members), int(units[members]), int(costs[members]))

    pools = []
    left = game.everyone
    while left:
        pools.append(pool(blocks[left]))
        left ^= blocks[left]
    return Fleets(game, tuple(pools), tuple(pool(1 << i) for i in range(len(players))))


def one_pool_is_best(nations: Sequence[PoolMember], apart: Sequence[frozenset[str]]) -> bool:
    """Whether no group can ever do better in several pools.

    It cannot where demand is met on average: peaks and roundings of a sum are at most the sums of
    peaks and roundings, the fixed cost is paid once and the price falls. It may where a member is
    more demanding than the others, or where some stay apart.
    """
    return not apart and not any(nation.assurance for nation in nations)


def _needed(asset: Asset, nations: Sequence[PoolMember]) -> Whole:
    """The units that every group needs in one pool."""
    shared = [
        [max(level - nation.own * asset.units_yield, Fraction(0)) for level in nation.demand]
        for nation in nations
    ]
    unit = lcm(*(level.denominator for levels in shared for level in levels))
    periods = range(len(nations[0].demand))
    by_period = [subset_sums([int(levels[t] * unit) for levels in shared]) for t in periods]
    peak = np.maximum.reduce(by_period)
    needed = _rounded_up(peak, asset.units_yield * unit)
    if any(nation.assurance for nation in nations):
        needed = np.maximum(needed, _assured(asset, nations, peak, unit))
    return needed + subset_sums([nation.own for nation in nations])


def _rounded_up(levels: Whole, each: Fraction) -> Whole:
    if max(int(levels.max()), 1) * each.denominator + each.numerator >= ROOM:
        levels = levels.astype(object)
    return -(-levels * each.denominator // each.numerator)


def _assured(asset: Asset, nations: Sequence[PoolMember], peak: Whole, unit: int) -> Whole:
    """The units that every group needs for the assurance of its most demanding member."""
    levels = sorted({nation.assurance for nation in nations})
    strictest = whole([0], 0)
    for nation in nations:
        rank = levels.index(nation.assurance)
        strictest = np.concatenate((strictest, np.maximum(strictest, rank)))
    at_once = [int(k) for k in _rounded_up(peak, asset.capacity * unit)]
    wanted = list(zip(at_once, map(int, strictest), strict=True))
    found = {
        (k, rank): asset.assured(k, levels[rank]) if levels[rank] else 0 for k, rank in set(wanted)
    }
    return whole((found[pair] for pair in wanted), max(found.values()))


def _purchases(asset: Asset, needed: Whole) -> tuple[Whole, Whole]:
    """The units bought and their cost, for every group."""
    numbers, places = np.unique(needed, return_inverse=True)
    bought = [asset.purchase(int(number)) for number in numbers]
    units, costs = zip(*bought, strict=True)
    return whole(units, max(units))[places], whole(costs, max(costs))[places]


def _best_pools(single: CostGame, barred: Sequence[int]) -> tuple[CostGame, list[int]]:
    """The game in which every group forms the cheapest pools, and a best first pool of each."""
    costs = [int(cost) for cost in single.costs]
    never = sum(single.alone) + 1
    for group in barred:
        for coalition in range(len(costs)):
            if coalition & group == group:
                costs[coalition] = never
    best, first = list(costs), list(range(len(costs)))
    for coalition in range(1, len(costs)):
        lowest = coalition & -coalition
        others = coalition ^ lowest
        part = others
        while part:
            part = (part - 1) & others
            pool = part | lowest
            cost = costs[pool] + best[coalition ^ pool]
            if cost < best[coalition]:
                best[coalition], first[coalition] = cost, pool
    return CostGame(single.players, whole(best, max(best))), first
