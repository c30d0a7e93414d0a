"""How numbers, names and sums of money stand in a sentence, the same wherever one is told."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

_WORD: Final = r"[\w.'’/-]*\w"
_NAME: Final = (
    rf"(?!not ){_WORD}(?: (?:(?:and|of|the|de|da|del|la) )*(?:[A-Z]{_WORD}|\([A-Z]{_WORD}\)))*"
)
_NAMES: Final = re.compile(rf"(?<![\w.'’/-]){_NAME}(?:, {_NAME})+(?!\w)")
"""Names with commas between: single words, or several that begin with a capital letter."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: `1 state`, `2 states`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def in_role(role: str) -> str:
    """A role before the name of its framework: `a member of`, `suspended from`."""
    if role == "suspended":
        return "suspended from"
    said = role.replace("-", " ")
    if role.endswith("-command"):
        return f"in the {said} of"
    return f"{'an' if said[:1].lower() in 'aeiou' else 'a'} {said} of"


def some(names: Sequence[str]) -> str:
    """Names in their order, all of them: who has little room makes it `short`."""
    return ", ".join(names)


def short(text: str, most: int = 12) -> str:
    """A text whose long lists of names end with how many more there are: `A, B and 3 more`."""

    def cut(found: re.Match[str]) -> str:
        names = found[0].split(", ")
        return (
            found[0]
            if len(names) <= most
            else f"{', '.join(names[:most])} and {len(names) - most} more"
        )

    return _NAMES.sub(cut, text)


def percent(part: int | Decimal | Fraction, whole: int | Decimal, places: int = 0) -> str:
    """A part of a whole in per cent, rounded to so many places."""
    return f"{float(100 * Fraction(part) / Fraction(whole)):.{places}f} %"


def money(amount: Decimal, currency: str = "") -> str:
    """An amount with its currency before it: `EUR 1,000.00`."""
    return f"{currency} {amount:,}".strip()
