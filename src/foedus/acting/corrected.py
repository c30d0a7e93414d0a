"""Entries that were corrected: acts speak of them by the id of the first, as all others do."""

from foedus.acting.declare import ActError
from foedus.record.record import Record
from foedus.record.standing import first_of


def check_first(record: Record, entry: str) -> None:
    """Raise ActError for the id of a correction: what spoke of it would be found by nobody."""
    first = first_of(record, record.find(entry))
    if first.id != entry:
        raise ActError(f"{entry} corrects {first.id}; name it by that")
