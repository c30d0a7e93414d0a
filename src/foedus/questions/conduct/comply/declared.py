"""What states declare of themselves: holdings, inspections, objects and notifications."""

from typing import Literal

from pydantic import Field

from foedus.asking.declare import Document
from foedus.documents.numbers import Count, Day, Flag
from foedus.errors import QuestionError, quoted
from foedus.model.arms_control import QUANTITIES, VisitKind


def quantity_of(name: str) -> str:
    """The quantity of that name. Raises QuestionError."""
    found = "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
    if found not in QUANTITIES:
        raise QuestionError(
            f"quantity: {quoted(name)} is not counted by any limit; what is counted:  "
            f"{', '.join(QUANTITIES)}"
        )
    return found


class Holding(Document):
    """So many of a quantity that a state holds, as of a day."""

    state: str = Field(description="The state that holds them")
    quantity: str = Field(description="What: battle-tanks, armoured-combat-vehicles, warheads, ...")
    number: Count = Field(description="How many")
    as_of: Day | None = Field(
        None, description="The day as of which it is declared; the day asked about, where left out"
    )
    zone: str = Field("", description="The zone they lie in; all zones together, where left out")
    active: Count | None = Field(None, description="How many of them are in active units")
    excluded_as: str = Field(
        "", description="The counting rule that leaves them out, such as historical or export"
    )
    source: str = Field("", description="Where the number is from")


class Inspection(Document):
    """An inspection, accepted or refused."""

    state: str = Field(description="The state inspected")
    by: str = Field(description="The state that inspects")
    held: Day = Field(description="The day on which it was held, or refused")
    kind: VisitKind = Field("inspection", description="What kind of visit")
    accepted: Flag = Field(True, description="Whether it was accepted")
    source: str = Field("", description="Where this is from")


class Objects(Document):
    """The units or objects of verification that a quota is calculated from."""

    state: str = Field(description="The state that reported them")
    number: Count = Field(description="How many")


class Notice(Document):
    """A notification that was due, and the day on which it was made, if it was."""

    state: str = Field(description="The state that owed it")
    what: str = Field("", description="What was to be notified")
    due: Day = Field(description="The last day for it")
    made: Day | None = Field(None, description="The day on which it was made; none, if never")
    told_by: Literal["declared", "assessed"] = Field(
        "declared", description="Who says so: the state itself, or an independent assessment"
    )


class Declarations(Document):
    """What is known of the conduct of states under a treaty."""

    holdings: list[Holding] = Field([], description="What they hold")
    inspections: list[Inspection] = Field([], description="Inspections held and refused")
    objects: list[Objects] = Field([], description="Units or objects of verification")
    notices: list[Notice] = Field([], description="Notifications due and made")
