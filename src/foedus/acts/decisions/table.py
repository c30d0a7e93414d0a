"""`table`: put a motion before a body, to be voted on or under silence."""

from datetime import datetime

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act, day_of, drafted
from foedus.acting.motions import check_seen_by_all
from foedus.acting.names import Reader, Text
from foedus.asking.declared import Document
from foedus.asking.names import BodyId, StateNames
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.chamber import ANY, chamber
from foedus.documents.numbers import Day, Flag, Moment
from foedus.model.entries import Draft
from foedus.model.people import SECRETARIAT, Person
from foedus.record.contents.decisions import Motion, Undertaken


class CommitmentLine(Document):
    """What the decision would commit somebody to."""

    who: Reader = Field(description="Who commits itself: a state, a body, or the secretariat")
    what: Text = Field(description="To what, in a line")
    by: Day | None = Field(None, description="By which day, if one is set")


class TableInput(ActInputs):
    """A motion: the body, its kind, what it says, and the end of silence if it is put under it."""

    body: BodyId = Field(
        description="Body, such as nato/nac", json_schema_extra={"positional": True}
    )
    title: Text = Field(description="What it is about, in a line")
    motion: str = Field(
        "",
        description="Kind of motion, as the definition of the body names it; where left out, its "
        "usual matters",
    )
    text: str = Field("", max_length=100_000, description="The words that are put to the body")
    silence_until: Moment | None = Field(
        None, description="When silence ends, with its time zone: 2026-12-01T12:00 Europe/Brussels"
    )
    concerned: StateNames = Field([], description="Names party to it, or that it is about")
    participants: StateNames = Field([], description="The participants of an enhanced cooperation")
    without_proposal: Flag = Field(
        False, description="Not on a proposal of the Commission or the High Representative"
    )
    commits: list[CommitmentLine] = Field(
        [], max_length=200, description="What the decision would commit members to, line by line"
    )


@act(
    "table",
    inputs=TableInput,
    who=("head-of-delegation", "desk-officer", "chair", "secretariat"),
    example={"body": "nato/nac", "title": "Measures in support of the United States"},
)
def table(world: World, inputs: TableInput, actor: Person, moment: datetime) -> Draft:
    """Put a motion before a body: to be voted on, or under silence until a moment.

    The body must have existed on the day and have a rule for the motion, and a nation must sit in
    it. The end of silence lies ahead.
    """
    catalogue, on = world.catalogue, day_of(inputs, moment)
    silent = inputs.silence_until is not None
    motion = inputs.motion or (_under_silence(catalogue, inputs.body) if silent else "")
    room = chamber(catalogue, inputs.body, motion, on)
    if actor.party != SECRETARIAT and actor.party not in room.seated:
        told = f"{actor.party} does not sit in the {room.body.name} on {on}"
        raise ActError(f"{told} ({room.decision.cite}), so it tables nothing there", ("body",))
    if silent and not room.rule.written.silent:
        told = f"the {room.body.name} does not decide by silence ({room.decision.cite})"
        raise ActError(told, ("silence_until",))
    if inputs.silence_until is not None and inputs.silence_until <= moment:
        told = f"silence would have ended already, at {inputs.silence_until}; it is {moment}"
        raise ActError(told, ("silence_until",))
    under = f", under silence until {inputs.silence_until}" if silent else ""
    made = drafted(
        inputs,
        actor,
        moment,
        framework=room.body.id.partition("/")[0],
        content=Motion(
            body=room.body.id,
            matter=room.motion or ANY,
            title=inputs.title,
            text=inputs.text,
            deadline=inputs.silence_until,
            concerned=tuple(inputs.concerned),
            participants=tuple(inputs.participants),
            without_proposal=inputs.without_proposal,
            commits=tuple(Undertaken(c.who, c.what, c.by) for c in inputs.commits),
        ),
        told=f"{actor.party} tables in the {room.body.name}: {inputs.title}{under}.",
    )
    if silent:
        told = "silence binds whoever could have broken it"
        check_seen_by_all(catalogue, room, made.audience, on, told, "to")
    return made


def _under_silence(catalogue: Catalogue, body: str) -> str:
    """What a body calls a motion under silence; empty where it has no such rule."""
    written = catalogue.definitions.voting_rules
    rules = catalogue.body(body).rules
    return next((r.matter for r in rules if r.own is None and written[r.rule].silent), "")
