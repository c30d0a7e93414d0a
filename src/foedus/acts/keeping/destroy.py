"""`destroy`: destroy the content of an entry where the law demands it; the entry stays as a gap."""

from datetime import datetime

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act, drafted
from foedus.acting.names import EntryId, Text
from foedus.asking.world import World
from foedus.model.entries import NODE, Destroyed, Draft, Entry
from foedus.model.people import SECRETARIAT, Person
from foedus.record.contents.decisions import Motion
from foedus.record.contents.keeping import Destruction
from foedus.record.motions import motion_state
from foedus.record.record import Record
from foedus.record.remains import remains


class DestroyInput(ActInputs):
    """An entry whose content is to be destroyed, and the legal basis for it."""

    entry: EntryId = Field(description="The entry, as P-3", json_schema_extra={"positional": True})
    basis: Text = Field(
        description="The legal basis: the provision, and whose order or request rests on it"
    )


@act(
    "destroy",
    inputs=DestroyInput,
    who=("head-of-delegation", "secretariat"),
    example={"entry": "P-1", "basis": "Regulation (EU) 2018/1725 Art. 19, request of 1 December"},
)
def destroy(world: World, inputs: DestroyInput, actor: Person, moment: datetime) -> Draft:
    """Destroy the content of an entry for ever, on a legal basis that is named.

    That there was an entry, when and by whom, stays and is still proved. What a motion that is open
    rests on is not destroyed: that would decide it.
    """
    entry = world.record.find(inputs.entry)
    if isinstance(entry.content, Destroyed):
        told = f"the content of {inputs.entry} was destroyed already, by {entry.content.by}"
        raise ActError(told, ("entry",))
    if isinstance(entry.content, Destruction) or entry.by == NODE:
        told = f"{inputs.entry} proves what became of other entries, and is kept"
        raise ActError(told, ("entry",))
    if actor.party not in (entry.by, SECRETARIAT):
        told = f"{inputs.entry} is {entry.by}'s, who may destroy it, or the secretariat"
        raise ActError(told, ("entry",))
    for motion in _motions(world.record, entry):
        state = motion_state(world.record, motion)
        if state is not None and not state.over(moment):
            told = f"{motion} is still open and rests on {inputs.entry}; annul that, or wait"
            raise ActError(told, ("entry",))
    return drafted(
        inputs,
        actor,
        moment,
        framework=entry.draft.framework,
        content=Destruction(inputs.entry, inputs.basis, remains(entry)),
        told=f"{actor.party} destroys the content of {inputs.entry} ({inputs.basis}).",
        within=entry.draft.audience,
    )


def _motions(record: Record, entry: Entry) -> tuple[str, ...]:
    """The motions that an entry is, or speaks of, or of which it corrects either."""
    names = (entry.id, *entry.content.about, entry.draft.corrects)
    found = [record.find(name) for name in names if name]
    return tuple(e.id for e in found if isinstance(e.content, Motion))
