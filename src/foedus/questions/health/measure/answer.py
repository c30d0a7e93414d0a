"""What `measure` answers, and how it is shown."""

import functools
from collections.abc import Iterator, Sequence

import msgspec

from foedus.measures.measure import Value
from foedus.model.answers import Answer, Row, Section
from foedus.model.charts import Chart
from foedus.model.citations import Citation

MANY = 12
COUNTED = ("states", "days", "0, 1 or 2")
"""Units of which there are no small parts."""


class FigureSaid(msgspec.Struct, frozen=True):
    """What a figure is."""

    matched_by = ("name",)
    name: str
    says: str
    formula: str
    unit: str
    low: float | None
    high: float | None


class About(msgspec.Struct, frozen=True):
    """What a measure is: as the codebook has it.

    `first` and `last` are the years that its datasets cover; with `newer`, later editions go on.
    """

    matched_by = ("measure",)
    measure: str
    title: str
    asks: str
    figures: tuple[FigureSaid, ...]
    papers: tuple[Citation, ...]
    source: str
    needs: tuple[str, ...]
    first: int | None
    last: int | None
    newer: bool
    denominator: str
    uncertainty: str
    not_shown: str


class Of(msgspec.Struct, frozen=True):
    """A measure with its figures, of the day or of each year; `before` are those last known."""

    matched_by = ("measure",)
    measure: str
    title: str
    values: tuple[Value, ...]
    before: tuple[Value, ...]


