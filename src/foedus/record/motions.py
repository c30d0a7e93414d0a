"""How a motion stands: the positions on it, its deadline, and whether it has ended."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from foedus.model.entries import Entry
from foedus.record.contents.decisions import Accounted, Concluded, Extended, Motion, Position
from foedus.record.record import Record
from foedus.record.standing import first_of, standing, stands


class Taken(msgspec.Struct, frozen=True):
    """A member's position, and when it was recorded."""

    member: str
    stand: str
    why: str
    at: datetime
    entry: str


class MotionState(msgspec.Struct, frozen=True):
    """A motion with all that was recorded of it.

    `positions` are the latest of each member. `deadline` is the end of silence after all
    extensions, `broken` the first position against that was recorded before it. `ended` is
    when it was concluded, if that is written down. `accounts` are the entries that say that a
    commitment was kept, by its number.
    """

    entry: Entry
    motion: Motion
    positions: Mapping[str, Taken]
    deadline: datetime | None
    extended: bool
    broken: Taken | None
    concluded: Concluded | None
    ended: datetime | None
    accounts: Mapping[int, Entry]
    read: tuple[str, ...]
    """The ids of the entries that it was read from."""

    def camp(self, *stands: str) -> tuple[str, ...]:
        """The members with one of these positions."""
        return tuple(m for m, taken in self.positions.items() if taken.stand in stands)

    def silent(self, moment: datetime) -> bool:
        """Whether silence has ended at a moment, and nobody broke it."""
        return self.deadline is not None and self.broken is None and moment >= self.deadline

    def over(self, moment: datetime) -> bool:
        """Whether it has ended at a moment, written down or not."""
        return self.concluded is not None or self.broken is not None or self.silent(moment)


def motion_stands(record: Record, motion: str) -> tuple[Entry, Motion] | None:
    """The motion of an id as it stands; None where it was withdrawn, or is another kind of entry.

    The id of a correction is as good as that of what it corrects. Raises UnknownEntryError.
    """
    entry = stands(record, first_of(record, record.find(motion)))
    if entry is None or not isinstance(entry.content, Motion):
        return None
    return entry, entry.content


def motion_state(record: Record, motion: str) -> MotionState | None:
    """How a motion stands, with all that was recorded of it, as `motion_stands`."""
    tabling = motion_stands(record, motion)
    if tabling is None:
        return None
    entry, tabled = tabling
    motion = first_of(record, entry).id
    deadline, read = tabled.deadline, [motion]
    for found, later in standing(record, Extended, motion):
        deadline = later.deadline
        read.append(found.id)
    positions: dict[str, Taken] = {}
    broken: Taken | None = None
    for found, said in standing(record, Position, motion):
        taken = Taken(found.by, said.stand, found.draft.reason, found.recorded, found.id)
        positions.pop(found.by, None)
        positions[found.by] = taken
        read.append(found.id)
        in_time = deadline is not None and found.recorded < deadline
        if broken is None and said.stand == "against" and in_time:
            broken = taken
    kept = list(standing(record, Accounted, motion))
    ends = [(found, how) for found, how in standing(record, Concluded, motion)]
    return MotionState(
        entry=entry,
        motion=tabled,
        positions=positions,
        deadline=deadline,
        extended=deadline != tabled.deadline,
        broken=broken,
        concluded=ends[-1][1] if ends else None,
        ended=(ends[-1][1].at or ends[-1][0].recorded) if ends else None,
        accounts={said.commitment: found for found, said in kept},
        read=(*read, *(found.id for found, _ in (*ends, *kept))),
    )
