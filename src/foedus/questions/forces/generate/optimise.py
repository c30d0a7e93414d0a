"""Solving a programme with HiGHS: coverage first, then risk, then cost.

Each stage keeps what the stages before it reached. The relaxed coverage also gives a price to each
row that binds. Prices prove an upper bound on the coverage of any plan, which `bound` works out in
exact arithmetic: no solver has to be believed for it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from foedus.questions.forces.generate.programme import IntegerProgramme

FINE: Final = 1_000_000
"""Prices are rounded to this part of a point; any prices prove a bound, so nothing is lost."""

LARGE: Final = 3_000
"""From so many columns on, a plan is first sought among few of them."""

NEAR: Final = 0.02
"""A column whose price is within this part of the largest cost could be used as well."""

PROVING: Final = {
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
}
"""Where a good plan is known already, HiGHS need not look for others."""

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class OptimisedStage:
    """What a stage reached, and the best that could be: proven best where they are equal."""

    aim: str
    reached: Decimal
    bound: Decimal


@dataclass(frozen=True)
class Solution:
    """Units by service, the stages, and the price of each row that binds the relaxed coverage."""

    units: dict[int, int]
    stages: tuple[OptimisedStage, ...]
    prices: dict[int, Fraction]


def optimise(programme: IntegerProgramme, gap: float) -> Solution:
    """The best plan, each stage within `gap` of the best there is."""
    if not programme.services:
        return Solution({}, (), {})
    solver = _Solver(programme, gap)
    covered = solver.stage("coverage", [-s.worth for s in programme.services], 1)
    prices = solver.prices()
    risk = solver.stage("risk", [s.risk for s in programme.services], 1)
    cost = solver.stage("cost", *_scaled([s.cost for s in programme.services]))
    return Solution(solver.units(), (covered, risk, cost), prices)


def cheapest(programme: IntegerProgramme) -> dict[int, int]:
    """The units that meet every row of a programme at the least cost."""
    solver = _Solver(programme, 0.0)
    solver.stage("cost", *_scaled([s.cost for s in programme.services]))
    return solver.units()


class Relaxation:
    """The relaxed coverage of a programme, solved again and again with some services closed."""

    def __init__(self, programme: IntegerProgramme) -> None:
        self.solver = _Solver(programme, 0.0, whole=False)
        self.solver.aim([-float(s.worth) for s in programme.services])

    def most(self, closed: Sequence[int]) -> int:
        """The coverage that no plan without these services can exceed."""
        self.solver.close(closed)
        self.solver.highs.run()
        value = -self.solver.highs.getInfo().objective_function_value
        self.solver.open(closed)
        return math.floor(float(value) + 1e-6)


def coverage(programme: IntegerProgramme, gap: float, closed: Sequence[int]) -> OptimisedStage:
    """The best coverage alone, with some services closed."""
    solver = _Solver(programme, gap)
    solver.close(closed)
    return solver.stage("coverage", [-s.worth for s in programme.services], 1)


def bound(programme: IntegerProgramme, prices: Mapping[int, Fraction]) -> Fraction:
    """The coverage that no plan can exceed, by weak duality.

    The limits of the rows at their prices, and for each column what it is worth above the prices
    of the rows that it takes room in. True for any prices that are not negative.
    """
    worth = [Fraction(s.worth) for s in programme.services]
    worth += [Fraction(0)] * programme.choices
    total = Fraction(0)
    for index, price in prices.items():
        if price < 0:
            raise ValueError("a price must not be negative")
        row = programme.rows[index]
        total += price * row.limit
        for column, coefficient in row.terms:
            worth[column] -= price * coefficient
    return total + sum(max(left, Fraction(0)) * programme.most(j) for j, left in enumerate(worth))


def _scaled(costs: list[Decimal]) -> tuple[list[float], Decimal]:
    """Costs in a unit that suits a solver, and that unit."""
    unit = max(max(costs), Decimal(1)) / 1000
    return [float(cost / unit) for cost in costs], unit


class _Relaxed(NamedTuple):
    """A relaxed plan: its value, its columns, what another unit of each would cost, and prices."""

    least: float
    values: Vector
    dearness: Vector
    prices: Vector


class _Quiet(highspy.Highs):
    """HiGHS without callbacks: enabling them makes it print its version."""

    def enableCallbacks(self) -> None:  # noqa: N802
        return None


class _Solver:
    def __init__(self, programme: IntegerProgramme, gap: float, *, whole: bool = True) -> None:
        self.programme, self.whole = programme, whole
        self.gap = gap
        self.values: Vector = np.zeros(programme.columns)
        self.costs: Vector = np.zeros(programme.columns)
        self.bound = -math.inf
        self.columns = np.arange(programme.columns, dtype=np.int32)
        self.highs: Any = _Quiet()  # type: ignore[no-untyped-call]
        self._set({"output_flag": False, "threads": 1, "random_seed": 0, "mip_abs_gap": 1e-6})
        self.highs.passModel(self._model())

    def _set(self, options: Mapping[str, object]) -> None:
        for option, value in options.items():
            self.highs.setOptionValue(option, value)

    def _model(self) -> Any:
        rows, size = self.programme.rows, self.programme.columns
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = size, len(rows)
        model.col_cost_ = np.zeros(size)
        model.col_lower_ = np.zeros(size)
        model.col_upper_ = np.array([float(self.programme.most(j)) for j in range(size)])
        model.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
        model.row_upper_ = np.array([float(row.limit) for row in rows])
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(row.terms) for row in rows)])
        matrix.index_ = np.array([j for row in rows for j, _ in row.terms], dtype=np.int32)
        matrix.value_ = np.array([float(c) for row in rows for _, c in row.terms])
        if self.whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * size
        return model

    def close(self, services: Sequence[int]) -> None:
        """Let no unit serve there."""
        for column in services:
            self.highs.changeColBounds(column, 0.0, 0.0)

    def open(self, services: Sequence[int]) -> None:
        """Let units serve there again."""
        for column in services:
            self.highs.changeColBounds(column, 0.0, float(self.programme.most(column)))

    def prices(self) -> dict[int, Fraction]:
        """What each row that binds costs the relaxed plan of the last stage."""
        return {
            int(index): Fraction(round(price * FINE), FINE)
            for index, price in enumerate(self.relaxed.prices)
            if price > 1 / FINE
        }

    def stage(self, aim: str, costs: Sequence[float], unit: Decimal | int) -> OptimisedStage:
        """Minimise, and hold all later stages to what was reached."""
        self.aim(costs)
        self.relaxed = self._relax()
        if self.programme.columns <= LARGE:
            self._run(self.gap)
        elif not self._core():
            self._prove()
        weights: Vector = np.array(costs, dtype=np.float64)
        reached = float(weights @ self.values[: len(costs)])
        slack = 1e-3 if unit == 1 else 1e-6 * max(1.0, abs(reached))
        services = self.columns[: len(costs)]
        self.highs.addRow(-highspy.kHighsInf, reached + slack, len(costs), services, weights)
        best = min(self.bound, reached)
        sign = -1 if aim == "coverage" else 1
        if unit == 1:
            whole = min(round(reached), math.ceil(best - 1e-6))
            return OptimisedStage(aim, Decimal(sign * round(reached)), Decimal(sign * whole))
        total = sum(
            (self.programme.services[j].cost * units for j, units in self.units().items()),
            Decimal(0),
        )
        near = reached - best <= 1e-6 * max(1.0, abs(reached))
        return OptimisedStage(aim, total, total if near else round(Decimal(best) * unit, 2))

    def _relax(self) -> "_Relaxed":
        """The best plan in fractions of units."""
        solver = "ipm" if self.programme.columns > LARGE else "choose"
        self._set({"solve_relaxation": True, "solver": solver})
        self.highs.run()
        self._set({"solve_relaxation": False, "solver": "choose"})
        plan = self.highs.getSolution()
        return _Relaxed(
            float(self.highs.getInfo().objective_function_value),
            np.array(plan.col_value),
            np.array(plan.col_dual),
            -np.array(plan.row_dual)[: len(self.programme.rows)],
        )

    def _core(self) -> bool:
        """Find a good plan among the columns that the relaxed plan uses, or could use as well.

        They are some in a hundred, and nearly always hold a plan near the best. Says whether the
        relaxed plan, which bounds all plans, already proves it near enough.
        """
        dear = self.relaxed.dearness > NEAR * np.abs(self.costs).max()
        open_ = (self.relaxed.values > 1e-6) | ~dear | (self.values > 0)
        open_[len(self.programme.services) :] = True
        closed = [int(j) for j in np.nonzero(~open_)[0]]
        self.close(closed)
        self._run(self.gap / 2)
        self.open(closed)
        self.bound = self.relaxed.least
        return self._near(self.gap)

    def _prove(self) -> None:
        """Prove a plan that is good already, or find the better one that there is.

        A unit of a column that the relaxed plan leaves out adds at least its dearness to the value
        of that plan. Where this is more than a plan that matters may come to, the column is left
        out. No time is spent on looking for other plans.
        """
        reached = float(self.costs @ self.values)
        target = reached - self.gap * abs(reached)
        room = target - self.relaxed.least + 1e-6 * max(1.0, abs(target))
        closed = [int(j) for j in np.nonzero(self.relaxed.dearness > room)[0] if not self.values[j]]
        before = {option: self.highs.getOptionValue(option)[1] for option in PROVING}
        self._set(PROVING)
        self.close(closed)
        self._run(self.gap)
        self.open(closed)
        self._set(before)
        self.bound = min(self.bound, target)

    def _run(self, gap: float) -> None:
        """Solve to within a gap, from the best plan so far.

        From a start HiGHS 1.16 can stop at once, with a bound that is true but that the start does
        not meet. Then it is asked again, from nothing.
        """
        self.highs.setOptionValue("mip_rel_gap", gap)
        if self.values.any():
            start = highspy.HighsSolution()
            start.col_value = list(self.values)
            self.highs.setSolution(start)
        if not self._ended(gap):
            self.highs.clearSolver()
            if not self._ended(gap):
                raise RuntimeError("HiGHS ended without a plan as near to the best as was asked")

    def _ended(self, gap: float) -> bool:
        """Run, take the plan, and say whether its bound is as near as was asked."""
        self.highs.run()
        status = self.highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS ended with {self.highs.modelStatusToString(status)}")
        self.bound = float(self.highs.getInfo().mip_dual_bound)
        self.values = np.rint(np.array(self.highs.getSolution().col_value))
        return self._near(gap)

    def _near(self, gap: float) -> bool:
        """Whether the bound is as near to the plan as was asked."""
        reached = float(self.costs @ self.values)
        return reached - self.bound <= gap * abs(reached) + 1e-6 * max(1.0, abs(reached))

    def aim(self, costs: Sequence[float]) -> None:
        """Minimise these costs of the services."""
        self.costs = np.zeros(self.programme.columns)
        self.costs[: len(costs)] = costs
        self.highs.changeColsCost(len(self.costs), self.columns, self.costs)

    def units(self) -> dict[int, int]:
        """The services that were chosen, with their units."""
        values = self.values[: len(self.programme.services)]
        return {int(j): int(values[j]) for j in np.nonzero(values)[0]}
