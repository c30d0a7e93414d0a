"""Moments by the clock of a place, such as 2026-03-03T12:00 Europe/Brussels.

The place goes behind the time, after a space or in brackets as in RFC 9557. A time that its clock
shows twice, or never, is refused: nobody knows which moment is meant.
"""

import re
from datetime import datetime, timedelta, timezone
from typing import Annotated, Final, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

NAMED: Final = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s?"
    r"(?P<offset>Z|[+-]\d\d:\d\d)?\s?(?P<bracket>\[)?"
    r"(?P<zone>[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2})(?(bracket)\])",
    re.ASCII,
)
"""A time, perhaps how far it is from UTC, and the name of a zone."""
EXAMPLE: Final = "2026-03-03T12:00 Europe/Brussels"
PLAIN: Final = ("UTC", "GMT")


class ZoneError(ValueError):
    """A moment by a clock that does not tell which it is, in words that go after it."""


def zone_named(name: str) -> ZoneInfo:
    """A time zone by its name. Raises ZoneError."""
    if "/" in name or name in PLAIN:
        try:
            return ZoneInfo(name)
        except (LookupError, ValueError, OSError):
            pass
    raise ZoneError("is not a time zone known here, such as Europe/Brussels or UTC")


def _known(name: str) -> str:
    try:
        zone_named(name)
    except ZoneError as error:
        raise PydanticCustomError("zone", "{told}", {"told": str(error)}) from None
    return name


ZoneName: TypeAlias = Annotated[str, AfterValidator(_known)]
"""The name of a time zone that is known here."""


def by_its_clock(text: str) -> datetime | None:
    """The moment of a time with the name of its zone; None where it has no name. Raises ZoneError.

    Its offset is the one that the clock had then.
    """
    found = NAMED.fullmatch(text.strip())
    if found is None or found["zone"] == "Z":
        return None
    name = found["zone"]
    if "/" not in name and name not in PLAIN:
        raise ZoneError(f"has no time zone as Europe/Brussels or +01:00 are; {name} may be several")
    try:
        zone = ZoneInfo(name)
        local = datetime.fromisoformat(found["time"]).replace(tzinfo=zone)
    except (LookupError, ValueError, OSError):
        raise ZoneError(f"is not a moment of a time zone known here, such as {EXAMPLE}") from None
    first, second = (_offset(local.replace(fold=fold)) for fold in (0, 1))
    said = _said(found["offset"])
    if first == second or (said in (first, second) and first > second):
        if said not in (None, first, second):
            raise ZoneError(f"lies {_written(first)} from UTC in {name}, not {found['offset']}")
        return local.replace(tzinfo=timezone(first if said is None else said), fold=0)
    if first < second:
        raise ZoneError(f"is a time that the clocks of {name} passed over that night")
    both = f"{_written(first)} or {_written(second)}"
    raise ZoneError(f"comes twice in {name} that night; write {both} instead of its name")


def _offset(at: datetime) -> timedelta:
    found = at.utcoffset()
    assert found is not None
    return found


def _said(offset: str | None) -> timedelta | None:
    if offset is None:
        return None
    return (
        timedelta() if offset == "Z" else _offset(datetime.fromisoformat(f"2000-01-01T00{offset}"))
    )


def _written(offset: timedelta) -> str:
    sign, size = ("-", -offset) if offset < timedelta() else ("+", offset)
    minutes = size // timedelta(minutes=1)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"
