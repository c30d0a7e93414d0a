"""One way to ask, for every door: what was given is read, and answered or refused in a sentence.

Given are the inputs by name, and among them `on`, the day; what is supposed beside them makes the
answer one of before and after. A door that is given texts, as in an
address or on a command line, makes inputs of them first (`foedus.asking.texts`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from foedus.asking.day import day_asked
from foedus.asking.declare import Question
from foedus.asking.world import World
from foedus.errors import FaultyInputsError, QuestionError, path_of
from foedus.model.answers import Answer

Faults: TypeAlias = Sequence[Mapping[str, str | int]]
"""Each with `at`, where it is; `field`, what is at fault; and `detail`, what would be right."""
LONGEST: Final = 1_000
"""Characters of a refusal: it quotes what was given, which may be as long as a whole file."""

SUPPOSING: Final = ("with", "scenario", "against")
"""The inputs that make a what-if of any question (`foedus.asking.whatif.inputs`)."""


def ask(world: World, question: Question[Any, Any], given: Mapping[str, Any]) -> Answer:
    """The answer. Raises QuestionError, for whatever is wrong with what was given."""
    inputs = dict(given)
    on = day_asked(inputs.pop("on", None))
    if supposing(question, inputs):
        from foedus.asking.whatif.inputs import supposed

        if (found := supposed(question, inputs)) is not None:
            from foedus.asking.whatif.ask import Asked

            return Asked(world, question, inputs, on).after(found)
    # it tells at most a hundred faults, each of them short
    read = question.read(inputs, {}, world.catalogue)
    try:
        answer: Answer = question.answered(world, read, on)
    except QuestionError as error:
        told = str(error)
        if len(told) <= LONGEST:
            raise
        raise QuestionError(f"{told[:LONGEST]} ...", error.at) from None
    return answer


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
