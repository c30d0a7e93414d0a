"""The best programme: a constraint model for CP-SAT, solved for one aim after the other.

The aims, each kept while the next is sought: close the gaps as far as possible; spread hosting as
evenly as possible; spend as little as possible; begin as early as possible; and where all that is
equal, let what stands first in the call begin first and those named first host. With one worker, a
fixed seed and limits in deterministic time, the same call gives the same programme everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from foedus.questions.forces.exercise.problem import Option, Placement, ProgrammeProblem, Want
from foedus.questions.forces.exercise.solution import AIMS, ProgrammeSolution, Proof

CENTS = 100
EFFORT = 60.0
"""Deterministic time for each aim, about as many seconds."""


@dataclass
class _Held:
    """The variables of one candidate."""

    option: Option
    held: Any
    start: Any
    interval: Any
    years: dict[int, Any] = field(default_factory=dict)
    hosts: dict[str, Any] = field(default_factory=dict)


class _Model:
    """The constraint model of a problem."""

    def __init__(self, problem: ProgrammeProblem) -> None:
        self.problem = problem
        self.model: cp_model.CpModel = cp_model.CpModel()
        self.epoch = date(problem.years[0], 1, 1)
        self.held = [self._option(option) for option in problem.options]
        self._money()
        self._nations()
        self._places()
        self.squares = list(self._hosting())

    # -- variables ---------------------------------------------------------------------------------

    def _option(self, option: Option) -> _Held:
        model, runs = self.model, self.problem.first_days(option)
        if not runs:
            none = model.new_constant(0)
            never = model.new_optional_fixed_size_interval_var(0, option.days, none, option.id)
            return _Held(option, none, none, never)
        days = [[self._day(first), self._day(last)] for first, last in runs]
        held = model.new_bool_var(option.id)
        start = model.new_int_var_from_domain(
            cp_model.Domain.from_intervals(days), f"start of {option.id}"
        )
        interval = model.new_optional_fixed_size_interval_var(start, option.days, held, option.id)
        found = _Held(option, held, start, interval)
        model.add(start == days[0][0]).only_enforce_if(~held)
        for year in self.problem.years:
            first, last = self._day(date(year, 1, 1)), self._day(date(year, 12, 31))
            if any(a <= last and first <= b for a, b in days):
                in_year = model.new_bool_var(f"{option.id} in {year}")
                model.add_linear_constraint(start, first, last).only_enforce_if(in_year)
                found.years[year] = in_year
        model.add(sum(found.years.values()) == held)
        found.hosts = {host: model.new_bool_var(f"{option.id} in {host}") for host in option.hosts}
        model.add(sum(found.hosts.values()) == held)
        return found

    def _day(self, day: date) -> int:
        return (day - self.epoch).days

    # -- what a programme must respect -------------------------------------------------------------

    def _money(self) -> None:
        for year in self.problem.years:
            spent = sum(_cents(h.option.cost) * h.years[year] for h in self.held if year in h.years)
            self.model.add(spent <= _cents(self.problem.budget(year)))

    def _nations(self) -> None:
        if self.problem.at_once is not None:
            self._cumulative(self.held, self.problem.at_once)
        for nation in self.problem.nations:
            taking = [h for h in self.held if nation in h.option.participants]
            for limit in self.problem.limits:
                if limit.nation not in (None, nation):
                    continue
                if limit.at_once is not None:
                    self._cumulative(taking, limit.at_once)
                if limit.a_year is not None:
                    for year in self.problem.years:
                        begun = [h.years[year] for h in taking if year in h.years]
                        self.model.add(sum(begun) <= limit.a_year)

    def _cumulative(self, held: list[_Held], most: int) -> None:
        if len(held) > most:
            self.model.add_cumulative([h.interval for h in held], [1] * len(held), most)

    def _places(self) -> None:
        units = sorted({unit for h in self.held for unit in h.option.units})
        for unit in units:
            self.model.add_no_overlap([h.interval for h in self.held if unit in h.option.units])
        for one, other in combinations(self.held, 2):
            if self.problem.near(one.option, other.option):
                self.model.add_no_overlap([one.interval, other.interval])

    def _hosting(self) -> Iterator[Any]:
        """The square of each nation's hostings, the earlier ones included."""
        for host in sorted({host for h in self.held for host in h.hosts}):
            hosted = [h.hosts[host] for h in self.held if host in h.hosts]
            if self.problem.hostings is not None:
                self.model.add(sum(hosted) <= self.problem.hostings)
            before = self.problem.hosted_before(host)
            total = self.model.new_int_var(before, before + len(hosted), f"hosted by {host}")
            self.model.add(total == before + sum(hosted))
            square = self.model.new_int_var(0, (before + len(hosted)) ** 2, f"square of {host}")
            self.model.add_multiplication_equality(square, [total, total])
            yield square

    # -- what a programme aims at ------------------------------------------------------------------

    def coverage(self) -> Any:
        """The weighted levels of all gaps, summed over the years."""
        return sum(
            want.weight * level for want in self.problem.wants for level in self._levels(want)
        )

    def _levels(self, want: Want) -> Iterator[Any]:
        """The level of a gap at the end of each year: that of its freshest training."""
        problem, model = self.problem, self.model
        before = problem.levels((), want)
        trained: dict[int, Any] = {}
        for year in problem.years:
            by = [h.years[year] for h in self.held if year in h.years and want.trained_by(h.option)]
            if by:
                trained[year] = model.new_bool_var(f"{want} in {year}")
                model.add(sum(by) >= trained[year])
        for year, old in zip(problem.years, before, strict=True):
            gains: list[Any] = []
            witnesses: list[Any] = []
            for since, done in trained.items():
                gain = problem.fresh(since, year) - old
                if gain > 0:
                    witness = model.new_bool_var(f"{want} of {since} for {year}")
                    model.add_implication(witness, done)
                    witnesses.append(witness)
                    gains.append(gain * witness)
            if len(witnesses) > 1:
                model.add_at_most_one(witnesses)
            yield old + sum(gains)

    def unevenness(self) -> Any:
        """The sum of the squares of the hostings."""
        return sum(self.squares)

    def cost(self) -> Any:
        """The cost of the programme, in cents."""
        return sum(_cents(h.option.cost) * h.held for h in self.held)

    def lateness(self) -> Any:
        """How late the exercises begin; those not held stand at their first day in any case."""
        return sum(h.start for h in self.held)

    def disorder(self) -> Any:
        """How far dates and hosts are from the order of the call: it decides between equals."""
        weights = range(len(self.held), 0, -1)
        return sum(
            weight * (h.start + sum(place * host for place, host in enumerate(h.hosts.values())))
            for weight, h in zip(weights, self.held, strict=True)
        )

    def plan(self, solver: cp_model.CpSolver) -> tuple[Placement, ...]:
        """The programme that the solver found."""
        placed = []
        for h in self.held:
            if solver.boolean_value(h.held):
                starts = self.epoch + timedelta(days=solver.value(h.start))
                host = next(host for host, var in h.hosts.items() if solver.boolean_value(var))
                ends = starts + timedelta(days=h.option.days)
                placed.append(Placement(starts, ends, h.option.id, host))
        return tuple(sorted(placed))


