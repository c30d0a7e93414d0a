"""From what an author wrote about yearly documents and phases to the values of the model."""

from datetime import date

from foedus.authoring.commitments import shape as a
from foedus.model.citations import Citation
from foedus.model.commitments import Cycle, Phase
from foedus.model.time import Interval


def cycle(entry: a.CycleEntry) -> Cycle:
    """Build a yearly document."""
    month, day = map(int, entry.due.split("-"))
    return Cycle(
        id=entry.id,
        title=entry.title,
        by=entry.by,
        addressee=entry.addressee,
        month=month,
        day=day,
        during=Interval(entry.from_, entry.to or date.max),
        cite=Citation(entry.cite, confidence=entry.confidence),
        on_record=tuple(entry.on_record),
        note=entry.note,
    )


def phase(entry: a.PhaseEntry) -> Phase:
    """Build a phase."""
    cite = Citation(entry.cite, confidence=entry.confidence)
    return Phase(entry.title, Interval(entry.from_, entry.to), cite, entry.review)
