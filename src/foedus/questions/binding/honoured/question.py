"""`honoured`: of every event on record, what was promised, invoked, determined and done."""

from datetime import date
from typing import Annotated

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import MaybeFramework, MaybeState
from foedus.asking.world import World
from foedus.documents.numbers import WHOLE, Flag
from foedus.judging.kept import JUDGED, Called, Part, kept, tally
from foedus.model.wording import counted
from foedus.questions.binding.honoured.answer import HonouredAnswer


class HonouredInput(Inputs):
    """All events, or those under one framework, of one state, of some strength."""

    framework: MaybeFramework = Field(
        "",
        description="Only clauses of this framework, such as csto",
        json_schema_extra={"positional": True},
    )
    of: MaybeState = Field("", description="Only what this state was bound to, or did")
    attacked: MaybeState = Field("", description="Only events in which this state was attacked")
    least: Annotated[int, Field(ge=0, le=5), *WHOLE] = Field(
        0, description="Only duties of at least this strength"
    )
    silent: Flag = Field(
        False, description="Also duties of help that were called, with nothing on record as done"
    )


NOTES = (
    "What is on record is what the definitions cite. That nothing is on record does not mean that "
    "nothing was done.",
    "These counts are no odds of help: the events are those that somebody called upon, and a "
    "promise that is believed is seldom tested.",
)


@question(
    "honoured",
    title="Kept or broken: what became of promises",
    timed="over time",
    inputs=HonouredInput,
    answer=HonouredAnswer,
    example={"framework": "csto", "on": "2026-11-28"},
)
def honoured(world: World, inputs: HonouredInput, on: date) -> HonouredAnswer:
    """Kept or broken: of every event on record, what was promised, invoked, determined and done.

    Each state that an event bound is judged by what a source says that it did. Nobody is said to
    have broken a duty where a fact is open, where it was free, or where the words leave it room.
    """
    catalogue = world.catalogue
    found = tuple(
        called for one in kept(catalogue, on) if (called := _asked(one, inputs)) is not None
    )
    counts, known = tally(found), catalogue.definitions.events
    return HonouredAnswer(
        question="honoured",
        on=on,
        catalogue=catalogue.key,
        title=f"Kept or broken, as of {on}",
        lead=_lead(found),
        notes=NOTES,
        found=found,
        events=tuple(
            known[name] for name in dict.fromkeys(called.event for called in found) if name
        ),
        tallies={str(how): number for how, number in counts.items()},
    )


def _asked(called: Called, inputs: HonouredInput) -> Called | None:
    """An event under a clause as far as it is asked for; None where it is not."""
    if inputs.framework and called.framework != inputs.framework:
        return None
    if inputs.attacked and inputs.attacked not in called.attacked:
        return None
    if called.strength < inputs.least or not (called.recorded or inputs.silent):
        return None
    if not inputs.of:
        return called
    own: tuple[Part, ...] = tuple(part for part in called.parts if part.state == inputs.of)
    return called.only(own) if own else None


def _lead(found: tuple[Called, ...]) -> str:
    if not found:
        return "No such event is on record."
    counts = tally(found)
    events = len({(called.title, called.on, called.attacked) for called in found})
    known = sum(number for how, number in counts.items() if how in JUDGED)
    lead = (
        f"{counted(events, 'event')} under {counted(len({c.provision for c in found}), 'clause')}"
    )
    if not known:
        return f"{lead}; of no state that was bound for certain is it on record what it did."
    did = counts.get("kept", 0)
    told = f"{counted(known, 'time')} a state was bound and its conduct is on record: it did"
    silent = counts.get("not on record", 0)
    rest = f"; {silent} times nothing is on record" if silent else ""
    return f"{lead}. {told} what the clause asks {counted(did, 'time')}{rest}."
