"""Pydantic's faults in plain words, whether it reads a file or the inputs of a question."""

import gc
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from reprlib import Repr
from typing import TYPE_CHECKING, Any, Final

from foedus.documents.contents import NOT_ENCODED, TOO_LARGE
from foedus.documents.numbers import OUTSIDE, PADDED, SIZED

if TYPE_CHECKING:
    from pydantic import ValidationError

    from foedus.documents.source import Location

UNREADABLE = {
    "date_from_datetime_parsing": "is not a date, such as 1949-08-24",
    "date_parsing": "is not a date, such as 1949-08-24",
    "date_type": "is not a date, such as 1949-08-24",
    "datetime_from_date_parsing": "is not a date and time, such as 2026-03-03T12:00:00Z",
    "datetime_parsing": "is not a date and time, such as 2026-03-03T12:00:00Z",
    "int_parsing": "is not a whole number",
    "decimal_parsing": "is not a number",
    "int_from_float": "is not a whole number",
    "int_type": "is not a whole number",
    "decimal_type": "is not a number",
    "finite_number": "is not a number",
    "string_type": "is not text",
    "list_type": "is not a list",
    "dict_type": "is not a mapping of names to values",
    "model_type": "is not a mapping of names to values",
    "model_attributes_type": "is not a mapping of names to values",
    "timezone_aware": "has no time zone, as 2026-03-03T12:00:00Z has",
    "content_encoding": NOT_ENCODED,
    "content_size": TOO_LARGE,
    "number_size": SIZED,
    "padded_number": PADDED,
    "day_bounds": OUTSIDE,
    "bool_parsing": "is neither true nor false",
    "bool_type": "is neither true nor false",
}
BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}


UNKNOWN: Final = "unknown_name"
"""The type of the fault that a name is not known, with the error that says so in its context."""


class _Short(Repr):
    def repr_int(self, x: int, level: int) -> str:
        """Python prints no number of some thousand digits."""
        return f"a number of {x.bit_length():,} bits" if x.bit_length() > 256 else repr(x)

    def repr_bytes(self, x: bytes, level: int) -> str:
        """Those of a file say nothing to a reader, and are too many to be written out."""
        return f"a file of {len(x):,} bytes"

    def repr_Decimal(self, x: Decimal, level: int) -> str:  # noqa: N802 - reprlib's naming
        return str(x)[: self.maxother]

    def repr_datetime(self, x: datetime, level: int) -> str:
        return x.isoformat()

    def repr_time(self, x: time, level: int) -> str:
        return x.isoformat()

    def repr_timedelta(self, x: timedelta, level: int) -> str:
        return str(x)

    def repr_date(self, x: date, level: int) -> str:
        return str(x)


SHORT: Final = _Short()
SHORT.maxlevel, SHORT.maxstring, SHORT.maxother = 2, 60, 60
"""Values may be as long as a whole file; these are cut to what a sentence can hold."""
LONGEST: Final = 500
"""Characters of one fault, also where it quotes what was given or names all there is."""
MOST: Final = 100
"""So many faults are told, and how many more there are: nobody reads on."""


def short(part: object) -> str:
    """A name on the way to a fault, cut where it is too long for a sentence."""
    text = str(part)
    return text if len(text) <= SHORT.maxstring else SHORT.repr(text)


def first_of(error: "ValidationError") -> tuple[list[Any], int]:
    """The first faults of an error, and how many more it has.

    The collector would walk all that is made for the others again and again: most of the time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return error.errors(include_url=False)[:MOST], max(error.error_count() - MOST, 0)
    finally:
        if collects:
            gc.enable()


def place(fault: Any, data: Any) -> "Location":
    """Where a fault is in the data, without the tags of the shapes on the way to it.

    What refuses a whole may say where in it the fault lies.
    """
    path: list[str | int] = []
    parts = fault["loc"]
    for number, part in enumerate(parts, 1):
        if hasattr(data, "__pydantic_fields_set__"):
            data = vars(data)
        if isinstance(data, dict):
            known = part in data
        elif isinstance(data, list):  # one item by commas may be read as several
            known = isinstance(part, int) and part < len(data)
        else:  # a text may be read as a list, and then has no numbered parts of its own
            known = isinstance(part, int) and not isinstance(data, str)
        absent = number == len(parts) and fault["type"] in ("missing", "extra_forbidden")
        if not known and not absent:
            continue
        path.append(part)
        data = data[part] if known and isinstance(data, dict | list) else None
    return (*path, *getattr(fault.get("ctx", {}).get("error"), "at", ()))


def words(fault: Any) -> str:
    """What is wrong, and what would be right; the place goes before it."""
    kind = fault["type"]
    given = SHORT.repr(fault["input"])
    if kind in UNREADABLE:
        quotable = kind == "string_type" and isinstance(fault["input"], int | float | date)
        return f"{given} {UNREADABLE[kind]}{'; put it in quotation marks' if quotable else ''}"
    if kind in BOUNDS:
        how, bound = BOUNDS[kind]
        limit = fault["ctx"][bound]
        return f"must be {how} {f'{limit:g}' if isinstance(limit, float) else limit}, got {given}"
    match kind:
        case "zone":
            return f"{given} {fault['ctx']['told']}"
        case "digits":
            return f"{given} {fault['ctx']['told']}; {fault['ctx']['right']}"
        case "literal_error":
            return f"{given} is not one of {fault['ctx']['expected']}"
        case "too_short":
            return "must not be empty"
        case "too_long":
            return (
                f"takes at most {fault['ctx']['max_length']}, got {fault['ctx']['actual_length']}"
            )
        case "value_error" | "unknown_name":
            told = str(fault["ctx"]["error"])
            return told if len(told) <= LONGEST else f"{told[:LONGEST]} ..."
        case _:
            return f"{fault['msg'][0].lower()}{fault['msg'][1:]}, got {given}"
