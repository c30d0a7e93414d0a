"""Pydantic's faults in plain words, whether it reads a file or the inputs of a question."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.catalogue.source import Location

UNREADABLE = {
    "date_from_datetime_parsing": "is no date such as 1949-08-24",
    "date_parsing": "is no date such as 1949-08-24",
    "date_type": "is no date such as 1949-08-24",
    "datetime_from_date_parsing": "is no moment such as 2026-03-03T12:00:00Z",
    "datetime_parsing": "is no moment such as 2026-03-03T12:00:00Z",
    "int_parsing": "is no whole number",
    "decimal_parsing": "is no number",
    "bool_parsing": "is neither true nor false",
}


def place(fault: Any, data: Any) -> "Location":
    """Where a fault is in the data, without the tags of the shapes on the way to it."""
    path: list[str | int] = []
    parts = fault["loc"]
    for number, part in enumerate(parts, 1):
        known = part in data if isinstance(data, dict) else isinstance(part, int)
        absent = number == len(parts) and fault["type"] in ("missing", "extra_forbidden")
        if not known and not absent:
            continue
        path.append(part)
        data = data[part] if known and isinstance(data, dict | list) else None
    return tuple(path)


def words(fault: Any) -> str:
    """What is wrong, and what would be right; the place goes before it."""
    kind = fault["type"]
    if kind in UNREADABLE:
        return f"{fault['input']!r} {UNREADABLE[kind]}"
    match kind:
        case "literal_error":
            return f"{fault['input']!r} is not one of {fault['ctx']['expected']}"
        case "too_short":
            return "must not be empty"
        case "too_long":
            return (
                f"takes at most {fault['ctx']['max_length']}, got {fault['ctx']['actual_length']}"
            )
        case "value_error":
            return str(fault["ctx"]["error"])
        case _:
            return f"{fault['msg'][0].lower()}{fault['msg'][1:]}, got {fault['input']!r}"
