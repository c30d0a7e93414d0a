"""How long fleets and exact sharings take, beside brute force and a floating-point solver.

Run: python bench/pool.py
"""

import random
import time
from fractions import Fraction
from itertools import permutations

import highspy
import numpy as np

from foedus.questions.costs.pool.allocation import shapley
from foedus.questions.costs.pool.core import blocking, why_empty
from foedus.questions.costs.pool.equal_saving import equal_saving
from foedus.questions.costs.pool.fleet import Asset, PoolMember, fleets
from foedus.questions.costs.pool.game import CostGame
from foedus.questions.costs.pool.nucleolus import least_core, nucleolus

MONTHS = 12
LIMITS = {12: 2.0, 20: 60.0}
ASSET = Asset(
    prices=((1, 18_000_000_00), (5, 17_000_000_00), (12, 16_000_000_00)),
    fixed_cost=25_000_000_00,
    availability=Fraction(4, 5),
    capacity=Fraction(1_000),
    minimum=2,
)


def nations(count: int, seed: int, assurance: Fraction = Fraction(0)) -> list[PoolMember]:
    """Nations with a made-up demand by month."""
    chance = random.Random(seed)
    return [
        PoolMember(
            f"N{n:02}",
            tuple(Fraction(chance.randint(0, 900)) for _ in range(MONTHS)),
            own=chance.choice((0, 0, 1)),
            assurance=assurance if n % 3 == 0 else Fraction(0),
        )
        for n in range(count)
    ]


def by_all_orders(game: CostGame) -> tuple[Fraction, ...]:
    """The Shapley value by its definition."""
    sums = [0] * len(game.players)
    orders = list(permutations(range(len(game.players))))
    for order in orders:
        before = 0
        for player in order:
            sums[player] += int(game.costs[before | 1 << player]) - int(game.costs[before])
            before |= 1 << player
    return tuple(Fraction(total, len(orders)) for total in sums)


def by_highs(game: CostGame) -> float:
    """The least excess by HiGHS, every coalition a row, in floating point."""
    count = len(game.players)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    scale = game.total
    paid = [solver.addVariable(lb=-highspy.kHighsInf, obj=0.0) for _ in range(count)]
    most = solver.addVariable(lb=-highspy.kHighsInf, obj=1.0)
    solver.addConstr(sum(paid) == 1.0)
    for coalition in range(1, game.everyone):
        members = [paid[k] for k in range(count) if coalition >> k & 1]
        solver.addConstr(sum(members) - most <= int(game.costs[coalition]) / scale)
    solver.run()
    return float(solver.getInfo().objective_function_value) * scale


def row(count: int, seed: int, assurance: Fraction = Fraction(0)) -> None:
    start = time.perf_counter()
    game = fleets(ASSET, nations(count, seed, assurance), ()).game
    told = [time.perf_counter()]
    value = shapley(game)
    told.append(time.perf_counter())
    payments = nucleolus(game)
    told.append(time.perf_counter())
    savings = equal_saving(game)
    told.append(time.perf_counter())
    empty = why_empty(game)
    seconds = [b - a for a, b in zip([start, *told], told, strict=False)]
    assert sum(value) == sum(payments) == sum(savings) == game.total
    assert (empty is None) == (blocking(game, payments) is None)
    limit = LIMITS.get(count)
    assert limit is None or sum(seconds) < limit, f"{count} nations took {sum(seconds):.1f} s"
    peer = ""
    if count <= 8:
        assert by_all_orders(game) == value
        peer = "all orders equal; "
    if count <= 10:
        least = least_core(game)
        began = time.perf_counter()
        theirs = by_highs(game)
        assert least is not None
        assert np.isclose(float(least.e), theirs, atol=game.total * 1e-7)
        peer += f"HiGHS least excess equal ({time.perf_counter() - began:.2f} s)"
    core = "empty" if empty else "yes"
    shown = "".join(f"{s:10.3f}" for s in seconds)
    name = f"{count} nations{', assurance' if assurance else ''}"
    print(f"{name:24}{shown}   {core:6} {peer}")


def main() -> None:
    columns = "".join(f"{name:>10}" for name in ("fleets", "Shapley", "nucleolus", "saving"))
    print(f"{'':24}{columns}   core   checked against")
    for count in (4, 6, 8, 10, 12, 14, 16, 18, 20):
        row(count, seed=count)
    for count in (8, 12, 14):
        row(count, seed=count, assurance=Fraction(95, 100))


if __name__ == "__main__":
    main()
