"""`annul`: say that an entry was a mistake, and nothing stands in its place."""

from datetime import datetime

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act, check_reaches, drafted
from foedus.acting.names import EntryId, Text
from foedus.asking.world import World
from foedus.model.entries import NODE, Draft
from foedus.model.people import Person
from foedus.record.contents.keeping import Withdrawn
from foedus.record.standing import stands


class AnnulInput(ActInputs):
    """An entry that was a mistake, and why."""

    entry: EntryId = Field(description="The entry, as P-3", json_schema_extra={"positional": True})
    why: Text = Field(description="Why it does not stand")


@act(
    "annul",
    inputs=AnnulInput,
    who=("head-of-delegation", "desk-officer", "depositary", "secretariat"),
    example={"entry": "P-1", "why": "Sent for another motion"},
)
def annul(world: World, inputs: AnnulInput, actor: Person, moment: datetime) -> Draft:
    """Say that an entry was a mistake; it stays on record, and counts for nothing from then on.

    Only whoever made it may say so, and what the node itself wrote follows from others.
    """
    entry = world.record.find(inputs.entry)
    if entry.by == NODE:
        told = f"{inputs.entry} follows from other entries; annul those"
        raise ActError(told, ("entry",))
    if entry.by != actor.party:
        raise ActError(f"{inputs.entry} is {entry.by}'s, who alone may annul it", ("entry",))
    if stands(world.record, entry) is None:
        raise ActError(f"{inputs.entry} does not stand any more", ("entry",))
    made = drafted(
        inputs,
        actor,
        moment,
        framework=entry.draft.framework,
        content=Withdrawn(inputs.entry, inputs.why),
        told=f"{actor.party} annuls {inputs.entry}: {inputs.why}",
        within=entry.draft.audience,
    )
    check_reaches(made, entry.draft.audience, inputs.entry)
    return made
