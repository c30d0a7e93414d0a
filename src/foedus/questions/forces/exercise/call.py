"""The call for a programme of exercises, as staffs write it: one flat list per sheet."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from foedus.asking.declare import Document
from foedus.asking.names import StateName
from foedus.documents.numbers import DECIMAL, FLOAT, WHOLE, Count, Day, Latitude, Longitude, Year
from foedus.errors import QuestionError
from foedus.model.wording import counted
from foedus.questions.forces.msel.lessons import Lesson

EARTH = 20_040
"""No two places are further apart, in kilometres."""
TrainingDomain = Literal["land", "maritime", "air", "cyber", "space"]
Kind = Literal["live", "cpx", "simulation"]
Name = Annotated[str, Field(min_length=1)]
Money = Annotated[Decimal, Field(ge=0, le=10**12, max_digits=14, decimal_places=2), *DECIMAL]
Length = Annotated[int, Field(ge=1, le=366), *WHOLE]
Positive = Annotated[int, Field(ge=1, le=1000), *WHOLE]
FirstYear = Annotated[int, Field(ge=1950, le=2100), *WHOLE]
Years = Annotated[int, Field(ge=1, le=3), *WHOLE]
Fading = Annotated[int, Field(ge=1, le=20), *WHOLE]
Distance = Annotated[float, Field(gt=0, le=EARTH), *FLOAT]


def _in_order(what: str, starts: date | None, ends: date | None) -> None:
    if starts is not None and ends is not None and ends <= starts:
        raise ValueError(f"{what} ends on {ends}, which is not after it starts on {starts}")


class Candidate(Document):
    """An exercise that may be held: at most once, within a window of days."""

    id: Name = Field(description="Id of the candidate, used once")
    name: Name = Field(description="Name of the exercise")
    kind: Kind = Field(alias="type", description="live, cpx (command post) or simulation")
    participants: list[StateName] = Field(min_length=1, description="Nations that take part")
    hosts: list[StateName] = Field(
        alias="host", min_length=1, description="Nation that hosts, or those of which one does"
    )
    domains: list[TrainingDomain] = Field([], description="Of land, maritime, air, cyber, space")
    objectives: list[str] = Field([], description="Training objectives")
    units: list[str] = Field([], description="Units that take part, none in two places at once")
    cost: Money | None = Field(None, description="Cost in all, or its part that is not per nation")
    cost_each: Money | None = Field(
        None, alias="cost_per_participant", description="Cost for each participant, added to cost"
    )
    starts: Day = Field(description="First day of the window in which it must lie")
    ends: Day = Field(description="The day after the last of that window")
    days: Length | None = Field(None, description="Length in days; the whole window where left out")
    place: str = Field("", description="Name of the place or area")
    lat: Latitude | None = Field(None, description="Degrees north")
    lon: Longitude | None = Field(None, description="Degrees east")
    personnel: Count | None = Field(None, description="Troops in the field, for notification")

    @field_validator("hosts", mode="before")
    @classmethod
    def _one_host(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        _in_order(self.id, self.starts, self.ends)
        window = (self.ends - self.starts).days
        if self.days is not None and self.days > window:
            raise ValueError(
                f"{self.id} takes {counted(self.days, 'day')} and its window has only {window}"
            )
        if self.days is None and window > 366:
            raise ValueError(
                f"{self.id} has a window of {counted(window, 'day')} and needs a length in days"
            )
        if self.cost is None and self.cost_each is None:
            raise ValueError(f"{self.id} needs a cost, in all or for each participant")
        if (self.lat is None) != (self.lon is None):
            raise ValueError(f"{self.id} needs both lat and lon, or neither")
        if not self.domains and not self.objectives:
            raise ValueError(f"{self.id} trains nothing: it needs domains or objectives")
        return self

    @property
    def total(self) -> Decimal:
        """What it costs with all its participants."""
        each = self.cost_each or Decimal(0)
        return (self.cost or Decimal(0)) + each * len(self.participants)

    @property
    def length(self) -> int:
        """Its length in days."""
        return self.days or (self.ends - self.starts).days


class Gap(Document):
    """What a pair of nations must be able to do together, or one nation by itself."""

    nations: list[StateName] = Field(min_length=1, max_length=2, description="One nation or two")
    domain: TrainingDomain | None = Field(None, description="land, maritime, air, cyber or space")
    objective: str | None = Field(None, min_length=1, description="A training objective instead")
    weight: Positive = Field(description="How much it counts, 1 to 1000")

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if (self.domain is None) == (self.objective is None):
            raise ValueError("a gap has a domain or an objective, and not both")
        return self

    @property
    def trains(self) -> str:
        """The domain or the objective."""
        return self.domain or self.objective or ""


class Budget(Document):
    """The money of a calendar year; an exercise is paid in the year in which it begins."""

    year: Year = Field(description="Calendar year")
    amount: Money = Field(description="What may be spent in it")


class NationLimit(Document):
    """How much a nation can take part."""

    nation: StateName | None = Field(
        None, min_length=1, description="Nation; each one where left out"
    )
    a_year: Count | None = Field(None, description="Most exercises that begin in a year")
    at_once: Positive | None = Field(None, description="Most exercises at the same time")

    @model_validator(mode="after")
    def _limits(self) -> Self:
        if self.a_year is None and self.at_once is None:
            raise ValueError("a limit needs a_year or at_once")
        return self


class Blackout(Document):
    """Days on which nothing is held, anywhere or with one nation."""

    starts: Day = Field(description="First day")
    ends: Day = Field(description="The day after the last")
    nation: StateName | None = Field(None, min_length=1, description="Nation; all where left out")
    reason: str = Field("", description="Why")

    @model_validator(mode="after")
    def _order(self) -> Self:
        _in_order("a blackout", self.starts, self.ends)
        return self


class Held(Document):
    """An exercise that was held: the evidence that its participants have trained together."""

    id: Name = Field(description="Id of the exercise, used once")
    name: Name = Field(description="Name of the exercise")
    starts: Day = Field(description="First day")
    ends: Day = Field(description="The day after the last")
    participants: list[StateName] = Field(min_length=1, description="Nations that took part")
    host: StateName | None = Field(None, min_length=1, description="Nation that hosted")
    domains: list[TrainingDomain] = Field([], description="Of land, maritime, air, cyber, space")
    objectives: list[str] = Field([], description="Training objectives")
    source: str = Field("", description="Where this can be looked up")

    @model_validator(mode="after")
    def _order(self) -> Self:
        _in_order(self.id, self.starts, self.ends)
        return self


class ProgrammeCall(Document):
    """A call for a programme of exercises over one to three calendar years."""

    name: Name = Field(description="Name of the programme")
    year: FirstYear = Field(description="First calendar year")
    years: Years = Field(description="Number of years, 1 to 3")
    currency: str = Field(pattern="^[A-Z]{3}$", description="Currency of every amount, as EUR")
    fades: Fading = Field(
        description="Years after which training no longer counts; it fades evenly"
    )
    at_once: Positive | None = Field(None, description="Most exercises at the same time")
    hostings: Count | None = Field(None, description="Most exercises that one nation hosts")
    apart_km: Distance | None = Field(
        None, description="Live exercises nearer to each other never overlap"
    )
    candidates: list[Candidate] = Field(min_length=1, description="Exercises to choose from")
    gaps: list[Gap] = Field(min_length=1, description="What must be trained, and with whom")
    budgets: list[Budget] = Field(min_length=1, description="Money of each year")
    limits: list[NationLimit] = Field([], description="Most exercises of a nation")
    blackouts: list[Blackout] = Field([], description="Days on which nothing is held")
    history: list[Held] = Field([], description="Exercises that were held")
    lessons: list[Lesson] = Field([], description="Lessons of the exercises held")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for what in ("candidates", "history", "lessons"):
            each_once(what, "id", [item.id for item in getattr(self, what)])
        each_once("budgets", "year", [b.year for b in self.budgets])
        wanted = range(self.year, self.year + self.years)
        given = {b.year for b in self.budgets}
        for year in wanted:
            if year not in given:
                raise ValueError(f"there is no budget for {year}")
        for year in sorted(given - set(wanted)):
            number = next(n for n, b in enumerate(self.budgets) if b.year == year)
            told = f"there is a budget for {year}, which the programme does not cover"
            raise QuestionError(told, ("budgets", number, "year"))
        held = {h.id: h for h in self.history}
        for number, lesson in enumerate(self.lessons):
            exercise = held.get(lesson.exercise)
            if exercise is None:
                raise QuestionError(
                    f"lesson {lesson.id} is of {lesson.exercise!r}, which is not in the history",
                    ("lessons", number, "exercise"),
                )
            if lesson.objective not in (*exercise.objectives, *exercise.domains):
                raise QuestionError(
                    f"lesson {lesson.id} is about {lesson.objective!r}, "
                    f"which {exercise.id} did not train",
                    ("lessons", number, "objective"),
                )
        return self


def each_once(what: str, field: str, keys: Iterable[object]) -> None:
    """Refuse a key that stands again, where it does. Raises QuestionError."""
    seen: set[object] = set()
    for number, key in enumerate(keys):
        if key in seen:
            raise QuestionError(f"{what}: {key} is listed twice", (what, number, field))
        seen.add(key)


def repeated(keys: Iterable[object]) -> list[object]:
    """What occurs more than once, each in the order in which it occurs again."""
    seen: set[object] = set()
    again: dict[object, None] = {}
    for key in keys:
        if key in seen:
            again[key] = None
        seen.add(key)
    return list(again)
