"""Numbers, days and truth values as people give them: every one bounded, and no other is taken.

A number is refused before anything is reckoned with it, and by its length before it is read: a text
of a hundred bytes can name one with more digits than there is memory. It may stand as a number or
as the text of its digits, for JSON has no other exact number. True and false are no numbers, and
numbers are neither truth values nor days.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Annotated, Any, Final, LiteralString, NamedTuple, TypeAlias

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, Strict
from pydantic_core import PydanticCustomError

from foedus.documents.zones import ZoneError, by_its_clock

LONGEST: Final = 60
"""So many characters the text of a number may have; none that is sensible has as many."""
MOST: Final = 10**18
"""No cost and no figure is larger; a larger number is a slip."""
DECIMALS: Final = 20
BILLION: Final = 10**9
CENTURY: Final = 36_525
FIRST, LAST = date(1000, 1, 1), date(2999, 12, 31)
"""No day lies outside: a century of notice from the last one is still a day of the calendar."""
OUTSIDE: Final = f"lies outside the years {FIRST.year} to {LAST.year}"
SIZED: Final = f"is not a number up to 10^18 with at most {DECIMALS} decimals"

DIGITS: Final = "write digits alone, with a point before decimals, such as 1000 or 2.5"
PADDED: Final = (
    "begins with a zero, and some read such a number in base eight; write it without the zero"
)

_NUMBER: Final = re.compile(r"[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?(0|[1-9]\d*)", re.ASCII)
_PADDED: Final = re.compile(r"[+-]?0\d+(\.\d*)?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _sized() -> PydanticCustomError:
    return PydanticCustomError("number_size", SIZED)


def _decimal(given: Any) -> Decimal:
    """A number that is small enough to be reckoned with exactly."""
    match given:
        case bool():
            raise PydanticCustomError("decimal_type", "is not a number")
        case str():
            number = _read(given)
        case Decimal():
            number = given
        case float():
            number = _nearest(given)
        case int() if given.bit_length() <= 64:
            return Decimal(given)
        case int():
            raise _sized()
        case _:
            raise PydanticCustomError("decimal_type", "is not a number")
    if not number.is_finite():
        raise PydanticCustomError("finite_number", "is not a number")
    if not number:
        return Decimal(0)
    # the digits only of a number that is no larger than it may be: a list of them is costly
    if number.copy_abs() > MOST or int(number.as_tuple().exponent) < -DECIMALS:
        raise _sized()
    return number


def _read(text: str) -> Decimal:
    if len(text) > LONGEST:
        raise _sized()
    if not _NUMBER.fullmatch(text.strip()):
        raise _misread(text, "decimal_parsing", "is not a number")
    try:
        return Decimal(text.strip())
    except InvalidOperation:  # its exponent has more digits than one can have
        raise _sized() from None


def _misread(text: str, kind: LiteralString, told: LiteralString) -> PydanticCustomError:
    """What is no number; or may be ten to one reader and eight to another."""
    if _PADDED.fullmatch(text.strip()):
        return PydanticCustomError("padded_number", PADDED)
    if any(letter.isdigit() for letter in text):
        return PydanticCustomError("digits", "{told}; {right}", {"told": told, "right": DIGITS})
    return PydanticCustomError(kind, told)


def _nearest(given: float) -> Decimal:
    """A float as it prints; where it has more decimals than a number may, to the last of them."""
    if not isfinite(given):
        raise PydanticCustomError("finite_number", "is not a number")
    number = Decimal(repr(given))
    if int(number.as_tuple().exponent) < -DECIMALS:
        return Decimal(f"{given:.{DECIMALS}f}")
    return number


def _whole(given: Any) -> int:
    """A whole number of a length that can be printed."""
    match given:
        case str() if len(given) > LONGEST:
            raise _sized()
        case str() if _WHOLE.fullmatch(given.strip()):
            return int(given)
        case str():
            raise _misread(given, "int_parsing", "is not a whole number")
        case float() if not (isfinite(given) and given.is_integer()):
            raise PydanticCustomError("int_from_float", "is not a whole number")
        case float() if abs(given) > MOST:
            raise _sized()
        case float():
            return int(given)
        case bool():
            raise PydanticCustomError("int_type", "is not a whole number")
        case int() if given.bit_length() > 64:
            raise _sized()
        case int():
            return given
        case _:
            raise PydanticCustomError("int_type", "is not a whole number")


def _float(given: Any) -> float:
    return float(_decimal(given))


def to_day(given: object) -> date | None:
    """A day of the calendar, from a date, its midnight or an ISO date; None where it is neither."""
    if isinstance(given, datetime):
        return given.date() if given.timetz() == time() else None
    if isinstance(given, str) and _DAY.fullmatch(given.strip()):
        return _iso(given.strip())
    return given if isinstance(given, date) else None


def _day(given: Any) -> date:
    """A day of the calendar within those that can be asked about."""
    found = to_day(given)
    if found is None:
        raise PydanticCustomError("date_parsing", "is not a date")
    if not known_day(found):
        raise PydanticCustomError("day_bounds", OUTSIDE)
    return found


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def known_day(day: date) -> bool:
    """Whether it lies within the days that can be asked about."""
    return FIRST <= day <= LAST


def _moment(given: Any) -> Any:
    """A moment is never a number of seconds; it may be one by the clock of a place."""
    if isinstance(given, str):
        if len(given) > LONGEST or "-" not in given[1:]:
            raise PydanticCustomError("datetime_parsing", "is not a date and time")
        try:
            return by_its_clock(given) or given.strip()
        except ZoneError as error:
            raise PydanticCustomError("zone", "{told}", {"told": str(error)}) from None
    elif not isinstance(given, datetime):
        raise PydanticCustomError("datetime_parsing", "is not a date and time")
    return given


def _known_year(given: datetime) -> datetime:
    if not FIRST.year <= given.year <= LAST.year:
        raise PydanticCustomError("day_bounds", OUTSIDE)
    return given


class _AsText:
    """Says in a JSON Schema that a number may also be the text of its digits."""

    def __init__(self, pattern: str) -> None:
        self.text = {"type": "string", "maxLength": LONGEST, "pattern": pattern}

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        found = dict(handler(core))
        numbers = [option for option in found.pop("anyOf", [found]) if option["type"] != "string"]
        return {"anyOf": [*numbers, self.text]}


class Unit(NamedTuple):
    """Beside the type of a number: what a percentage, such as 25 %, is in it."""

    hundred: int


PER_CENT: Final = Unit(100)
"""25 % is 25."""
OF_ONE: Final = Unit(1)
"""25 % is 0.25."""

WHOLE: Final = (BeforeValidator(_whole), _AsText(rf"^\s*{_WHOLE.pattern}\s*$"))
DECIMAL: Final = (BeforeValidator(_decimal), _AsText(rf"^\s*{_NUMBER.pattern}\s*$"))
FLOAT: Final = (BeforeValidator(_float), _AsText(rf"^\s*{_NUMBER.pattern}\s*$"))
"""What goes behind the bounds of a whole number, of an exact one, and of a measured one."""

Flag: TypeAlias = Annotated[bool, Strict()]
Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Moment: TypeAlias = Annotated[AwareDatetime, BeforeValidator(_moment), AfterValidator(_known_year)]

Number: TypeAlias = Annotated[Decimal, Field(ge=-MOST, le=MOST), *DECIMAL]
Figure: TypeAlias = Annotated[Decimal, Field(ge=0, le=MOST), *DECIMAL]
Money: TypeAlias = Figure
Share: TypeAlias = Annotated[Decimal, Field(ge=0, le=100), *DECIMAL, PER_CENT]
"""Per cent of a whole."""
Part: TypeAlias = Annotated[Decimal, Field(ge=0, le=1), *DECIMAL, OF_ONE]
"""A part of one, such as a probability."""

Whole: TypeAlias = Annotated[int, Field(ge=-BILLION, le=BILLION), *WHOLE]
Count: TypeAlias = Annotated[int, Field(ge=0, le=BILLION), *WHOLE]
Days: TypeAlias = Annotated[int, Field(ge=0, le=CENTURY), *WHOLE]
Hours: TypeAlias = Annotated[int, Field(ge=0, le=CENTURY * 24), *WHOLE]
Year: TypeAlias = Annotated[int, Field(ge=FIRST.year, le=LAST.year), *WHOLE]
Latitude: TypeAlias = Annotated[float, Field(ge=-90, le=90), *FLOAT]
Longitude: TypeAlias = Annotated[float, Field(ge=-180, le=180), *FLOAT]
