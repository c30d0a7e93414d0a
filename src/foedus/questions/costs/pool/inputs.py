"""The inputs of `pool`, and reading them: nations to ids, money to whole steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from foedus.asking.declare import Document, Inputs
from foedus.catalogue.catalogue import Catalogue, UnknownIdError
from foedus.documents.numbers import BILLION, DECIMAL, WHOLE, Count, Figure, Money, Part
from foedus.errors import QuestionError

if TYPE_CHECKING:
    from foedus.questions.costs.pool.fleet import Asset, Nation

Several = Annotated[int, Field(ge=2, le=BILLION), *WHOLE]
Assurance = Annotated[Decimal, Field(gt=0, lt=1), *DECIMAL]


class Member(Document):
    """A nation that could join."""

    nation: str = Field(description="State (id or name)")
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

    nation: str = Field(description="State (id or name)")
    period: str = Field(description="Name of the period, as 2027 or Q1")
    demand: Figure = Field(description="What it demands in that period")


class Price(Document):
    """A lower price of every unit, from so many units on."""

    units: Several = Field(description="Fewest units at that price")
    unit_cost: Money = Field(gt=0, description="Cost of each unit then")


class Apart(Document):
    """Nations that may not be in one pool together."""

    nations: list[str] = Field(min_length=2, description="States (id or name)")


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
    nations: tuple["Nation", ...]
    apart: tuple[frozenset[str], ...]
    step: Decimal

    def money(self, steps: int) -> Decimal:
        """An amount of so many steps."""
        return steps * self.step


def plan(catalogue: Catalogue, programme: Programme, on: date) -> Plan:
    """Read a programme. Raises QuestionError."""
    from foedus.questions.costs.pool.fleet import Asset

    reader = _Reader(catalogue, programme, on)
    nations = tuple(reader.nations())
    if not any(level for nation in nations for level in nation.demand):
        raise QuestionError("members: nobody demands anything, so there is nothing to pool")
    return Plan(
        asset=Asset(
            prices=tuple(reader.prices()),
            fixed_cost=reader.steps(programme.fixed_cost, "fixed_cost"),
            availability=Fraction(programme.availability),
            capacity=Fraction(programme.capacity),
            minimum=programme.minimum_fleet,
        ),
        nations=nations,
        apart=tuple(reader.apart(nations)),
        step=programme.step,
    )


class _Reader:
    def __init__(self, catalogue: Catalogue, programme: Programme, on: date) -> None:
        self.catalogue, self.programme, self.on = catalogue, programme, on

    def state(self, name: str, where: str) -> str:
        """The id of a state that exists on the day."""
        try:
            state = self.catalogue.state(name)
        except UnknownIdError as error:
            raise QuestionError(f"{where}: {error}") from None
        if not state.exists(self.on):
            raise QuestionError(f"{where}: {state.name} does not exist on {self.on}")
        return state.id

    def steps(self, amount: Decimal, where: str) -> int:
        """The amount in steps."""
        step = self.programme.step
        steps = Fraction(amount) / Fraction(step)
        if steps.denominator != 1:
            raise QuestionError(f"{where}: {amount} is not a multiple of {step}")
        return steps.numerator

    def prices(self) -> Iterable[tuple[int, int]]:
        """The unit prices, which must fall as the number rises."""
        least, price = 1, self.steps(self.programme.unit_cost, "unit_cost")
        yield least, price
        for line in self.programme.prices:
            lower = self.steps(line.unit_cost, "prices")
            if line.units <= least:
                raise QuestionError(
                    f"prices: {line.units} units come after {least}; the numbers of units must rise"
                )
            if lower >= price:
                raise QuestionError(
                    f"prices: {line.unit_cost} for {line.units} units or more must be lower than "
                    "for fewer"
                )
            yield line.units, lower
            least, price = line.units, lower

    def nations(self) -> Iterable["Nation"]:
        """The members with their demand in every period."""
        from foedus.questions.costs.pool.fleet import Nation

        levels = self._levels()
        periods = list(dict.fromkeys(period for given in levels.values() for period in given))
        seen = set[str]()
        for member in self.programme.members:
            state = self.state(member.nation, "members")
            if state in seen:
                raise QuestionError(f"members: {state} is a member twice")
            seen.add(state)
            given = levels.pop(state, None)
            if (given is None) == (member.demand is None):
                how = "gives no demand" if given is None else "gives demand here and in `demands`"
                raise QuestionError(f"members: {state} {how}; give it once, 0 if none")
            if given is None:
                demand = (Fraction(member.demand or 0),) * max(len(periods), 1)
            else:
                demand = tuple(given.get(period, Fraction(0)) for period in periods)
            yield Nation(state, demand, member.own, Fraction(member.assurance or 0))
        if levels:
            raise QuestionError(f"demands: not among the members: {', '.join(sorted(levels))}")

    def _levels(self) -> dict[str, dict[str, Fraction]]:
        """The demand by nation and period."""
        levels: dict[str, dict[str, Fraction]] = {}
        for line in self.programme.demands:
            state = self.state(line.nation, "demands")
            given = levels.setdefault(state, {})
            if line.period in given:
                raise QuestionError(f"demands: {state} gives its demand in {line.period} twice")
            given[line.period] = Fraction(line.demand)
        return levels

    def apart(self, nations: Iterable["Nation"]) -> Iterable[frozenset[str]]:
        """The groups that may not be in one pool."""
        members = {nation.id for nation in nations}
        for line in self.programme.apart:
            group = frozenset(self.state(name, "apart") for name in line.nations)
            if group - members:
                raise QuestionError(
                    f"apart: not among the members: {', '.join(sorted(group - members))}"
                )
            if len(group) < 2:
                raise QuestionError(f"apart: {min(group)} is listed twice; it takes two nations")
            yield group
