"""An answer before and after: the difference in words, then as a table, then both."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from foedus.asking.whatif.compare import Difference, compare
from foedus.asking.whatif.mapped import compared
from foedus.model.answers import Answer, Labels, Row, Section
from foedus.model.calendar import CalendarEntry
from foedus.model.charts import Chart
from foedus.model.maps import Map
from foedus.model.wording import counted, opening

if TYPE_CHECKING:
    import polars as pl

SAME = "Nothing changes: the two answers are the same."
SHOWN = 40
"""So many differences a door with little room shows."""
TOLD = 3
"""So many findings the lead names."""


class WhatIf(Answer, frozen=True, kw_only=True):
    """Two answers to one question: of the world as it is, and of one in which something differs.

    `supposed` are the changes in words, `against` the other day where there is one. An answer is
    null where the question is refused there, and `refused` says why.
    """

    scenario: str
    supposed: tuple[str, ...]
    against: date | None
    differences: tuple[Difference, ...]
    before: Answer | None
    after: Answer | None
    refused: str = ""

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        if self.supposed:
            rows = tuple(Row((told,)) for told in self.supposed)
            yield Section(self.scenario or "Supposed", ("",), rows)
        before, after = self._names()
        rows = tuple(
            Row(
                (d.what or d.among, d.part if d.part or not d.what else d.among, d.before, d.after),
                d.because,
                tone="good" if d.how == "new" else "bad" if d.how == "gone" else "",
            )
            for d in sorted(self.differences, key=lambda d: d.how == "changed")
        )
        columns = ("Finding", "What", before, after)
        none = self.refused or "There are none."
        yield Section("Differences", columns, rows, none, first=SHOWN)
        both = [(before, self.before), (after, self.after)]
        if not self.differences and self.before and self.after:
            both = [("Both", self.before)]
        for name, answer in both:
            for section in answer.sections() if answer else ():
                title = f"{name}: {section.title}" if section.title else name
                yield msgspec.structs.replace(section, title=title)

    def _names(self) -> tuple[str, str]:
        if not self.against:
            return "As it is", "What if"
        return str(self.on), f"{self.against}{', what if' if self.supposed else ''}"

    def calendar(self) -> Sequence[CalendarEntry]:
        return self.after.calendar() if self.after else ()

    def charts(self) -> Sequence[Chart]:
        return self.after.charts() if self.after else ()

    def mapped(self) -> Map | None:
        """The map of the second answer, of its day, with marks where that of the first differs."""
        shown = self.after.mapped() if self.after else None
        if self.after is None or shown is None:
            return None
        now = f"{'as supposed, ' if self.supposed else ''}on {self.after.on}"
        first = self.before.mapped() if self.before else None
        if first is None:
            shown = msgspec.structs.replace(shown, shows=f"{shown.shows}, {now}")
        else:
            shown = compared(first, shown, f"on {self.on}" if self.against else "as it is", now)
        return msgspec.structs.replace(shown, on=self.after.on)

    def credits(self) -> Sequence[str]:
        shown = self.after or self.before
        return shown.credits() if shown else ()

    def labels(self) -> Labels:
        shown = self.after or self.before
        own = shown.labels() if shown else Labels()
        world = {"world": "which of the two answers the row is of"}
        return msgspec.structs.replace(own, title=self.title, columns={**own.columns, **world})


class WhatIfTable(WhatIf, frozen=True, kw_only=True):
    """The same of answers that are one table each."""

    def table(self) -> "pl.LazyFrame":
        """Both tables, one below the other; the column `world` tells them apart."""
        import polars as pl

        answers = zip(self._names(), (self.before, self.after), strict=True)
        frames = [
            answer.table().with_columns(pl.lit(name).alias("world"))
            for name, answer in answers
            if answer is not None
        ]
        return pl.concat(frames, how="diagonal_relaxed")


def what_if(
    before: Answer | None,
    after: Answer | None,
    *,
    question: str,
    on: date,
    against: date | None = None,
    scenario: str = "",
    supposed: tuple[str, ...] = (),
    refused: str = "",
) -> WhatIf:
    """The two answers, of which there is one at least, compared."""
    shown = after or before
    assert shown is not None
    differences = compare(before, after) if before and after else ()
    told = f"it is supposed that {'; '.join(supposed)}" if supposed else ""
    days = f"{on} and {against}" if against else ""
    title = f"{'What if' if supposed else 'Two days'}: {(before or shown).title}"
    lead = refused or lead_of(before, after, differences)
    note = f"This is a what-if, and not so: {told}." if told else ""
    if days:
        note = f"{note} The days compared are {days}.".strip()
    notes = [n for n in dict.fromkeys((*(before.notes if before else ()), *shown.notes))
             if not n.startswith("This is a what-if")]  # fmt: skip
    return (WhatIfTable if shown.is_table() else WhatIf)(
        question=question,
        on=on,
        catalogue=shown.catalogue,
        title=title,
        lead=lead,
        notes=(note, *notes),
        scenario=scenario,
        supposed=supposed,
        against=against,
        differences=differences,
        before=before,
        after=after,
        refused=refused,
    )


def lead_of(before: Answer | None, after: Answer | None, differences: Sequence[Difference]) -> str:
    """The difference in words: what is counted first, then the findings that differ most."""
    if not differences or before is None or after is None:
        return SAME
    was, now = before.counts(), after.counts()
    others = {
        name: was.get(name, frozenset()) ^ now.get(name, frozenset()) for name in {*was, *now}
    }
    counted_by_name = {one for named in others.values() if len(named) <= TOLD for one in named}
    told = [*_counts(before, after), *_named(differences, counted_by_name)]
    sentence = "; ".join(told)
    if "/" not in sentence.partition(" ")[0]:  # an id is written as it is
        sentence = opening(sentence)
    return f"{sentence}. {counted(len(differences), 'difference')} in all."


def _counts(before: Answer, after: Answer) -> Iterator[str]:
    was, now = before.counts(), after.counts()
    for name in dict.fromkeys((*was, *now)):
        noun, _, does = name.partition(" ")
        one, other = was.get(name, frozenset()), now.get(name, frozenset())
        for states, how in ((other - one, "more"), (one - other, "fewer")):
            if states:
                few = f" ({', '.join(sorted(states))})" if len(states) <= TOLD else ""
                yield f"{counted(len(states), noun)} {how} would {does}{few}"


def _named(differences: Sequence[Difference], told: Collection[str]) -> list[str]:
    """The first findings that are new, gone or stand elsewhere; where there are none, the first.

    Those that were `told` need not be named again.
    """
    named = [d for d in differences if d.how != "changed"]
    others = [d for d in named if d.what not in told]
    whole = others or ([] if named else differences)
    return [d.told() for d in whole[:TOLD]]
