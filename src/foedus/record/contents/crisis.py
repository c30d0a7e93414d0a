"""A crisis: what happened, who asked for what under which provision, and what each then did."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from foedus.model.entries import Content

Value: TypeAlias = bool | int | str | tuple[str, ...]
"""What a fact of an event is; a day is its text."""
Step: TypeAlias = Literal["requested", "offered", "accepted", "delivered", "ended"]


class Report(Content, frozen=True):
    """An event as it was reported: the fields of an event, absent where they are not known."""

    kind = "report"
    letters = "EV"
    title: str
    happened: date
    event: str
    attacked: tuple[str, ...]
    attacker: tuple[str, ...] = ()
    at: str = ""
    object: str = "territory"
    domain: str = ""
    facts: Mapping[str, Value] = {}


class _OnEvent(Content, frozen=True):
    event: str

    @property
    def about(self) -> tuple[str, ...]:
        return (self.event,)


class OnProvision(_OnEvent, frozen=True):
    """What is done about an event under a provision."""

    provision: str


class Consultation(OnProvision, frozen=True):
    """Consultation asked for under a provision."""

    kind = "consultation"
    letters = "CO"
    words: str = ""


class Invocation(OnProvision, frozen=True):
    """A provision invoked, in these words."""

    kind = "invocation"
    letters = "IN"
    words: str


class Determination(OnProvision, frozen=True):
    """What a body found of an event under a provision: that it is the case, or that it is not."""

    kind = "determination"
    letters = "DT"
    body: str
    holds: bool
    words: str


class Response(OnProvision, frozen=True):
    """What a state itself does, or says it will not: what, how much, from when until when."""

    kind = "response"
    letters = "RS"
    what: str
    amount: str = ""
    start: date | None = None
    end: date | None = None


class Assistance(_OnEvent, frozen=True):
    """A step of assistance: asked, offered, accepted, delivered or ended, and who bears the cost.

    `follows` is the step before it: an offer follows a request, an acceptance an offer.
    """

    kind = "assistance"
    letters = "AS"
    step: Step
    what: str
    to: str = ""
    follows: str = ""
    cost_borne_by: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        return (self.event, self.follows) if self.follows else (self.event,)


class Notice(OnProvision, frozen=True):
    """A notice that a provision asks for, such as the report to the Security Council."""

    kind = "notice"
    letters = "NT"
    to: str
    words: str = ""
