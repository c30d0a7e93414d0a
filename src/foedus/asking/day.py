"""The day that is asked about."""

from datetime import date
from typing import TypeAlias

from foedus.errors import QuestionError

Day: TypeAlias = date | str
"""A date, or text such as 1949-08-24."""


def day(given: object) -> date:
    """A day, from a date or a text. Raises QuestionError, for whoever knows where it stands."""
    from foedus.documents.faults import SHORT
    from foedus.documents.numbers import to_day  # Pydantic is not needed to have a world

    found = to_day(given)
    if found is None:
        raise QuestionError(f"{SHORT.repr(given)} is not a date, such as 1949-08-24")
    return found


def day_asked(given: object) -> date:
    """The day of a question, which must be given. Raises QuestionError, at `on`."""
    if given is None:
        raise QuestionError("on is missing: the day asked about, such as 1949-08-24", at=("on",))
    try:
        return day(given)
    except QuestionError as error:
        raise QuestionError(f"on: {error}", at=("on",)) from None
