"""Figures of states, such as their national incomes, that some kinds of key share by."""

from collections.abc import Container, Mapping
from decimal import Decimal
from fractions import Fraction

from foedus.documents.numbers import Figure
from foedus.errors import QuestionError
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.kind import Day, Facts, by_id


class Figures(Facts):
    """Figures of states, in place of those of the key or beside them."""

    statistics: dict[str, Figure] = {}


def figures(
    key: Key,
    what: str,
    facts: Figures,
    day: Day,
    own: Mapping[str, Decimal],
    among: str | None,
    free: Container[str] = (),
) -> dict[str, Fraction]:
    """The figure of each state that shares: the one given, else the key's own.

    The members of `among` share, or all states with a figure, less those that are free. Raises
    QuestionError where a figure is missing, or given for a state that does not share.
    """
    given = by_id(day, facts.statistics)
    known = {**{state: Fraction(figure) for state, figure in own.items()}, **given}
    sharing = day.members(among) if among else tuple(known)
    states = tuple(state for state in sharing if state not in free)
    missing = [state for state in states if state not in known]
    if missing or not states:
        named = ", ".join(missing) or "each state"
        raise QuestionError(
            f"{key.id} needs the {what} of {named}; give it as a statistic", ("statistics",)
        )
    for state in sorted({*given} - {*states}):
        told = f"{state} does not share under {key.id} on {day.on}"
        raise QuestionError(told, ("statistics", state))
    return {state: known[state] for state in states}
