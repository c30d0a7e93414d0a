"""`evidence`: what records of simulators show of training together."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.world import World
from foedus.documents.contents import Content
from foedus.documents.numbers import Moment
from foedus.model.wording import counted, some
from foedus.questions.forces.evidence.answer import EvidenceAnswer
from foedus.questions.forces.evidence.records import read_records
from foedus.questions.forces.evidence.roster import Roster
from foedus.questions.forces.evidence.training import TrainingEvidence, summarise
from foedus.simulators.dis import reckoning_errors

MANY: Final = 1_000
NONE: Final = "No two nations of the roster were seen together for a minute: there is no evidence."


class EvidenceInput(Inputs):
    """The records of an exercise in simulators, and whose they are."""

    records: list[Content] = Field(
        min_length=1,
        max_length=MANY,
        description="What simulators recorded, each the content of a file of plain DIS, of pcap, "
        "pcapng or of xAPI statements",
        json_schema_extra={"positional": True},
    )
    roster: Roster = Field(
        description="Who takes part: which sites and accounts are whose, what activities train"
    )
    begins: Moment | None = Field(
        None, description="When a plain DIS recording begins, with its time zone"
    )


@question(
    "evidence",
    title="Who trained with whom",
    timed="no day",
    inputs=EvidenceInput,
    answer=EvidenceAnswer,
    heavy=True,
)
def evidence(world: World, inputs: EvidenceInput, on: date) -> EvidenceAnswer:
    """Who trained with whom in simulators: from DIS recordings, pcap files and xAPI statements."""
    roster = inputs.roster
    records = read_records(inputs.records, inputs.begins)
    found = summarise(records.sightings(roster), roster)
    return EvidenceAnswer(
        question="evidence",
        on=on,
        catalogue=world.catalogue.key,
        title=f"Training in simulators: {roster.name}",
        lead=_lead(found),
        notes=(*_notes(found), *records.notes),
        presences=found.presences,
        together=found.together,
        unknown=found.unknown,
        reckoning=reckoning_errors(records.moving),
        held=tuple(held.model_dump(mode="json") for held in found.held),
    )


def _lead(found: TrainingEvidence) -> str:
    if not found.held:
        return NONE
    pairs = [pair for pair in found.together if pair.minutes]
    most = max(pairs, key=lambda pair: pair.minutes)
    number = counted(len(pairs), "pair of nations", "pairs of nations")
    return (
        f"{number} trained together; longest {most.one} and {most.other}, "
        f"{counted(most.minutes, 'minute')}."
    )


def _notes(found: TrainingEvidence) -> Iterator[str]:
    if any(p.basis == "design" for p in found.presences):
        yield (
            "a nation known by its equipment alone is the one that designed it, which others may "
            "use; it is not a participant until the roster names its site"
        )
    if found.unknown:
        yield f"of unknown nation: {some(found.unknown)}"
