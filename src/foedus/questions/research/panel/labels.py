"""What the columns of a panel mean, and what their codes stand for, for a file that can say so."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from foedus.data.panels.groups import Gives, every
from foedus.model.answers import Labels

if TYPE_CHECKING:
    from foedus.questions.research.panel.answer import Described

KEYS: Final = {
    "year": "year",
    "date": "day",
    "start": "first day of the spell",
    "end": "first day after the spell",
    "ccode": "Correlates of War code of the state",
    "ccode1": "Correlates of War code of the first state",
    "ccode2": "Correlates of War code of the second state",
    "gwcode": "Gleditsch and Ward code of the state",
    "gwcode1": "Gleditsch and Ward code of the first state",
    "gwcode2": "Gleditsch and Ward code of the second state",
    "atopid": "ATOP code of the alliance",
    "framework": "framework of foedus",
    "name": "name of the framework",
    "restored": "1 where one of the two was not a state of the universe",
}


def labels(title: str, columns: "Sequence[Described]") -> Labels:
    """The labels of the columns, and of the keys of every unit."""
    given = [(name, side, gives) for c in columns for name, side, gives in _given(c)]
    says = {name: f"{side}{gives.says}" for name, side, gives in given}
    codes = {name: gives.labelled for name, _, gives in given if gives.labelled}
    return Labels(title, {**KEYS, **says}, codes)


def _given(column: "Described") -> Iterator[tuple[str, str, Gives]]:
    """Each column by its name in the table, of which state it is, and what its group says."""
    names = column.name.split(", ")
    base = names[0] if len(names) == 1 else names[0].removesuffix("1")
    [group] = (g for g in every()[column.group] if g.level == column.level and base in g.gives)
    for side, name in zip(("first: ", "second: "), names, strict=False):
        yield name, side if len(names) > 1 else "", group.gives[base]
