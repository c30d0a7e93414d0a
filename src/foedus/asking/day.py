"""The day that is asked about."""

from datetime import date, datetime
from typing import TypeAlias

from foedus.errors import QuestionError

Day: TypeAlias = date | str
"""A date, or text such as 1949-08-24."""


def read_day(given: object) -> date:
    """The day, from a date or from text. Raises QuestionError, in one sentence."""
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    elif isinstance(given, date) and not isinstance(given, datetime):
        return given
    right = "such as date(1949, 8, 24) or '1949-08-24'"
    raise QuestionError(f"on: {given!r} is not a day, {right}", ("on",))
