"""What an address of the atlas asks for: which view, of what, on which day."""

import re
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

import msgspec

from foedus.errors import quoted

FIRST: Final = date(1816, 1, 1)
TAKEN: Final = frozenset({"attacked", "attacker", "at", "kind", "object", "fact", "f"})
"""What a query says of a view beside its day; the rest is of the browser alone, as how far it is
zoomed."""
MOST: Final = 40
"""So many of them are looked at."""
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT: Final = {month[:3].casefold(): number for number, month in enumerate(MONTHS, 1)}
_YEAR_FIRST: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_NAMED: Final = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_NAMED_FIRST: Final = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.IGNORECASE)


class Asked(msgspec.Struct, frozen=True):
    """A view as an address asks for it; `note` is what a reader must know of the day in it.

    `day` is the day where the address names one: links to other views keep it then.
    """

    path: str
    on: date
    texts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    day: date | None = None

    @property
    def view(self) -> str:
        """Which view: the first part of the path; empty of home."""
        return self.path.split("/")[1].casefold()

    @property
    def of(self) -> str:
        """What it is of: the rest of the path."""
        return "/".join(self.path.split("/")[2:]).strip("/")

    def given(self, name: str) -> list[str]:
        """What the query gives under a name."""
        return [text for known, text in self.texts if known == name and text]

    def address(self) -> str:
        """Its address on this server."""
        return to(self.path, self.day, self.texts)


def to(path: str, on: date | None, texts: tuple[tuple[str, str], ...] = ()) -> str:
    """The address of a view on a day, or on whichever day it is."""
    day = [("on", on.isoformat())] if on else []
    query = urlencode([*day, *texts])
    return f"{quote(path, safe='/')}{'?' if query else ''}{query}"


def asked(path: str, query: bytes, today: date) -> Asked:
    """What an address asks for; a day that is none is today, and that is said."""
    given = parse_qsl(query.decode(), max_num_fields=None)[: 4 * MOST]
    texts = tuple((name, text) for name, text in given if name in TAKEN)[:MOST]
    written = next((text for name, text in given if name == "on"), "")
    on = read_day(written) if written else today
    if on is None:
        note = (
            f"{quoted(written)} is not a day, so today is shown. Write 1949-08-24, 24 August 1949, "
            "24/8/1949, August 1949 or 1949."
        )
        return Asked(path, today, texts, note)
    if on < FIRST:
        note = f"The record begins on {FIRST}, so that is shown instead of {on}."
        return Asked(path, FIRST, texts, note, FIRST)
    note = f"{on} is yet to come: what stands today is carried on to it." if on > today else ""
    return Asked(path, on, texts, note, on if written else None)


def read_day(text: str) -> date | None:
    """What a person writes as a day, if that is one: 1913, June 1913, 1/6/1913, 1913-06-01."""
    said = text.strip()
    if found := _YEAR_FIRST.fullmatch(said):
        return _day(found[1], found[2] or 1, found[3] or 1)
    if found := _DAY_FIRST.fullmatch(said):
        return _day(found[3], found[2], found[1])
    if found := _NAMED.fullmatch(said):
        return _day(found[3], _SHORT.get(found[2][:3].casefold(), 0), found[1] or 1)
    if found := _NAMED_FIRST.fullmatch(said):
        return _day(found[3], _SHORT.get(found[1][:3].casefold(), 0), found[2])
    return None


def spoken(on: date) -> str:
    """A day as it is said: 28 November 2026."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def _day(year: str, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
