"""An answer before and after: the difference in words, then as a table, then both."""

from collections import Counter
from collections.abc import Iterator, Sequence
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
LISTS = 4
"""Of so many lists the lead counts the differences apart."""


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
    late: tuple[str, ...] = (),
    refused: str = "",
) -> WhatIf:
    """The two answers, of which there is one at least, compared.

    `late` says of each change that does not hold on the day of the answer that it does not.
    """
    shown = after or before
    assert shown is not None
    differences = compare(before, after) if before and after else ()
    told = f"it is supposed that {'; '.join(supposed)}" if supposed else ""
    days = f"{on} and {against}" if against else ""
    kind = "What if" if supposed else "Two days"
    if supposed and against:
        kind = "What if, and on another day"
    title = f"{kind}: {(before or shown).title}"
    lead = refused or lead_of(before, after, differences)
    if supposed and against and differences:
        lead += " The day differs as well as what is supposed."
    note = f"This is a what-if, and not so: {told}." if told else ""
    if days:
        note = f"{note} The days compared are {days}.".strip()
    if days and told:
        note += " Two things differ, the day and what is supposed; a difference may come of either."
    notes = [n for n in dict.fromkeys((*(before.notes if before else ()), *shown.notes))
             if not n.startswith("This is a what-if")]  # fmt: skip
    return (WhatIfTable if shown.is_table() else WhatIf)(
        question=question,
        on=on,
        catalogue=shown.catalogue,
        title=title,
        lead=lead,
        notes=(note, *_unreached(shown, supposed, late, differences), *notes),
        scenario=scenario,
        supposed=supposed,
        against=against,
        differences=differences,
        before=before,
        after=after,
        refused=refused,
    )


def _unreached(
    shown: Answer,
    supposed: tuple[str, ...],
    late: tuple[str, ...],
    differences: Sequence[Difference],
) -> tuple[str, ...]:
    """Why what is supposed does not reach the answer, where that is known."""
    why = opening(shown.unmoved()) if supposed and not differences else ""
    return (*late, f"{why}.") if why else late


def lead_of(before: Answer | None, after: Answer | None, differences: Sequence[Difference]) -> str:
    """The difference in words: what is found, what is counted; else the findings, if few."""
    if not differences or before is None or after is None:
        return SAME
    number = counted(len(differences), "difference")
    told = [*_judged(before, after), *_counts(before, after)]
    told = told or _named(differences)
    if not told:
        return f"{number}{_among(differences)}."
    sentence = "; ".join(told)
    if "/" not in sentence.partition(" ")[0]:  # an id is written as it is
        sentence = opening(sentence)
    return f"{sentence}. {number} in all."


def _judged(before: Answer, after: Answer) -> Iterator[str]:
    was, now = before.judged(), after.judged()
    if was and now and was != now:
        yield f"{was} becomes {now}"


def _counts(before: Answer, after: Answer) -> Iterator[str]:
    was, now = before.counts(), after.counts()
    for name in dict.fromkeys((*was, *now)):
        noun, _, does = name.partition(" ")
        one, other = was.get(name, frozenset()), now.get(name, frozenset())
        for states, how in ((other - one, "more"), (one - other, "fewer")):
            if states:
                few = f" ({', '.join(sorted(states))})" if len(states) <= TOLD else ""
                yield f"{counted(len(states), noun)} {how} would {does}{few}"


def _named(differences: Sequence[Difference]) -> list[str]:
    """The findings that are new, gone or stand elsewhere, or what else differs, where few do."""
    whole = [d for d in differences if d.how != "changed"] or differences
    if len(whole) > TOLD or not all(d.is_plain() for d in whole):
        return []
    return [d.told() for d in whole]


def _among(differences: Sequence[Difference]) -> str:
    """In which lists and fields the differences are: `: 5 in members, 3 in bodies`."""
    lists = Counter(d.among for d in differences).most_common()
    if len(lists) == 1:
        return f" in {lists[0][0]}"
    told = [f"{number} in {name}" for name, number in lists[:LISTS]]
    rest = sum(number for _, number in lists[LISTS:])
    return f": {', '.join(told)}{f', {rest} elsewhere' if rest else ''}"
