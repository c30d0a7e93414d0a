"""What `generate` answers, and how it is shown."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.charts import Chart, board
from foedus.model.citations import Citation
from foedus.model.verdicts import Because
from foedus.model.wording import percent
from foedus.questions.forces.generate.closing import Closing, Remedy
from foedus.questions.forces.generate.gaps import KeptBack, Shortfall
from foedus.questions.forces.generate.programme import Limit
from foedus.questions.forces.generate.withdrawals import Withdrawal

MANY = 12
"""So many prices and withdrawals are shown; the answer itself holds them all."""


class Serving(msgspec.Struct, frozen=True):
    """Units of a pledge on a line in a rotation, with the risk and cost of all of them."""

    matched_by = ("rotation", "line", "pledge")
    rotation: str
    line: str
    unit: str
    area: str
    pledge: str
    nation: str
    units: int
    risk: int
    cost: Decimal


class RequiredLine(msgspec.Struct, frozen=True):
    """A line as it was required, and the standard of its type of unit."""

    matched_by = ("id",)
    id: str
    unit: str
    area: str
    quantity: int
    cite: Citation


class StageReached(msgspec.Struct, frozen=True):
    """What a stage reached, and the best that is not excluded: equal where proven best."""

    matched_by = ("aim",)
    aim: str
    reached: Decimal
    bound: Decimal


class ShadowPrice(msgspec.Struct, frozen=True):
    """What one more of a limit would add to the coverage, in the relaxed plan."""

    matched_by = ("kind", "names")
    kind: Limit
    names: tuple[str, ...]
    price: str


class GenerateAnswer(Answer, frozen=True, kw_only=True):
    """A force: its order of battle, its gaps, what would close them, and what it rests on.

    `coverage` of the `demand` is reached, each unit counting for the weight of its line. `prices`
    prove that no plan covers more than `ceiling`.
    """

    coverage: int
    demand: int
    risk: int
    cost: Decimal
    currency: str
    stages: tuple[StageReached, ...]
    order_of_battle: tuple[Serving, ...]
    gaps: tuple[Shortfall, ...]
    closings: tuple[Closing, ...]
    withdrawals: tuple[Withdrawal, ...]
    strangers: tuple[tuple[str, str, str], ...]
    prices: tuple[ShadowPrice, ...]
    ceiling: str
    lines: tuple[RequiredLine, ...]
    rotations: tuple[str, ...]

    def unmoved(self) -> str:
        return "generate reads what it is given, not who is a member or a party"

    def charts(self) -> Sequence[Chart]:
        served: Counter[tuple[str, str]] = Counter()
        for serving in self.order_of_battle:
            served[serving.line, serving.rotation] += serving.units
        lacking = {(gap.line, r): gap for gap in self.gaps for r in gap.rotations}
        rows = []
        for line in self.lines:
            for rotation in self.rotations:
                have, gap = served[line.id, rotation], lacking.get((line.id, rotation))
                need = have + (gap.missing if gap else 0)
                if need:
                    rows.append(
                        {
                            "Line": line.id,
                            "Rotation": rotation,
                            "coverage": have / need,
                            "Units": f"{have} of {need}",
                            "Unit": line.unit,
                            "Why": gap.because if gap else "full",
                        }
                    )
        tell = "For each line and rotation, how many of the units needed are there"
        return (board("Gap board", rows, "Rotation", "Line", "coverage", "Units", tell),)

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        columns = ("Line", "Unit", "Area", "Needs", *self.rotations)
        yield Section("Order of battle", columns, tuple(self._battle()))
        yield Section(
            "Gaps",
            ("Line", "Unit", "Rotations", "Lacks", "Because"),
            tuple(_gap(gap) for gap in self.gaps),
            empty="none: every line is full",
        )
        if self.gaps:
            yield Section(
                "Cheapest way to close each line's gaps",
                ("Line", "Lacks", "Units", "Rotations", "What it takes", self.currency),
                tuple(row for closing in self.closings for row in _closing(closing)),
                empty="none of their own: each waits for another line",
            )
        if self.withdrawals:
            yield Section(
                "If a nation withdraws",
                ("Nation", "Unit-rotations", "Coverage lost"),
                tuple(self._withdrawals()),
                first=MANY,
            )
        if self.strangers:
            rows = tuple(map(Row, self.strangers))
            yield Section("Never trained together", ("Area", "Nation", "Beside"), rows, first=MANY)
        yield Section("Proof", ("Stage", "Reached", "Best possible"), tuple(self._proof()))
        if self.prices:
            columns = ("Limit", "Of", "One more would add")
            prices = tuple(self._prices())
            yield Section("What binds", columns, prices, tone="quiet", first=MANY)

    def _battle(self) -> Iterator[Row]:
        """A row for each line, a column for each rotation."""
        at: dict[tuple[str, str], list[Serving]] = defaultdict(list)
        for serving in self.order_of_battle:
            at[serving.line, serving.rotation].append(serving)
        lacking = {gap.line for gap in self.gaps}
        for line in self.lines:
            cells = (
                ", ".join(_units(serving) for serving in at[line.id, rotation])
                for rotation in self.rotations
            )
            tone: Tone = "unsure" if line.id in lacking else "good"
            what = (line.id, line.unit, line.area, str(line.quantity))
            yield Row((*what, *cells), cites=(line.cite,), tone=tone)

    def _withdrawals(self) -> Iterator[Row]:
        for lost in self.withdrawals:
            share = percent(lost.most, self.coverage, places=1)
            words = str(lost.most) if lost.least == lost.most else f"{lost.least} to {lost.most}"
            tone: Tone = "bad" if lost.least else ""
            yield Row((lost.nation, str(lost.units), f"{words} ({share})"), tone=tone)

    def _proof(self) -> Iterator[Row]:
        for stage in self.stages:
            exact = stage.reached == stage.bound
            best = "proven best" if exact else _number(stage.bound)
            yield Row((stage.aim, _number(stage.reached), best), tone="good" if exact else "unsure")
        yield Row(
            (
                "coverage, as bounded by the prices alone",
                "",
                f"at most {_number(_value(self.ceiling))}",
            )
        )

    def _prices(self) -> Iterator[Row]:
        dearest = sorted(self.prices, key=lambda p: (-_value(p.price), p.kind, p.names))
        for price in dearest:
            yield Row((price.kind, ", ".join(price.names), f"{_value(price.price):.2f}"))


def _units(serving: Serving) -> str:
    return serving.pledge if serving.units == 1 else f"{serving.units} x {serving.pledge}"


def _gap(gap: Shortfall) -> Row:
    told = tuple(Because(False, _kept(kept)) for kept in gap.kept)
    because = Because(False, gap.because, parts=told)
    lacks = str(gap.missing)
    if gap.unavoidable:
        lacks += f", {gap.unavoidable} in any plan"
    cells = (gap.line, gap.unit, ", ".join(gap.rotations), lacks, gap.because)
    return Row(cells, because=because, tone="bad")


def _kept(kept: KeptBack) -> str:
    return f"{kept.pledge} ({kept.nation}): {'; '.join((*kept.obstacles, *kept.hindrances))}"


def _closing(closing: Closing) -> Iterator[Row]:
    for index, remedy in enumerate(closing.remedies):
        first = (closing.line, str(closing.missing)) if index == 0 else ("", "")
        cost = "not known" if remedy.cost is None else _number(remedy.cost)
        rotations = ", ".join(remedy.rotations)
        yield Row((*first, str(remedy.units), rotations, _asked(remedy), cost))


def _asked(remedy: Remedy) -> str:
    asks = "; ".join(remedy.asks)
    return f"{remedy.pledge} ({remedy.nation}): {asks}" if remedy.pledge else asks


def _value(text: str) -> Decimal:
    """The value of a fraction such as 6251/3, as it is shown."""
    fraction = Fraction(text)
    return Decimal(fraction.numerator) / fraction.denominator


def _number(value: Decimal) -> str:
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
