"""Numbers and days as others write them; each has one reading in a style, or none."""

import re
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from foedus.documents.numbers import LONGEST

Decimals: TypeAlias = Literal["point", "comma"]
Dates: TypeAlias = Literal["day-first", "month-first"]
Open: TypeAlias = Literal["open"]
OPEN: Final = "open"
"""Stands in a proposed map where a person must choose."""
DECIMALS: Final[tuple[Decimals, ...]] = ("point", "comma")
DATES: Final[tuple[Dates, ...]] = ("day-first", "month-first")

_APART: Final = "'’ \u00a0\u2009\u202f"
"""What groups digits in every style."""
_SIGNS: Final = {"point": (".", ","), "comma": (",", ".")}
"""What stands before decimals, and what between groups of three digits."""
_NUMBERS: Final = {
    style: re.compile(
        rf"[+\-\u2212]?(?:0|[1-9]\d*|[1-9]\d{{0,2}}(?P<by>[{re.escape(group + _APART)}])\d{{3}}"
        rf"(?:(?P=by)\d{{3}})*)(?:{re.escape(point)}\d+)?",
        re.ASCII,
    )
    for style, (point, group) in _SIGNS.items()
}
_PLAIN: Final = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_DAY: Final = re.compile(r"(\d{1,2})(\s?[./-]\s?)(\d{1,2})\2(\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})", re.ASCII)
_MOMENT: Final = re.compile(
    r"(?P<day>[\d./ -]{8,14}?)(?:T|,?\s+)(?P<hour>\d{1,2}):(?P<rest>\d\d(?::\d\d)?)"
    r"(?P<zone>\s?\S.*)?"
)


def number(text: str, style: Decimals) -> Decimal | None:
    """The number that a text is in a style; None where it is none."""
    given = text.strip()
    if len(given) > LONGEST or not _NUMBERS[style].fullmatch(given):
        return None
    point, group = _SIGNS[style]
    bare = given.replace("\u2212", "-").translate({ord(sign): None for sign in group + _APART})
    return Decimal(bare.replace(point, "."))


def day(text: str, style: Dates) -> date | None:
    """The day that a text is in a style; None where it is none. A year has four digits."""
    given = text.strip()
    if found := _YEAR_FIRST.fullmatch(given):
        return _day(found[1], found[3], found[4])
    found = _DAY.fullmatch(given)
    if found is None:
        return None
    first, second, year = found[1], found[3], found[4]
    return _day(year, second, first) if style == "day-first" else _day(year, first, second)


def _day(year: str, month: str, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def read_number(text: str, style: Decimals | None) -> Decimal | None:
    """The number that a text is; None where it is left as it stands. Raises ValueError.

    Without a style only what has one reading in all of them is read.
    """
    if style is not None:
        found = number(text, style)
        if found is None:
            raise ValueError(f"{text!r} is not a number with a {style} before decimals")
        return found
    by_point, by_comma = (number(text, style) for style in DECIMALS)
    if by_point == by_comma or (by_comma is None and _PLAIN.fullmatch(text.strip())):
        return by_point
    if by_point is None or by_comma is None:
        which = "comma" if by_point is None else "point"
        raise ValueError(f"{text!r} is read as a number only with `decimals: {which}` in the map")
    one, other = (f"{found.normalize():,f}" for found in (by_point, by_comma))
    raise ValueError(
        f"{text!r} may be {one} or {other}; say `decimals: point` or `decimals: comma` in the map"
    )


def read_day(text: str, style: Dates | None) -> date | None:
    """The day that a text is; None where it is left as it stands. Raises ValueError."""
    if style is not None:
        found = day(text, style)
        if found is None:
            raise ValueError(
                f"{text!r} is not a date with its {style.replace('-', ' ')} and a year of four "
                "digits"
            )
        return found
    readings = [day(text, style) for style in DATES]
    if readings[0] == readings[1]:
        return readings[0]
    if None in readings:
        which = DATES[readings.index(None) ^ 1]
        raise ValueError(f"{text!r} is read as a date only with `dates: {which}` in the map")
    first, second = (_spelled(found) for found in readings if found)
    raise ValueError(
        f"{text!r} may be {first} or {second}; say `dates: day-first` or `dates: month-first` in "
        "the map"
    )


def read_moment(text: str, style: Dates | None, zone: str) -> str | None:
    """A moment as foedus reads it; None where a text has no day and time. Raises ValueError."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    on = read_day(found["day"], style)
    if on is None:
        return None
    said = (found["zone"] or "").strip()
    clock = f"{found['hour'].zfill(2)}:{found['rest']}"
    return clocked(f"{on.isoformat()}T{clock}", said or zone)


def clocked(moment: str, zone: str) -> str:
    """A moment by the clock of a zone, or as far from UTC as it says."""
    near = zone == "Z" or zone[:1] in ("+", "-")
    return f"{moment}{zone}" if near else f"{moment} {zone}".rstrip()


def has_zone(text: str) -> bool:
    """Whether the text of a moment says by which clock."""
    found = _MOMENT.fullmatch(text.strip())
    return found is not None and bool((found["zone"] or "").strip())


def number_text(value: Decimal, style: Decimals) -> str:
    """A number in a style, its thousands apart."""
    text = f"{value:,f}"
    return text if style == "point" else text.translate({ord(","): ".", ord("."): ","})


def day_text(value: date, style: Dates) -> str:
    """A day in a style."""
    form = (value.day, value.month) if style == "day-first" else (value.month, value.day)
    sign = "." if style == "day-first" else "/"
    return f"{form[0]:02}{sign}{form[1]:02}{sign}{value.year:04}"


def _spelled(value: date) -> str:
    return f"{value.day} {value:%B} {value.year}"
