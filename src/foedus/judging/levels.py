"""Which marks an instrument takes for equal on a day."""

from collections.abc import Iterable
from datetime import date

import msgspec

from foedus.model.labels import Equivalence


def levels_on(rows: Iterable[Equivalence], on: date) -> tuple[Equivalence, ...]:
    """The levels of a table on a day: rows that share a mark, and differ in none, are one level."""
    levels: list[Equivalence] = []
    for row in rows:
        if on not in row.during:
            continue
        same = next((n for n, level in enumerate(levels) if _of_one_level(level, row)), None)
        if same is None:
            levels.append(row)
        else:
            levels[same] = _joined(levels[same], row)
    return tuple(levels)


def _of_one_level(one: Equivalence, other: Equivalence) -> bool:
    shared = one.marks.keys() & other.marks.keys()
    torn = (one.marks.keys() & {*other.none}) | ({*one.none} & other.marks.keys())
    return bool(shared) and not torn and all(one.marks[s] == other.marks[s] for s in shared)


def _joined(one: Equivalence, other: Equivalence) -> Equivalence:
    return msgspec.structs.replace(
        one,
        marks={**one.marks, **other.marks},
        none=tuple(dict.fromkeys((*one.none, *other.none))),
        handled_as={**one.handled_as, **other.handled_as},
        during=one.during.clip(other.during),
        note=" ".join(filter(None, (one.note, other.note))),
    )
