"""One way to ask, for every door: what was given is read, and answered or refused in a sentence.

Given are the inputs by name, and among them `on`, the day; what is supposed beside them makes the
answer one of before and after. A door that is given texts, as in an
address or on a command line, makes inputs of them first (`foedus.asking.texts`).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from foedus.asking.day import day_asked
from foedus.asking.declare import Question
from foedus.asking.world import World
from foedus.errors import FaultyInputsError, QuestionError, path_of, quoted
from foedus.model.answers import Answer

Faults: TypeAlias = Sequence[Mapping[str, str | int]]
"""Each with `at`, where it is; `field`, what is at fault; and `detail`, what would be right."""
LONGEST: Final = 1_000
"""Characters of a refusal: it quotes what was given, which may be as long as a whole file."""

KNOWN: Final = "as-known-at"
"""The input that asks of the world as it was known at an earlier moment; on a node alone."""
SUPPOSING: Final = ("with", "scenario", "against")
"""The inputs that make a what-if of any question (`foedus.asking.whatif.inputs`)."""


def ask(world: World, question: Question[Any, Any], given: Mapping[str, Any]) -> Answer:
    """The answer. Raises QuestionError, for whatever is wrong with what was given."""
    inputs = dict(given)
    if (known := inputs.pop(KNOWN, None)) is not None:
        world = world.as_known_at(_moment(known))
    given_on = inputs.pop("on", None)
    if given_on is None:
        given_on = question.day_recorded(world, inputs)
    on = day_asked(given_on)
    if supposing(question, inputs):
        from foedus.asking.whatif.inputs import supposed

        if (found := supposed(question, inputs)) is not None:
            from foedus.asking.whatif.ask import Asked

            return Asked(world, question, inputs, on).after(found)
    try:
        answer: Answer = question.ask(world, inputs, on)
    except FaultyInputsError:  # it tells at most a hundred faults, each of them short
        raise
    except QuestionError as error:
        told = str(error)
        if len(told) <= LONGEST:
            raise
        raise QuestionError(f"{told[:LONGEST]} ...", error.at) from None
    return answer


def _moment(given: Any) -> datetime:
    from pydantic import TypeAdapter, ValidationError

    from foedus.documents.numbers import Moment

    try:
        found: datetime = TypeAdapter(Moment).validate_python(given)
    except ValidationError:
        told = f"{KNOWN} is not a moment with its zone, such as 2026-12-01T12:00Z"
        raise QuestionError(f"{told}, got {quoted(str(given))}", (KNOWN,)) from None
    return found


def supposing(question: Question[Any, Any], given: Mapping[str, Any]) -> bool:
    """Whether something may be supposed: one of the inputs is there that every question has."""
    own = (taken.name for taken in question.takes.values() if taken.known in SUPPOSING)
    return not given.keys().isdisjoint((*SUPPOSING, *own))


def faults(error: QuestionError) -> Faults:
    """The faults of a refusal whose place is known, by JSON pointers (RFC 6901)."""
    each = error.faults if isinstance(error, FaultyInputsError) else (error,)
    return [
        {"at": _pointer(fault.at), "field": path_of(fault.at), "detail": str(fault)}
        for fault in each
        if fault.at
    ]


def _pointer(at: Sequence[str | int]) -> str:
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in at)
    return "".join(f"/{part}" for part in parts)


def is_heavy(question: Question[Any, Any], given: Mapping[str, Any]) -> bool:
    """Whether a door that serves many must have it worked out apart from what is soon done.

    A question says so of itself; and with a document it has as much to do as stands in it.
    """
    names = ("scenario", *(n for d in question.documents.values() for n in (d.name, d.known)))
    return question.heavy or any(given.get(name) for name in names)
