"""Durations as ISO 8601 writes them, and .NET (many decimals) and SCORM (every unit) with it."""

import re
from datetime import timedelta
from typing import Final

LONGEST: Final = timedelta(days=31)
_AMOUNT: Final = r"\d{1,9}(?:[.,]\d{1,20})?"
_DURATION: Final = re.compile(
    rf"P(?:(?P<years>{_AMOUNT})Y)?(?:(?P<months>{_AMOUNT})M)?(?:(?P<weeks>{_AMOUNT})W)?"
    rf"(?:(?P<days>{_AMOUNT})D)?(?:T(?=\d)(?:(?P<hours>{_AMOUNT})H)?"
    rf"(?:(?P<minutes>{_AMOUNT})M)?(?:(?P<seconds>{_AMOUNT})S)?)?",
    re.ASCII,
)


def duration_of(text: str) -> timedelta:
    """How long it is. Raises ValueError, in words that go after what was given."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise ValueError(f"is not in weeks, days, hours, minutes and seconds: {text[:80]!r}")
    parts = {unit: float(n.replace(",", ".")) for unit, n in found.groupdict().items() if n}
    if any([parts.pop("years", 0), parts.pop("months", 0)]):
        raise ValueError(f"has years or months, which have no fixed length: {text[:80]!r}")
    try:
        duration = timedelta(**parts)
    except OverflowError:
        duration = timedelta.max
    if duration > LONGEST:
        raise ValueError(f"is more than {LONGEST.days} days: {text[:80]!r}")
    return duration
