"""`account`: say that a commitment of a decision was kept."""

from datetime import datetime

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act
from foedus.acting.motions import motion_on_record, on_motion
from foedus.acting.names import EntryId, Text
from foedus.asking.world import World
from foedus.documents.numbers import Count
from foedus.model.entries import Draft
from foedus.model.people import SECRETARIAT, Person
from foedus.record.contents.decisions import Accounted


class AccountInput(ActInputs):
    """A commitment of a decision, and what was done of it."""

    motion: EntryId = Field(
        description="The motion that was adopted, as M-7", json_schema_extra={"positional": True}
    )
    commitment: Count = Field(description="Which of its commitments, counted from 1")
    words: Text = Field(description="What was done, and where that can be looked up")


@act(
    "account",
    inputs=AccountInput,
    who=("head-of-delegation", "desk-officer", "secretariat"),
    example={"motion": "M-1", "commitment": 1, "words": "Force at readiness since 1 May"},
)
def account(world: World, inputs: AccountInput, actor: Person, moment: datetime) -> Draft:
    """Say that a commitment of a decision was kept, by whoever made it or the secretariat."""
    state = motion_on_record(world, inputs.motion)
    adopted = state.silent(moment) or (
        state.concluded is not None and state.concluded.outcome == "adopted"
    )
    if not adopted:
        raise ActError(f"{inputs.motion} is not adopted, so it commits nobody", ("motion",))
    made = state.motion.commits
    if not 1 <= inputs.commitment <= len(made):
        told = f"{inputs.motion} makes {len(made)} commitments; there is no {inputs.commitment}"
        raise ActError(told, ("commitment",))
    undertaken = made[inputs.commitment - 1]
    if actor.party not in (undertaken.who, SECRETARIAT):
        told = f"{undertaken.who} accounts for commitment {inputs.commitment} of {inputs.motion}"
        raise ActError(told, ("commitment",))
    return on_motion(
        state,
        inputs,
        actor,
        moment,
        Accounted(inputs.motion, inputs.commitment, inputs.words),
        f"{undertaken.who} kept what it undertook by {inputs.motion}: {undertaken.what}.",
    )
