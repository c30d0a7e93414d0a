"""What a sweep writes: one flat table, whatever was asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from foedus.asking.whatif.answer import WhatIf
from foedus.model.wording import counted

if TYPE_CHECKING:
    import polars as pl

    from foedus.judging.events.again import Again


class Row(NamedTuple):
    """A row: of which scenario and question, and what it says.

    `kind` is `answer` (the leads, and how many differences there are), `count` (how many would do
    what), `refused` (why one of the worlds has no answer), or how a finding differs: `new`, `gone`,
    `moved`, `changed`. Of a table of events it is `events` (how many have another verdict),
    `triggered` and `undetermined` (how many events a provision is so by).
    """

    scenario: int
    changes: str
    question: str
    kind: str
    what: str = ""
    before: str = ""
    after: str = ""
    number: int | None = None


COLUMNS: Final = Row._fields


def of_answers(scenario: int, changes: str, question: str, found: WhatIf) -> Iterator[Row]:
    """The rows of a question asked before and after."""
    begin = scenario, changes, question
    before, after = found.before, found.after
    leads = before.lead if before else "", after.lead if after else ""
    if found.refused or before is None or after is None:
        yield Row(*begin, "refused", found.refused, *leads)
        return
    yield Row(*begin, "answer", "", *leads, len(found.differences))
    was, now = before.counts(), after.counts()
    for name in dict.fromkeys((*was, *now)):
        one, other = len(was.get(name, ())), len(now.get(name, ()))
        yield Row(*begin, "count", _noun(name), str(one), str(other), other)
    for difference in found.differences:
        whole = difference.part or (difference.among if difference.what else "")
        what = " · ".join(part for part in (difference.what or difference.among, whole) if part)
        yield Row(*begin, difference.how, what, difference.before, difference.after)


def _noun(name: str) -> str:
    """`state be bound to help` as `states that would be bound to help`."""
    noun, _, does = name.partition(" ")
    return f"{counted(2, noun).partition(' ')[2]} that would {does}"


def of_events(
    scenario: int, changes: str, question: str, again: "Again", new: "pl.DataFrame"
) -> Iterator[Row]:
    """The rows of a table of events: on which provisions the verdicts differ, and how many."""
    import numpy as np
    import polars as pl

    begin = scenario, changes, question
    other = np.zeros(len(again.events), dtype=bool)
    rows: list[Row] = []
    never = pl.repeat(value=False, n=len(again.events), dtype=pl.Boolean, eager=True)
    for provision in new.columns:
        was = again.verdicts[provision] if provision in again.verdicts.columns else never
        now = new[provision]
        differs = was.ne_missing(now)
        if not differs.any():
            continue
        other |= differs.to_numpy()
        for kind, one, two in (
            ("triggered", was.sum(), now.sum()),
            ("undetermined", was.null_count(), now.null_count()),
        ):
            if one or two:
                rows.append(Row(*begin, kind, provision, str(one), str(two), int(two)))
    number = int(other.sum())
    told = f"{number:,} of {counted(len(other), 'event')} with another verdict"
    yield Row(*begin, "events", "", "", told, number)
    yield from rows
