"""A scale derived from another by levels: each level has a discount, and some bear the discounts.

The scheme is that of the peacekeeping scale of the United Nations; its numbers are in definitions.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from foedus.documents.entry import Cited, Dated, Entry, Words, interval
from foedus.documents.numbers import DECIMAL, MOST, WHOLE, Figure, Share
from foedus.errors import QuestionError
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.fixed import FixedKeyEntry
from foedus.reckoning.sharing.kinds.kind import (
    Day,
    Facts,
    Fault,
    KeyEntry,
    KeyId,
    Known,
    beside,
    by_id,
    cited,
)
from foedus.reckoning.sharing.reading import RateDerivation, ReadShares
from foedus.reckoning.sharing.remainders import largest_remainder

Level = Annotated[str, Field(pattern=r"^[A-Z](-\d+)?$")]
States = Annotated[list[str], Field(min_length=1)]
Positive = Annotated[Decimal, Field(gt=0, le=MOST), *DECIMAL]


class Incomes(Facts):
    """Per-capita incomes of states and the average of all, to place the states anew."""

    statistics: dict[str, Figure] = {}
    average: Positive | None = None


class MoveEntry(Entry):
    """States that move up to their level over the first years, in equal steps."""

    states: States
    from_level: Level
    years: Annotated[int, Field(ge=2, le=3), *WHOLE]


class ConcessionEntry(Dated, Cited):
    """A discount, in per cent, that states have for a time in place of that of their level."""

    states: States
    discount: Share
    cite: Words


class ByIncomeEntry(Cited):
    """How a per-capita income gives a level: `below` a multiple of the average, else `otherwise`.

    The levels `apart` are no matter of income, and neither is that of the bearers.
    """

    below: Annotated[dict[Level, Positive], Field(min_length=1)]
    otherwise: Level
    apart: list[Level] = []
    cite: Words

    @property
    def levels(self) -> set[str]:
        """Every level that it speaks of."""
        return {*self.below, self.otherwise, *self.apart}

    def level(self, income: Decimal | Fraction, average: Decimal) -> str:
        """The lowest level that a per-capita income entitles to."""
        ratio = Fraction(income) / Fraction(average)
        ranked = sorted(self.below.items(), key=lambda item: item[1])
        return next((level for level, limit in ranked if ratio < limit), self.otherwise)


class ScaleKeyEntry(KeyEntry):
    """A scale derived from another by levels, each with a discount in per cent.

    The states of the level `bearers` bear all discounts in proportion to their base rates. The
    levels of the `unconfirmed` states are not read from a source but follow from the thresholds.
    """

    kind: Literal["scale"]
    base: KeyId
    bearers: Level
    discounts: Annotated[dict[Level, Share], Field(min_length=1)]
    levels: Annotated[dict[Level, list[str]], Field(min_length=1)]
    places: Annotated[int, Field(ge=0, le=8), *WHOLE] = 4
    by_income: ByIncomeEntry | None = None
    moves: list[MoveEntry] = []
    concessions: list[ConcessionEntry] = []
    unconfirmed: list[str] = []

    @model_validator(mode="after")
    def _levels(self) -> "ScaleKeyEntry":
        used = {self.bearers, *self.levels, *(move.from_level for move in self.moves)}
        used |= self.by_income.levels if self.by_income else set()
        for level in sorted(used - {*self.discounts}):
            raise ValueError(f"level {level} has no discount")
        if self.discounts[self.bearers]:
            raise ValueError(f"level {self.bearers} bears the discounts and can have none itself")
        placed: dict[str, str] = {}
        for level, states in self.levels.items():
            for state in states:
                if state in placed:
                    raise ValueError(f"{state} is in level {placed[state]} and in level {level}")
                placed[state] = level
        moving = [state for move in self.moves for state in move.states]
        conceded = [state for concession in self.concessions for state in concession.states]
        for state in (*self.unconfirmed, *moving, *conceded):
            if state not in placed:
                raise ValueError(f"{state} is in no level")
        return self

    @property
    def level_of(self) -> dict[str, str]:
        """The level of each state."""
        return {state: level for level, states in self.levels.items() for state in states}

    def facts(self) -> type[Facts]:
        return Incomes if self.by_income else Facts

    def faults(self, known: Known) -> Iterator[Fault]:
        base, name = known.kind_of(self.base), known.full(self.base)
        if not isinstance(base, FixedKeyEntry):
            yield ("base",), f"{name!r} is not a key of fixed shares"
            return
        paying, placed = {*base.percent}, {*self.level_of}
        for state in sorted(paying - placed):
            yield ("levels",), f"{state} has a share in {name} and no level"
        for state in sorted(placed - paying):
            yield ("levels",), f"{state} has a level and no share in {name}"

    def share(self, key: Key, facts: Facts, day: Day) -> ReadShares:
        base = day.kind_of(beside(key, self.base))
        assert isinstance(base, FixedKeyEntry)
        placed: dict[str, str] = {}
        cites, notes = [key.cite, cited(base)], list[str]()
        if isinstance(facts, Incomes) and self.by_income:
            placed = self._placed(key, self.by_income, facts, day)
        if placed and self.by_income:
            cites.append(cited(self.by_income))
            notes.append(f"levels by the incomes given: {', '.join(sorted(placed))}")
        found = self.steps(base.percent, key.during.start, day_of(key, day.on), placed)
        return ReadShares(
            key,
            key.title,
            tuple(cites),
            {state: Fraction(rate) / 100 for state, rate in self.printed(found).items()},
            steps={step.state: step for step in found},
            doubtful=dict.fromkeys(
                (state for state in self.unconfirmed if state not in placed), "level not confirmed"
            ),
            notes=tuple(notes),
        )

    def _placed(
        self, key: Key, by_income: ByIncomeEntry, facts: Incomes, day: Day
    ) -> dict[str, str]:
        """The levels of those whose incomes are given, at once; some keep theirs."""
        incomes = by_id(day, facts.statistics)
        if not incomes and facts.average is None:
            return {}
        if facts.average is None or not incomes:
            raise QuestionError(
                f"{key.id} takes per-capita incomes as statistics together with their `average`",
                ("average",),
            )
        levels, placed = self.level_of, {}
        for state, income in incomes.items():
            if state not in levels:
                raise QuestionError(f"{state} does not share under {key.id}", ("statistics", state))
            keeps = levels[state] in (self.bearers, *by_income.apart)
            placed[state] = levels[state] if keeps else by_income.level(income, facts.average)
        return placed

    def steps(
        self,
        base: Mapping[str, Decimal],
        starts: date,
        on: date,
        placed: Mapping[str, str] | None = None,
    ) -> tuple[RateDerivation, ...]:
        """Each state's level and discount on a day of a scale that started on another.

        Those `placed` anew have their level at once.
        """
        placed = placed or {}
        levels = {**self.level_of, **placed}
        year = on.year - starts.year + 1
        moves = {
            state: move
            for move in self.moves
            if year < move.years
            for state in move.states
            if state not in placed
        }
        conceded = {
            state: concession.discount
            for concession in self.concessions
            if on in interval(concession)
            for state in concession.states
        }
        found = []
        for state, rate in base.items():
            discount = Fraction(self.discounts[levels[state]])
            move = moves.get(state)
            if move is not None:
                former = Fraction(self.discounts[move.from_level])
                discount = former + (discount - former) * year / move.years
            found.append(
                RateDerivation(
                    state,
                    Fraction(rate),
                    levels[state],
                    Fraction(conceded[state]) if state in conceded else discount,
                    move.from_level if move is not None else "",
                    state in conceded,
                )
            )
        return tuple(found)

    def effective(self, found: tuple[RateDerivation, ...]) -> dict[str, Fraction]:
        """The exact rates in per cent: all discounts fall on the bearers by their base rates."""
        waived = sum((step.waived for step in found), Fraction(0))
        bearing = sum((step.base for step in found if step.level == self.bearers), Fraction(0))
        return {
            step.state: step.base * (1 + waived / bearing)
            if step.level == self.bearers
            else step.base - step.waived
            for step in found
        }

    def printed(self, found: tuple[RateDerivation, ...]) -> dict[str, Decimal]:
        """The rates in per cent as they are printed: to the scale's places, a hundred in all."""
        shares = {state: rate / 100 for state, rate in self.effective(found).items()}
        return largest_remainder(shares, Decimal(100), Decimal(1).scaleb(-self.places))


def day_of(key: Key, on: date) -> date:
    """The day of the key's time that is nearest to a day."""
    if on >= key.during.end:
        return date.fromordinal(key.during.end.toordinal() - 1)
    return max(on, key.during.start)
