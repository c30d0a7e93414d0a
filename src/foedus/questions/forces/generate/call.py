"""The document of a force generation: what is required, what is pledged, and on which terms."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from foedus.asking.declare import Document
from foedus.asking.fields import Names
from foedus.asking.names import MaybeState, StateName, UnitTypeId
from foedus.documents.numbers import DECIMAL, WHOLE, Day, Days, Flag

MILLION = 1_000_000
Label = Annotated[str, Field(min_length=1)]
Level = Annotated[int, Field(ge=1, le=4), *WHOLE]
Count = Annotated[int, Field(ge=1, le=MILLION), *WHOLE]
Natural = Annotated[int, Field(ge=0, le=MILLION), *WHOLE]
Money = Annotated[Decimal, Field(ge=0, le=10**15), *DECIMAL]
"""The search for the best force reckons exactly with numbers of this size, and no larger."""


class Requirement(Document):
    """A line of the statement of requirement."""

    id: Label = Field(description="Name of the line")
    unit: UnitTypeId = Field(description="Type of unit, as the taxonomy names it")
    quantity: Count = Field(1, description="Units needed at the same time")
    area: str = Field("", description="Area of operations; where left out, the whole")
    tasks: Names = Field([], description="Tasks of the line")
    deploys: Day | None = Field(None, description="First day needed; else, the first rotation's")
    until: Day | None = Field(None, description="First day no longer needed; else, to the end")
    weight: Count = Field(1, description="Priority: what one unit counts for")
    notice: Days | None = Field(None, description="Posture: most days of notice a unit may need")
    least_level: Level = Field(1, description="Least readiness level (UN PCRS; 4 is rapid)")
    standards: Names = Field([], description="Equipment standards that a unit must meet")
    precedes: Names = Field([], description="Lines that wait until this enabling line is full")


class Pledge(Document):
    """An offer of units of one type by one nation."""

    id: Label = Field(description="Name of the pledge")
    nation: StateName = Field(description="State that offers")
    unit: UnitTypeId = Field(description="Type of unit, as the taxonomy names it")
    quantity: Count = Field(1, description="Units offered at the same time")
    readiness_days: Days = Field(description="Days from the call until the units can serve")
    endurance: Count = Field(1, description="Rotations that one unit can serve in all")
    level: Level = Field(1, description="Readiness level (UN PCRS 1 to 3; 4 is rapid deployment)")
    caveat_areas: Names = Field([], description="Areas where the units may not serve")
    caveat_tasks: Names = Field([], description="Tasks that the units may not do")
    caveat_mandates: Names = Field([], description="Mandates under which the units may not serve")
    cost: Money = Field(description="Cost of one unit for one rotation")
    lift: Natural = Field(0, description="Strategic lift that one unit needs in a rotation")
    standards: Names = Field([], description="Equipment standards that the units meet")
    group: str = Field("", description="Double-hatting: of one group, only one pledge can serve")


class Nation(Document):
    """What holds for all pledges of a nation."""

    state: StateName = Field(description="State")
    cap: Natural | None = Field(None, description="Most units in the field at the same time")
    refused_by: MaybeState = Field("", description="Host, or other party, that refuses its units")
    neighbour: Flag = Field(False, description="Whether it is a neighbour of the host")


class Pair(Document):
    """What is known of two nations side by side."""

    a: StateName = Field(description="One state")
    b: StateName = Field(description="The other state")
    exercises: Natural = Field(0, description="Exercises that they held together")
    blocked: Flag = Field(False, description="They may not serve in one area at the same time")
    reason: str = Field("", description="Why they are blocked")


class AreaOfOperations(Document):
    """An area of operations."""

    id: Label = Field(description="Name of the area")
    lead: MaybeState = Field("", description="Framework nation that leads there")


class Rotation(Document):
    """A period after which units are relieved."""

    id: Label = Field(description="Name of the rotation")
    starts: Day = Field(description="First day")
    ends: Day = Field(description="First day no longer in it")
    lift: Natural | None = Field(None, description="Strategic lift that there is")


class Call(Document):
    """A call for forces: the statement of requirement, and the pledges made."""

    title: Label = Field(description="Name of the operation")
    called: Day = Field(description="Day of the call, from which readiness counts")
    host: MaybeState = Field("", description="Host state")
    mandate: str = Field("", description="Mandate, as caveats name it: chapter-vi, chapter-vii")
    currency: str = Field("USD", description="Currency of all costs")
    exclude_neighbours: Flag = Field(True, description="Whether the host's neighbours stay out")
    days_late: Days = Field(0, description="Days by which a unit may come late, at a risk")
    exercises_needed: Natural = Field(
        0, description="Exercises with the lead of an area that make a nation interoperable"
    )
    requirements: list[Requirement] = Field(min_length=1, description="What is required")
    pledges: list[Pledge] = Field([], description="What is pledged")
    rotations: list[Rotation] = Field(min_length=1, description="Rotations, in order")
    nations: list[Nation] = Field([], description="Terms of nations; others have none")
    pairs: list[Pair] = Field([], description="Pairs of nations")
    areas: list[AreaOfOperations] = Field([], description="Areas of operations")
