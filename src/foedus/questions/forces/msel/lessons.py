"""Lessons: observation, discussion, conclusion, recommendation, and what has come of them.

The form and the steps are those of the NATO Lessons Learned Handbook (Joint Analysis and Lessons
Learned Centre, 4th edition 2022): an observation becomes a lesson identified once it is analysed,
is then endorsed and given to an owner, implemented, and learned only when the change is validated.
"""

from datetime import date
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from foedus.asking.declare import Document
from foedus.documents.numbers import Day

Status = Literal["observed", "identified", "endorsed", "implemented", "learned", "rejected"]
CLOSED: Final[tuple[Status, ...]] = ("learned", "rejected")
OWNED: Final[tuple[Status, ...]] = ("endorsed", "implemented", "learned")


class Lesson(Document):
    """A lesson, traceable to the exercise and the objective it comes from."""

    id: str = Field(min_length=1, description="Id of the lesson, used once")
    exercise: str = Field(min_length=1, description="Id of the exercise it was observed in")
    objective: str = Field(min_length=1, description="Objective of that exercise it is about")
    observation: str = Field(min_length=1, description="What was seen, and how it was expected")
    discussion: str = Field("", description="Why it happened")
    conclusion: str = Field("", description="What follows from the discussion")
    recommendation: str = Field("", description="What is to be done about it")
    owner: str = Field("", description="Who is to do it")
    status: Status = Field(
        description="observed, identified, endorsed, implemented, learned or rejected"
    )
    due: Day | None = Field(None, description="The day by which the owner is to have done it")

    @property
    def resolved(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.status in CLOSED

    def overdue(self, on: date) -> bool:
        """Whether it should have been done before that day."""
        return not self.resolved and self.due is not None and self.due < on

    @model_validator(mode="after")
    def _as_far_as_its_status(self) -> Self:
        if self.status not in ("observed", "rejected"):
            for part in ("discussion", "conclusion", "recommendation"):
                if not getattr(self, part):
                    raise ValueError(f"lesson {self.id} is {self.status} and has no {part}")
        if self.status in OWNED and not self.owner:
            raise ValueError(f"lesson {self.id} is {self.status} and has no owner")
        return self
