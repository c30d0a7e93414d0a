"""The day that is asked about."""

from datetime import date
from typing import TypeAlias

from foedus.errors import QuestionError, quoted

Day: TypeAlias = date | str
"""A date, or text such as 1949-08-24."""


def read_day(given: object) -> date:
    """The day, from a date or from text. Raises QuestionError, in one sentence."""
    from foedus.documents.numbers import to_day  # Pydantic is not needed to have a world

    found = to_day(given)
    if found is None:
        told = quoted(given) if isinstance(given, str) else repr(given)[:80]
        raise QuestionError(f"on: {told} is not a day, such as '1949-08-24'", ("on",))
    return found