def _cents(amount: Decimal) -> int:
    return int(amount * CENTS)


def solve(problem: ProgrammeProblem, effort: float = EFFORT) -> ProgrammeSolution:
    """The best programme. `effort` is the deterministic time for each aim."""
    built = _Model(problem)
    model = built.model
    proofs: list[Proof] = []
    found: cp_model.CpSolver | None = None
    aims = (built.coverage(), built.unevenness(), built.cost(), built.lateness(), built.disorder())
    for number, (aim, expression) in enumerate(zip(AIMS, aims, strict=True)):
        upwards = number == 0
        (model.maximize if upwards else model.minimize)(expression)
        solver = _solver(effort)
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = solver
        elif status != cp_model.UNKNOWN:
            raise RuntimeError(f"the model of a programme is {solver.status_name(status)}")
        if found is None:
            return ProgrammeSolution((), (Proof(aim, problem.coverage(()), problem.most),))
        value = found.value(expression)
        bound = value if status == cp_model.OPTIMAL else round(solver.best_objective_bound)
        proofs.append(Proof(aim, value, bound))
        model.add(expression >= value if upwards else expression <= value)
        _hint(model, found)
    return ProgrammeSolution(built.plan(found) if found else (), tuple(proofs))


def _solver(effort: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort
    return solver


def _hint(model: cp_model.CpModel, solver: cp_model.CpSolver) -> None:
    """Let the next aim begin with what was found."""
    model.clear_hints()  # type: ignore[no-untyped-call]
    for index in range(len(model.proto.variables)):
        variable = model.get_int_var_from_proto_index(index)
        model.add_hint(variable, solver.value(variable))
