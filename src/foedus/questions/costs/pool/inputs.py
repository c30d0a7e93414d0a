"""The inputs of `pool`, and reading them: nations to ids, money to whole steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from foedus.asking.declare import Document, Inputs
from foedus.asking.names import StateName
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.numbers import BILLION, DECIMAL, OF_ONE, WHOLE, Count, Figure, Money, Part
from foedus.documents.source import Location
from foedus.errors import QuestionError, located
from foedus.model.wording import inline

if TYPE_CHECKING:
    from foedus.questions.costs.pool.fleet import Asset, PoolMember

Several = Annotated[int, Field(ge=2, le=BILLION), *WHOLE]
Assurance = Annotated[Decimal, Field(gt=0, lt=1), *DECIMAL, OF_ONE]


class Member(Document):
    """A nation that could join."""

    nation: StateName = Field(description="State (id or name)")
    demand: Figure | None = Field(
        None, description="What it demands in every period; or give the sheet `demands`"
    )
    own: Count = Field(0, description="Units that it keeps for itself in any case")
    assurance: Assurance | None = Field(
        None,
        description="Probability with which demand must be met, as 0.95; on average if left out",
    )


class Demand(Document):
    """What a nation demands in one period; in a period that is not given, nothing."""

    nation: StateName = Field(description="State (id or name)")
    period: str = Field(description="Name of the period, as 2027 or Q1")
    demand: Figure = Field(description="What it demands in that period")


class Price(Document):
    """A lower price of every unit, from so many units on."""

    units: Several = Field(description="Fewest units at that price")
    unit_cost: Money = Field(gt=0, description="Cost of each unit then")


class Apart(Document):
    """Nations that may not be in one pool together."""

    nations: list[StateName] = Field(min_length=2, description="States (id or name)")


class Programme(Document):
    """What is bought, for whom."""

    asset: str = Field("", description="What is bought")
    currency: str = Field(min_length=1, description="Currency of all amounts, such as EUR")
    unit_cost: Money = Field(
        gt=0, description="Cost of a unit over all periods: buying, keeping and manning it"
    )
    fixed_cost: Money = Field(
        Decimal(0), description="Cost of having a fleet at all: base, training, office"
    )
    availability: Part = Field(
        gt=0, description="Share of the time, or of the units, that is available, as 0.85"
    )
    capacity: Figure = Field(
        Decimal(1), gt=0, description="What an available unit yields in a period"
    )
    minimum_fleet: Count = Field(0, description="Fewest units that a fleet can have")
    step: Money = Field(Decimal("0.01"), gt=0, description="Smallest amount that is paid")
    members: list[Member] = Field(min_length=1, description="Nations that could join")
    demands: list[Demand] = Field([], description="Demand by period, where it is not even")
    prices: list[Price] = Field([], description="Lower unit costs of larger fleets")
    apart: list[Apart] = Field([], description="Groups that may not be in one pool")


class PoolInput(Inputs):
    """A programme that nations could run together."""

    programme: Programme = Field(description="What is bought, for whom")


@dataclass(frozen=True)
class Plan:
    """A programme as read."""

    asset: "Asset"
    nations: tuple["PoolMember", ...]
    apart: tuple[frozenset[str], ...]
    step: Decimal

    def money(self, steps: int) -> Decimal:
        """An amount of so many steps."""
        return steps * self.step


def plan(catalogue: Catalogue, programme: Programme, on: date) -> Plan:
    """Read a programme. Raises QuestionError."""
    from foedus.questions.costs.pool.fleet import Asset

    with located("programme"):
        _exist(catalogue, programme, on)
        nations = tuple(_nations(programme))
        if not any(level for nation in nations for level in nation.demand):
            told = "members: nobody demands anything, so there is nothing to pool"
            raise QuestionError(told, ("members",))
        return Plan(
            asset=Asset(
                prices=tuple(_prices(programme)),
                fixed_cost=_steps(programme, programme.fixed_cost, ("fixed_cost",)),
                availability=Fraction(programme.availability),
                capacity=Fraction(programme.capacity),
                minimum=programme.minimum_fleet,
            ),
            nations=nations,
            apart=tuple(_apart(programme, nations)),
            step=programme.step,
        )


def _exist(catalogue: Catalogue, programme: Programme, on: date) -> None:
    """Refuse a state that does not exist on the day."""
    named: list[tuple[str, Location]] = []
    for number, member in enumerate(programme.members):
        named.append((member.nation, ("members", number, "nation")))
    for number, line in enumerate(programme.demands):
        named.append((line.nation, ("demands", number, "nation")))
    for number, group in enumerate(programme.apart):
        named += [(name, ("apart", number, "nations", n)) for n, name in enumerate(group.nations)]
    for name, at in named:
        state = catalogue.state(name)
        if not state.exists(on):
            raise QuestionError(f"{at[0]}: {inline(state.name)} does not exist on {on}", at)


def _steps(programme: Programme, amount: Decimal, at: Location) -> int:
    """The amount in steps."""
    steps = Fraction(amount) / Fraction(programme.step)
    if steps.denominator != 1:
        told = f"{at[0]}: {amount} is not a multiple of {programme.step}"
        raise QuestionError(told, at)
    return steps.numerator


def _prices(programme: Programme) -> Iterable[tuple[int, int]]:
    """The unit prices, which must fall as the number rises."""
    least, price = 1, _steps(programme, programme.unit_cost, ("unit_cost",))
    yield least, price
    for number, line in enumerate(programme.prices):
        at = ("prices", number)
        lower = _steps(programme, line.unit_cost, (*at, "unit_cost"))
        if line.units <= least:
            raise QuestionError(
                f"prices: {line.units} units come after {least}; the numbers of units must rise",
                (*at, "units"),
            )
        if lower >= price:
            raise QuestionError(
                f"prices: {line.unit_cost} for {line.units} units or more must be lower than "
                "for fewer",
                (*at, "unit_cost"),
            )
        yield line.units, lower
        least, price = line.units, lower


def _nations(programme: Programme) -> Iterable["PoolMember"]:
    """The members with their demand in every period."""
    from foedus.questions.costs.pool.fleet import PoolMember

    levels = _levels(programme)
    periods = list(dict.fromkeys(period for given in levels.values() for period in given))
    seen = set[str]()
    for number, member in enumerate(programme.members):
        state, at = member.nation, ("members", number)
        if state in seen:
            raise QuestionError(f"members: {state} is a member twice", (*at, "nation"))
        seen.add(state)
        given = levels.get(state)
        if (given is None) == (member.demand is None):
            how = "gives no demand" if given is None else "gives demand here and in `demands`"
            told = f"members: {state} {how}; give it once, 0 if none"
            raise QuestionError(told, (*at, "demand"))
        if given is None:
            demand = (Fraction(member.demand or 0),) * max(len(periods), 1)
        else:
            demand = tuple(given.get(period, Fraction(0)) for period in periods)
        yield PoolMember(state, demand, member.own, Fraction(member.assurance or 0))
    for number, line in enumerate(programme.demands):
        if line.nation not in seen:
            raise QuestionError(
                f"demands: {line.nation} is not among the members", ("demands", number, "nation")
            )


def _levels(programme: Programme) -> dict[str, dict[str, Fraction]]:
    """The demand by nation and period."""
    levels: dict[str, dict[str, Fraction]] = {}
    for number, line in enumerate(programme.demands):
        given = levels.setdefault(line.nation, {})
        if line.period in given:
            told = f"demands: {line.nation} gives its demand in {line.period} twice"
            raise QuestionError(told, ("demands", number, "period"))
        given[line.period] = Fraction(line.demand)
    return levels


def _apart(programme: Programme, nations: Iterable["PoolMember"]) -> Iterable[frozenset[str]]:
    """The groups that may not be in one pool."""
    members = {nation.id for nation in nations}
    for number, line in enumerate(programme.apart):
        at = ("apart", number, "nations")
        for place, state in enumerate(line.nations):
            if state not in members:
                raise QuestionError(f"apart: {state} is not among the members", (*at, place))
        group = frozenset(line.nations)
        if len(group) < 2:
            told = f"apart: {min(group)} is listed twice; it takes two nations"
            raise QuestionError(told, at)
        yield group
