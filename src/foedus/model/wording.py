"""How numbers, names and sums of money stand in a sentence, the same wherever one is told."""

import functools
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

_WORD: Final = r"[\w.'’/-]*\w"
_NAME: Final = (
    rf"(?!not ){_WORD}(?: (?:(?:and|of|the|de|da|del|la) )*(?:[A-Z]{_WORD}|\([A-Z]{_WORD}\)))*"
)
_ADDRESS: Final = re.compile(r"(https?://[^\s<>|;]+[^\s<>|;.,:)\]])")
_SAID: Final = r"(?: \([a-z][a-z ]*\)(?=, ))?"
_NAMES: Final = re.compile(rf"(?<![\w.'’/-]){_NAME}{_SAID}(?:, {_NAME}{_SAID})+(?!\w)")
"""Names with commas between: single words, or several that begin with a capital letter.

What is said of one, as in `PRK (contested)`, goes with it; behind the last it may be said of all.
"""

DEFINITE: Final = re.compile(
    r"(?!.* and the )(?:The )?(?:"
    r"Bahamas|Comoros|Gambia|Great Qing|Holy See|Maldives|(?:Caribbean )?Netherlands|Philippines"
    r"|Transvaal|Two Sicilies|[^(]* of .*"
    r"|.* (?:Confederation|Emirates|Empire|Federation|Islands|Jamahiriya|Kingdom|Monarchy|Reich"
    r"|Republic|States?|Union)"
    r")(?: \(.*\))?"
)
"""Names of lands and waters that take the article: with a common noun, and some by usage."""


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


def by_address(text: str) -> tuple[str, ...]:
    """A text cut at its web addresses: every second part is one."""
    return tuple(_ADDRESS.split(text))


def host(address: str) -> str:
    """The host of a web address, which is what a narrow cell shows of it."""
    return address.split("/")[2].removeprefix("www.")


def percent(part: int | Decimal | Fraction, whole: int | Decimal, places: int = 0) -> str:
    """A part of a whole in per cent, rounded to so many places."""
    return f"{float(100 * Fraction(part) / Fraction(whole)):.{places}f} %"


def money(amount: Decimal, currency: str = "") -> str:
    """An amount with its currency before it: `EUR 1,000.00`."""
    return f"{currency} {amount:,}".strip()


@functools.lru_cache(4_096)
def inline(name: str) -> str:
    """The name of a state, land or water inside a sentence: `the United States`, but `France`."""
    return f"the {name.removeprefix('The ')}" if DEFINITE.fullmatch(name) else name


def opening(sentence: str) -> str:
    """A sentence with its first letter a capital."""
    return f"{sentence[:1].upper()}{sentence[1:]}"