class MeasureAnswer(Answer, frozen=True, kw_only=True, dict=True):
    """The measures of a framework; without one, what each measure is.

    `one` says that one measure was asked for, `years` the first and last where years were.
    """

    framework: str
    one: bool
    years: tuple[int, ...]
    measures: tuple[Of, ...]
    about: tuple[About, ...]

    def charts(self) -> Sequence[Chart]:
        from foedus.questions.health.measure.drawn import charts

        return charts(self)

    def credits(self) -> Sequence[str]:
        used = dict.fromkeys(
            source
            for of in self.measures
            for value in of.values
            if value.value is not None
            for source in value.sources
        )
        return (f"Source: {'; '.join(used)}.",) if used else ()

    @functools.cached_property
    def _units(self) -> dict[str, str]:
        """The unit of each figure; two measures may have one of the same name and unit."""
        return {f.name: f.unit for about in self.about for f in about.figures}

    def told(self, value: Value) -> str:
        """A figure as it is written."""
        return number(value.value, self._units[value.figure])

    def sections(self) -> Sequence[Section]:
        if not self.framework:
            return tuple(self._codebook())
        return tuple(self._over_years() if self.years else self._on_day())

    def _on_day(self) -> Iterator[Section]:
        rows = [(of, value) for of in self.measures for value in of.values]
        yield Section(
            "Figures",
            ("Measure", "Figure", "Value", "Interval", "Of", "Source"),
            tuple(
                Row((of.measure, v.figure, *self._cells(v), "; ".join(v.sources)))
                for of, v in rows
                if v.value is not None
            ),
            "None is known.",
        )
        yield from self._unknown()
        if self.one:
            yield from self._parts()
            yield from self._codebook()
        else:
            limits = tuple(Row((a.measure, a.not_shown)) for a in self.about)
            yield Section("What they do not show", ("Measure", "Not shown"), limits)

    def _cells(self, value: Value) -> tuple[str, str, str]:
        return self.told(value), span(value, self._units[value.figure]), value.of

    def _unknown(self) -> Iterator[Section]:
        """A line for each reason: the figures of a measure mostly share one."""
        rows = []
        for of in self.measures:
            reasons: dict[str, list[str]] = {}
            for value in of.values:
                if value.value is None:
                    reasons.setdefault(value.why, []).append(value.figure)
            before = {v.figure: v for v in of.before if v.value is not None}
            for why, figures in reasons.items():
                last = "; ".join(
                    f"{name} {self.told(before[name])}" for name in figures if name in before
                )
                when = f"{before[figures[0]].on}: " if figures[0] in before else ""
                names = ", ".join(figures) if len(figures) <= 4 else f"all {len(figures)} figures"
                rows.append(Row((of.measure, names, why, f"{when}{last}"), tone="quiet"))
        if rows:
            columns = ("Measure", "Figures", "Not known, because", "Last known")
            yield Section("Not known", columns, tuple(rows))

    def _parts(self) -> Iterator[Section]:
        for of in self.measures:
            for value in of.values:
                if value.each:
                    rows = tuple(Row((e.of, f"{e.value:.4g}", e.says)) for e in value.each)
                    yield Section(f"Parts: {value.figure}", ("Of", "Value", ""), rows, first=MANY)

    def _over_years(self) -> Iterator[Section]:
        [of] = self.measures
        known = [value for value in of.values if value.value is not None]
        rows = tuple(Row((str(v.on.year), v.figure, *self._cells(v))) for v in known)
        columns = ("Year", "Figure", "Value", "Interval", "Of")
        yield Section("Over the years", columns, rows, "It is known in none of them.")
        reasons: dict[tuple[str, str], list[int]] = {}
        for value in of.values:
            if value.value is None:
                reasons.setdefault((value.figure, value.why), []).append(value.on.year)
        if reasons:
            gaps = tuple(Row((f, spans(ys), why), tone="quiet") for (f, why), ys in reasons.items())
            yield Section("Not known", ("Figure", "Years", "Because"), gaps)
        yield from self._moved(of)
        yield from self._codebook()

    def _moved(self, of: Of) -> Iterator[Section]:
        """Of each part its first and last value, and when it was furthest from the first."""
        for figure in dict.fromkeys(value.figure for value in of.values):
            lines: dict[str, list[tuple[int, float]]] = {}
            for value in of.values:
                if value.figure == figure:
                    for each in value.each:
                        lines.setdefault(each.of, []).append((value.on.year, each.value))
            moved = []
            for name, line in lines.items():
                if len(line) > 1:
                    (began, was), (ended, now) = line[0], line[-1]
                    peak = max(line, key=lambda point: abs(point[1] - was))
                    moved.append((now - was, name, began, was, ended, now, peak))
            rows = tuple(
                Row(
                    (
                        name,
                        f"{was:.4g} ({began})",
                        f"{now:.4g} ({ended})",
                        f"{change:+.4g}",
                        f"{peak[1]:.4g} ({peak[0]})",
                    )
                )
                for change, name, began, was, ended, now, peak in sorted(
                    moved, key=lambda m: (-abs(m[0]), m[1])
                )
            )
            if rows:
                columns = ("Of", "First", "Last", "Change", "Furthest from the first")
                yield Section(f"Who moved: {figure}", columns, rows, first=MANY)

    def _codebook(self) -> Iterator[Section]:
        for about in self.about:
            figures = tuple(
                Row((f.name, f.says, f.formula, f.unit), cites=about.papers) for f in about.figures
            )
            title = f"{about.title} ({about.measure}): {about.asks}"
            yield Section(title, ("Figure", "Means", "Formula", "Unit"), figures)
            facts = (
                ("Source", about.source),
                ("Years", years_of(about)),
                ("Denominator", about.denominator),
                ("Uncertainty", about.uncertainty),
                ("Does not show", about.not_shown),
                *(("After", str(paper)) for paper in about.papers),
            )
            yield Section("", ("", ""), tuple(Row(fact) for fact in facts))


def spans(years: Sequence[int]) -> str:
    """Years in their order, those that follow each other as one span: `1949 to 1951, 1960`."""
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][1] == year - 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in found)


def years_of(about: About) -> str:
    """The years that a measure can be given for."""
    if about.first is None:
        return "those of which it tells"
    return f"{about.first} to {about.last}{', and on with newer editions' if about.newer else ''}"


def number(value: float | None, unit: str = "") -> str:
    """A figure to four places; what is counted as it is, and a mean of counts to one place."""
    if value is None:
        return "not known"
    if unit in COUNTED:
        return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    return f"{value:.4f}"


def span(value: Value, unit: str) -> str:
    """Its interval, and what that is."""
    if value.low is None or value.high is None:
        return ""
    return f"{number(value.low, unit)} to {number(value.high, unit)} ({value.interval})"
