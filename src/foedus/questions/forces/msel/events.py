"""The master events list of an exercise, as its control staff keeps it: one flat list per sheet."""

from datetime import datetime
from typing import Literal, Self

from pydantic import Field, model_validator

from foedus.asking.declare import Document
from foedus.documents.numbers import Moment
from foedus.questions.forces.exercise.call import Name, repeated
from foedus.questions.forces.msel.lessons import Lesson

Rating = Literal["met", "partly met", "not met", "not seen"]


class Objective(Document):
    """What the exercise is to train."""

    id: Name = Field(description="Id of the objective, used once")
    text: Name = Field(description="What is to be shown, in a sentence")


class Player(Document):
    """Who is trained: a headquarters, a unit, a cell."""

    id: Name = Field(description="Id of the player, used once")
    name: Name = Field(description="Name of the player")
    nation: Name = Field(description="Nation, or the framework of a multinational headquarters")


class Inject(Document):
    """Something that the control staff gives the players, and what it is to bring about."""

    id: Name = Field(description="Id of the inject, used once")
    at: Moment = Field(description="When it is given, with its time zone")
    sender: Name = Field(alias="from", description="Who gives it, as the player sees it")
    to: list[str] = Field(min_length=1, description="Players who get it")
    means: Name = Field(description="How: radio, e-mail, liaison officer, simulation")
    text: Name = Field(description="What they are told or see")
    expected: Name = Field(description="What they are expected to do")
    due: Moment | None = Field(None, description="By when they are to have done it")
    objectives: list[str] = Field(min_length=1, description="Objectives that it trains")
    after: list[str] = Field([], description="Injects that must be given before")
    given: Moment | None = Field(None, description="When it was given, if it was")
    done: Moment | None = Field(None, description="When the expected action was seen, if it was")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.due is not None and self.due < self.at:
            raise ValueError(f"inject {self.id} is due before it is given")
        if self.done is not None and self.given is None:
            raise ValueError(f"inject {self.id} was answered and has no time at which it was given")
        if self.done is not None and self.given is not None and self.done < self.given:
            raise ValueError(f"inject {self.id} was answered before it was given")
        return self


class Observation(Document):
    """What an observer saw."""

    id: Name = Field(description="Id of the observation, used once")
    at: Moment = Field(description="When it was seen, with its time zone")
    observer: Name = Field(description="Who saw it")
    player: Name = Field(description="Player who was seen")
    objective: Name = Field(description="Objective that it is about")
    inject: str | None = Field(None, min_length=1, description="Inject that it is about, if any")
    text: Name = Field(description="What was seen, and how it was expected")
    rating: Rating = Field(description="met, partly met, not met or not seen")


class EventsList(Document):
    """A master events list, with what was observed and the lessons drawn from it."""

    exercise: Name = Field(description="Id of the exercise")
    name: Name = Field(description="Name of the exercise")
    starts: Moment = Field(description="Start of the exercise, with its time zone")
    ends: Moment = Field(description="End of the exercise, with its time zone")
    objectives: list[Objective] = Field(min_length=1, description="What is to be trained")
    players: list[Player] = Field(min_length=1, description="Who is trained")
    injects: list[Inject] = Field(min_length=1, description="What the players are given")
    observations: list[Observation] = Field([], description="What was seen")
    lessons: list[Lesson] = Field([], description="Lessons drawn from it")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.ends <= self.starts:
            raise ValueError("the exercise ends before it starts")
        for what in ("objectives", "players", "injects", "observations", "lessons"):
            for key in repeated(item.id for item in getattr(self, what)):
                raise ValueError(f"{what}: {key} is listed twice")
        return self

    def within(self, at: datetime) -> bool:
        """Whether a moment lies in the exercise."""
        return self.starts <= at < self.ends
