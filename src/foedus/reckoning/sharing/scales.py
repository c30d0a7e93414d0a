"""A scale by levels: per-capita income gives a level, a level a discount, some bear the discounts.

The scheme is that of the peacekeeping scale of the United Nations (A/RES/55/235 and 64/249).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import msgspec

from foedus.model.keys import Key, Scale
from foedus.reckoning.sharing.remainders import largest_remainder

# A/RES/64/249, para. 8: up to this multiple of the average income, the level.
THRESHOLDS = (
    ("I", Fraction(1)),
    ("H", Fraction(6, 5)),
    ("G", Fraction(7, 5)),
    ("F", Fraction(8, 5)),
    ("E", Fraction(9, 5)),
    ("D", Fraction(2)),
)


class Step(msgspec.Struct, frozen=True):
    """How a state's rate comes about: its base rate, its level, its discount, all in per cent."""

    state: str
    base: Fraction
    level: str
    discount: Fraction
    moving_from: str = ""
    concession: bool = False

    @property
    def waived(self) -> Fraction:
        """What the discount takes off, in per cent of the whole."""
        return self.base * self.discount / 100


def level_by_income(income: Decimal, average: Decimal) -> str:
    """The lowest level that a state's per-capita income entitles it to.

    The levels A (permanent members), C (by name) and J (least developed) are no matter of income.
    """
    ratio = Fraction(income) / Fraction(average)
    return next((level for level, limit in THRESHOLDS if ratio < limit), "B")


def steps(scale: Scale, base: Mapping[str, Decimal], starts: date, on: date) -> tuple[Step, ...]:
    """Each state's level and discount on a day of a scale that started on another."""
    year = on.year - starts.year + 1
    moves = {move.state: move for move in scale.moves if year < move.years}
    conceded = {
        state: concession.discount
        for concession in scale.concessions
        if on in concession.during
        for state in concession.states
    }
    found = []
    for state, rate in base.items():
        level = scale.levels[state]
        discount = Fraction(scale.discounts[level])
        move = moves.get(state)
        if move is not None:
            former = Fraction(scale.discounts[move.from_level])
            discount = former + (discount - former) * year / move.years
        if state in conceded:
            discount = Fraction(conceded[state])
        found.append(
            Step(
                state,
                Fraction(rate),
                level,
                discount,
                move.from_level if move is not None else "",
                state in conceded,
            )
        )
    return tuple(found)


def effective(scale: Scale, found: tuple[Step, ...]) -> dict[str, Fraction]:
    """The exact rates in per cent: all discounts fall on the bearers by their base rates."""
    waived = sum((step.waived for step in found), Fraction(0))
    bearing = sum((step.base for step in found if step.level == scale.bearers), Fraction(0))
    return {
        step.state: step.base * (1 + waived / bearing)
        if step.level == scale.bearers
        else step.base - step.waived
        for step in found
    }


def printed(scale: Scale, rates: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """The rates in per cent as they are printed: to the places of the scale, a hundred in all."""
    shares = {state: rate / 100 for state, rate in rates.items()}
    return largest_remainder(shares, Decimal(100), Decimal(1).scaleb(-scale.places))


def day_of(key: Key, on: date) -> date:
    """The day of the key's time that is nearest to a day."""
    if on >= key.during.end:
        return date.fromordinal(key.during.end.toordinal() - 1)
    return max(on, key.during.start)
