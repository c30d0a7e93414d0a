"""Lists of objectives as a document: which place each member gives to each."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from foedus.asking.declare import Document
from foedus.asking.names import StateName
from foedus.documents.numbers import WHOLE

PlaceNumber = Annotated[int, Field(ge=1, le=1000), *WHOLE]


class Placed(Document):
    """The place that a member gives to an objective."""

    member: StateName = Field(description="Member whose list it is")
    objective: str = Field(min_length=1, max_length=200, description="Objective, as all name it")
    place: PlaceNumber = Field(description="Its place, 1 the first; the same place is a tie")


class Objectives(Document):
    """What each member puts first, second and third; whose lists these are."""

    title: str = Field("", description="What the lists are of")
    source: str = Field("", description="Where they are from")
    places: list[Placed] = Field(
        min_length=1, max_length=5000, description="The lists, line by line"
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        seen = set()
        for line in self.places:
            key = line.member, line.objective
            if key in seen:
                raise ValueError(f"{line.member} gives {line.objective} two places")
            seen.add(key)
        return self

    def by_member(self) -> dict[str, dict[str, float]]:
        """The place of each objective in the list of each member."""
        found: dict[str, dict[str, float]] = {}
        for line in self.places:
            found.setdefault(line.member, {})[line.objective] = float(line.place)
        return found

    def credited(self) -> tuple[str, ...]:
        """Whose lists these are, as a note; none where that is not told."""
        told = ", ".join(filter(None, (self.title, self.source)))
        return (f"The lists of objectives: {told}",) if told else ()
