"""What `assess` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from foedus.measures.measure import Value
from foedus.model.answers import Answer, Row, Section
from foedus.model.charts import Chart, dots
from foedus.model.citations import Citation
from foedus.model.reports import Column, Line, Number, Report
from foedus.questions.health.measure.answer import number

CROWDED = 60
"""So many numbers stand on two pages; of more, the first of each measure."""
LONG = 30
"""And of more lines than these."""
ELSEWHERE = "the papers that formulas are after are named by the command of each number"
"""Where there is no room for them."""
MARKED = 12
"""So many lines can be read in the picture."""


class Side(msgspec.Struct, frozen=True):
    """A framework on a day; `command` measures it."""

    matched_by = ("framework", "on")
    head: str
    framework: str
    name: str
    on: date
    command: str


class Cell(msgspec.Struct, frozen=True):
    """A figure of one side; `last` is what was last known where the data end before the day."""

    matched_by = ("side",)
    side: str
    value: Value
    last: Value | None
    command: str

    @property
    def best(self) -> Value | None:
        """The figure of the day, else what was last known."""
        return self.value if self.value.value is not None else self.last


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a measure, of every side."""

    matched_by = ("measure", "figure")
    measure: str
    title: str
    asks: str
    figure: str
    says: str
    unit: str
    low: float | None
    high: float | None
    papers: tuple[Citation, ...]
    not_shown: str
    cells: tuple[Cell, ...]

    @property
    def known(self) -> bool:
        """Whether there is anything to show of it."""
        return any(cell.best for cell in self.cells)

    def told(self, value: Value) -> str:
        """A value as `measure` writes it."""
        return number(value.value, self.unit)

    def denominator(self, value: Value) -> str:
        """What a value is a share or a mean of; empty where that is the value itself."""
        return "" if value.of == self.told(value) else value.of


class AssessAnswer(Answer, frozen=True, kw_only=True):
    """Frameworks, or days of one, side by side: the first figures of every measure."""

    sides: tuple[Side, ...]
    lines: tuple[Assessed, ...]

    def charts(self) -> Sequence[Chart]:
        found = tuple(line for line in self.lines if line.known and (line.low, line.high) == (0, 1))
        return tuple(_charts(found, self.sides))

    def credits(self) -> Sequence[str]:
        return (f"Source: {'; '.join(used)}.",) if (used := self._sources()) else ()

    def report(self) -> Report:
        """The pages: columns of sides, a line for each figure, or for each measure if crowded."""
        lines = [line for line in self.lines if line.known]
        crowded = len(lines) * len(self.sides) > CROWDED or len(lines) > LONG
        if crowded:
            lines = _one_each(lines)
        return Report(
            columns=tuple(Column(s.head, f"{s.name}, {s.on}", s.command) for s in self.sides),
            lines=tuple(_line(line) for line in lines),
            found=_found(lines),
            unknown=tuple(self._unknown()),
            caveats=tuple(self._caveats()),
            sources=(*self._sources(), *((ELSEWHERE,) if crowded else self._papers())),
        )

    def sections(self) -> Sequence[Section]:
        heads = tuple(side.head for side in self.sides)
        shown = [line for line in self.lines if line.known]
        found = tuple(Row((told,)) for told in _found(shown))
        figures = tuple(
            Row((line.measure, told.label, told.says, *map(_flat, told.numbers)), cites=line.papers)
            for line in shown
            for told in [_line(line)]
        )
        return (
            Section("What was found", ("",), found, "Nothing is known."),
            Section("Figures", ("Measure", "Figure", "Means", *heads), figures, "None is known."),
            Section("Not known", ("Because", "Figures"), tuple(map(Row, self._unknown()))),
            Section(
                "What they do not show", ("Measure", "Not shown"), tuple(map(Row, self._caveats()))
            ),
            Section("Commands", ("Of", "Command"), tuple(self._commands(shown))),
            Section("Data", ("",), tuple(Row((source,)) for source in self._sources())),
        )

    def _commands(self, shown: Sequence[Assessed]) -> Iterator[Row]:
        """A command for each measure and side of which a figure is shown."""
        commands = {
            cell.command: (line.measure, cell.side)
            for line in shown
            for cell in line.cells
            if cell.best
        }
        for command, (measure, side) in commands.items():
            yield Row((f"{measure}, {side}", command))

    def _unknown(self) -> Iterator[tuple[str, str]]:
        """A line for each reason: the figures, by measure, and of which sides."""
        reasons: dict[str, dict[str, dict[str, None]]] = {}
        for line in self.lines:
            for cell in line.cells:
                if not cell.best:
                    of = reasons.setdefault(cell.value.why, {})
                    of.setdefault(cell.side, {})[f"{line.measure}: {line.figure}"] = None
        for why, sides in reasons.items():
            alike: dict[tuple[str, ...], list[str]] = {}
            for side, figures in sides.items():
                alike.setdefault(tuple(figures), []).append(side)
            told = (f"{self._by_measure(f)} ({', '.join(heads)})" for f, heads in alike.items())
            yield why, "; ".join(told)

    def _by_measure(self, figures: Sequence[str]) -> str:
        if len(figures) == len(self.lines):
            return f"all {len(figures)} figures"
        found: dict[str, list[str]] = {}
        for each in figures:
            measure, _, figure = each.partition(": ")
            found.setdefault(measure, []).append(figure)
        return ", ".join(f"{measure} ({', '.join(names)})" for measure, names in found.items())

    def _caveats(self) -> Iterator[tuple[str, str]]:
        """What each measure that is shown does not show; one text once."""
        told: dict[str, dict[str, None]] = {}
        for line in self.lines:
            if line.known:
                told.setdefault(line.not_shown, {})[line.measure] = None
        for not_shown, measures in told.items():
            yield ", ".join(measures), not_shown

    def _sources(self) -> tuple[str, ...]:
        best = [cell.best for line in self.lines for cell in line.cells]
        return tuple(dict.fromkeys(source for value in best if value for source in value.sources))

    def _papers(self) -> Iterator[str]:
        """Each work once, with its articles; where its confidence is not high, that."""
        works: dict[tuple[str, str], dict[str, None]] = {}
        for line in self.lines:
            for paper in line.papers if line.known else ():
                works.setdefault((paper.confidence, paper.source), {})[paper.article] = None
        for confidence in dict.fromkeys(confidence for confidence, _ in works):
            told = [
                ", ".join((source, *filter(None, articles)))
                for (found, source), articles in works.items()
                if found == confidence
            ]
            before = "" if confidence == "high" else f"with confidence {confidence}: "
            yield f"{before}{'; '.join(told)}"


