"""How numbers, names and sums of money stand in a sentence, the same wherever one is told."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


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


def some(names: Sequence[str], most: int = 12) -> str:
    """Names in their order, and not too many of them: `A, B and 3 more`."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def percent(part: int | Decimal | Fraction, whole: int | Decimal, places: int = 0) -> str:
    """A part of a whole in per cent, rounded to so many places."""
    return f"{float(100 * Fraction(part) / Fraction(whole)):.{places}f} %"


def money(amount: Decimal, currency: str = "") -> str:
    """An amount with its currency before it: `EUR 1,000.00`."""
    return f"{currency} {amount:,}".strip()
