"""How an event on record stands: what was asked, invoked and determined, and what each did."""

from datetime import date

import msgspec

from foedus.model.entries import Entry
from foedus.record.contents.crisis import (
    Assistance,
    Consultation,
    Determination,
    Invocation,
    Notice,
    Report,
    Response,
)
from foedus.record.record import Record
from foedus.record.standing import first_of, standing, stands


class Crisis(msgspec.Struct, frozen=True):
    """An event as it is known, with every act about it that stands, in order."""

    entry: Entry
    report: Report
    consultations: tuple[tuple[Entry, Consultation], ...]
    invocations: tuple[tuple[Entry, Invocation], ...]
    determinations: tuple[tuple[Entry, Determination], ...]
    responses: tuple[tuple[Entry, Response], ...]
    assistance: tuple[tuple[Entry, Assistance], ...]
    notices: tuple[tuple[Entry, Notice], ...]

    @property
    def read(self) -> tuple[str, ...]:
        """The ids of the entries that it was read from."""
        acts = (
            *self.consultations,
            *self.invocations,
            *self.determinations,
            *self.responses,
            *self.assistance,
            *self.notices,
        )
        return (self.entry.id, *(entry.id for entry, _ in acts))

    def invoked(self, provision: str, on: date) -> Entry | None:
        """The entry by which a provision was invoked until a day."""
        found = (e for e, said in self.invocations if said.provision == provision)
        return next((entry for entry in found if entry.draft.valid <= on), None)


def crisis(record: Record, event: str) -> Crisis | None:
    """The event of an id; None where it was withdrawn, or is another kind of entry.

    Raises UnknownEntryError.
    """
    first = first_of(record, record.find(event))
    entry, event = stands(record, first), first.id
    if entry is None or not isinstance(entry.content, Report):
        return None
    return Crisis(
        entry,
        entry.content,
        tuple(standing(record, Consultation, event)),
        tuple(standing(record, Invocation, event)),
        tuple(standing(record, Determination, event)),
        tuple(standing(record, Response, event)),
        tuple(standing(record, Assistance, event)),
        tuple(standing(record, Notice, event)),
    )