def _found(lines: Sequence[Assessed]) -> tuple[str, ...]:
    """What each measure asks and finds, of those of which anything is known."""
    from foedus.questions.health.assess.sentences import told

    measures: dict[str, list[Assessed]] = {}
    for line in lines:
        measures.setdefault(line.measure, []).append(line)
    return tuple(told(found) for found in measures.values())


def _line(line: Assessed) -> Line:
    """What its intervals are is said once, beside what the figure means."""
    numbers = tuple(_number(line, cell) for cell in line.cells)
    intervals = dict.fromkeys(
        cell.best.interval for cell in line.cells if cell.best and cell.best.low is not None
    )
    within = f"; in brackets: {', or '.join(intervals)}" if intervals else ""
    return Line(line.figure, f"{line.says}{within}", f"--of {line.measure}", numbers)


def _number(line: Assessed, cell: Cell) -> Number:
    value = cell.best
    if value is None:
        return Number("not known")
    when = f"last known, {value.on}" if value is cell.last else ""
    within = ""
    if value.low is not None and value.high is not None:
        within = f"[{number(value.low, line.unit)} to {number(value.high, line.unit)}]"
    below = tuple(filter(None, (within, line.denominator(value), when)))
    return Number(line.told(value), below, cell.command)


def _flat(shown: Number) -> str:
    return f"{shown.text} ({'; '.join(shown.below)})" if shown.below else shown.text


def _charts(lines: Sequence[Assessed], sides: Sequence[Side]) -> Iterator[Chart]:
    """One picture of the shares, a line for each figure: they compare along a line alone."""
    shown = lines if len(lines) <= MARKED else _one_each(lines)[:MARKED]
    rows = [
        {
            "Figure": f"{line.measure}: {line.figure}{_dated(line)}",
            "Value": round(value.value, 6),
            "Low": None if value.low is None else round(value.low, 6),
            "High": None if value.high is None else round(value.high, 6),
            "Of": cell.side,
        }
        for line in shown
        for cell in line.cells
        if (value := cell.best) is not None and value.value is not None
    ]
    if rows:
        left = len(lines) - len(shown)
        more = f" {left} more are not drawn." if left else ""
        tell = (
            "Shares from 0 to 1, each with its interval where it has one. Compare along a line, "
            f"not from one to the next: they are unlike figures, and more is not better.{more}"
        )
        yield dots("Shares side by side", rows, [side.head for side in sides], tell)


def _one_each(lines: Sequence[Assessed]) -> list[Assessed]:
    """The first line of each measure."""
    return list({line.measure: line for line in reversed(lines)}.values())[::-1]


def _dated(line: Assessed) -> str:
    """The day of what was last known, where a line has any of it, and whether all of it is so."""
    last = [cell.last for cell in line.cells if cell.last and cell.best is cell.last]
    if not last:
        return ""
    some = "" if len(last) == sum(1 for cell in line.cells if cell.best) else " of some"
    return f" (last known{some}, {', '.join(sorted({str(value.on) for value in last}))})"
