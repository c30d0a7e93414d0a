"""The roster of an exercise in simulators: by what its members are known, and what it trains."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from foedus.asking.declare import Document
from foedus.asking.names import StateName
from foedus.documents.numbers import WHOLE, Count
from foedus.questions.forces.exercise.call import Name, TrainingDomain, repeated

ExerciseNumber = Annotated[int, Field(ge=0, le=255), *WHOLE]


class RosterMember(Document):
    """A nation, and by what its traffic is known."""

    nation: StateName = Field(description="Nation")
    sites: list[Count] = Field([], description="Site numbers of its simulators (DIS)")
    accounts: list[str] = Field(
        [], description="Mail domain or home page of its people's accounts (xAPI), as mil.no"
    )

    @model_validator(mode="after")
    def _known_by_something(self) -> Self:
        if not self.sites and not self.accounts:
            raise ValueError(f"{self.nation} needs sites or accounts by which it is known")
        return self


class Trained(Document):
    """What an activity of a learning record trains."""

    activity: Name = Field(description="Id of the activity, an IRI")
    domain: TrainingDomain | None = Field(None, description="land, maritime, air, cyber or space")
    objective: str | None = Field(None, min_length=1, description="Training objective")


class Roster(Document):
    """An exercise in simulators: its members, and what its activities train."""

    id: Name = Field(description="Id of the exercise")
    name: Name = Field(description="Name of the exercise")
    exercise: ExerciseNumber | None = Field(
        None, description="Exercise number of the traffic (DIS); any where left out"
    )
    members: list[RosterMember] = Field(min_length=1, description="Who takes part")
    activities: list[Trained] = Field([], description="What activities train (xAPI)")
    objectives: list[str] = Field([], description="Objectives that the whole exercise trains")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for what in ("sites", "accounts"):
            for key in repeated(key for m in self.members for key in getattr(m, what)):
                raise ValueError(f"{what}: {key} is given to two members")
        return self

    def at_site(self, site: int) -> str | None:
        """The nation of a simulation site."""
        return next((m.nation for m in self.members if site in m.sites), None)

    def of_account(self, place: str) -> str | None:
        """The nation of an account: of its mail domain or home page, or of one above it."""
        for member in self.members:
            for known in member.accounts:
                domain = _domain(known)
                if domain and (place == domain or place.endswith(f".{domain}")):
                    return member.nation
        return None


def _domain(known: str) -> str:
    """The name of a mail domain or of the host of a home page, in which capitals do not count."""
    host = known.strip().casefold().partition("://")[2] or known.strip().casefold()
    return host.partition("/")[0].rpartition("@")[2].partition(":")[0].strip(".")
