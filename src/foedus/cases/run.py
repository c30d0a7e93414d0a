"""Running solved cases."""

import importlib
import importlib.util
import traceback
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, cast

from foedus.asking.declare import UnknownInputError, find
from foedus.asking.world import World
from foedus.cases.case import WITH, Case, Outcome, refused
from foedus.catalogue.named import UnknownIdError
from foedus.errors import QuestionError


class Check(Protocol):
    """How the cases of a question are read and compared: the module `case` of its folder."""

    def read(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """The inputs of the question, from those of a case."""

    def compare(self, case: Case, answer: Any, world: World) -> Iterable[str]:
        """Each way in which the answer is not the one expected, in a sentence."""


def run(cases: Iterable[Case], world: World) -> Iterator[Outcome]:
    """Run cases; a case of a question that does not exist is skipped, with that reason."""
    for case in cases:
        check = check_of(case.question)
        if check is None:
            yield Outcome(case, "SKIP", f"there is no question {case.question!r} yet")
            continue
        faults = _faults_of(case, check, world)
        yield Outcome(case, "FAIL", "; ".join(faults)) if faults else Outcome(case, "PASS")


def check_of(question: str) -> Check | None:
    """How the cases of a question are read and compared; None where there are no such cases."""
    try:
        found = find(question)
    except QuestionError:
        return None
    home, _, _ = found.function.__module__.rpartition(".")
    if importlib.util.find_spec(f"{home}.case") is None:
        return None
    return cast("Check", importlib.import_module(f"{home}.case"))


def _faults_of(case: Case, check: Check, world: World) -> list[str]:
    """What is wrong; inputs that cannot be read, or a crash, are never the refusal expected."""
    refusal = refused(case.expect)
    try:
        inputs = check.read(case.inputs)
    except KeyError as error:
        return [case.fault(str(error.args[0]), "this key is missing")]
    except UnknownInputError as error:
        return [case.fault(str(error.at[-1]), str(error))]
    if case.supposed is None:
        return []
    try:
        asked = world.with_changes(case.supposed) if case.supposed else world
    except QuestionError as error:
        where = (case.index, WITH, *error.at)
        return [] if refusal else [f"what is supposed is refused: {case.placed(where, str(error))}"]
    try:
        answer = find(case.question).ask(asked, inputs, case.on)
    except UnknownInputError as error:
        return [case.fault(str(error.at[-1]), "the question has no such input")]
    except QuestionError as error:
        return [] if refusal else [f"expected an answer, got: {error}"]
    except Exception as error:
        return [_crash(error)]
    if refusal:
        return ["expected a refusal, got an answer"]
    try:
        return list(check.compare(case, answer, asked))
    except (QuestionError, UnknownIdError) as error:
        return [f"what is expected cannot be compared: {error}"]
    except Exception as error:
        return [_crash(error)]


def _crash(error: Exception) -> str:
    """What was raised, and where: a fault of foedus, told with its case so that the others run."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"it crashed: {type(error).__name__}: {error} ({last.filename}:{last.lineno})"
