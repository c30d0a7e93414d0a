"""Solved cases: running a file of them against the catalogue.

The format is that of `tests/cases/`: a YAML list of cases, each with an `id`, a `question`, the day
`on`, the question's inputs, what to `expect`, and the `source` of the solution.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from foedus.catalogue.catalogue import UnknownIdError
from foedus.catalogue.problems import DefinitionError, Problem
from foedus.catalogue.source import Source, read
from foedus.questions.bound import BoundAnswer
from foedus.questions.casus_answer import CasusAnswer, Triggering
from foedus.questions.decide_answer import DecideAnswer
from foedus.questions.declare import QuestionError, every, find
from foedus.questions.member import WORDS, MemberAnswer
from foedus.questions.power import PowerAnswer
from foedus.questions.world import World

FIELDS: Final = {"id", "question", "on", "expect", "source"}
TOLERANCE: Final = 5e-5


@dataclass(frozen=True)
class Case:
    """One solved case."""

    id: str
    question: str
    on: date
    inputs: dict[str, Any]
    expect: dict[str, Any] | bool
    source: str


@dataclass(frozen=True)
class Outcome:
    """What became of a case; `told` says expected and got, or why it was skipped."""

    case: Case
    result: Literal["PASS", "FAIL", "SKIP"]
    told: str = ""

    def __str__(self) -> str:
        return f"{self.result} {self.case.id}{f': {self.told}' if self.told else ''}"


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file. Raises DefinitionError with file, line and field of every fault."""
    source = read(path)
    if not isinstance(source.data, list):
        raise DefinitionError([source.problem((), "a case file is a list of cases")])
    problems = list(_faults(source))
    if problems:
        raise DefinitionError(problems)
    return tuple(
        Case(
            id=data["id"],
            question=data["question"],
            on=data["on"],
            inputs={key: value for key, value in data.items() if key not in FIELDS},
            expect=data["expect"],
            source=data.get("source", ""),
        )
        for data in source.data
    )


def _faults(source: Source) -> Iterator[Problem]:
    seen = set[str]()
    for index, data in enumerate(source.data):
        if not isinstance(data, dict):
            yield source.problem((index,), "a case is a mapping")
            continue
        for key in ("id", "question", "on", "expect"):
            if key not in data:
                yield source.problem((index, key), "this key is missing")
        if "on" in data and not isinstance(data["on"], date):
            yield source.problem((index, "on"), f"{data['on']!r} is no date such as 1982-04-02")
        if data.get("id") in seen:
            yield source.problem((index, "id"), f"case {data['id']!r} stands twice")
        seen.add(data.get("id", ""))


def run(cases: Iterable[Case], world: World) -> Iterator[Outcome]:
    """Run cases; a case of a question that does not exist is skipped, with that reason."""
    for case in cases:
        if case.question not in every() or case.question not in CHECKS:
            yield Outcome(case, "SKIP", f"there is no question {case.question!r} yet")
            continue
        faults = _faults_of(case, world)
        yield Outcome(case, "FAIL", "; ".join(faults)) if faults else Outcome(case, "PASS")


def _faults_of(case: Case, world: World) -> list[str]:
    refused = isinstance(case.expect, dict) and case.expect.get("error") is True
    read_inputs, compare = CHECKS[case.question]
    try:
        answer = find(case.question).ask(world, read_inputs(case.inputs), case.on)
        if refused:
            return ["expected a refusal, got an answer"]
        return list(compare(case, answer, world))
    except (QuestionError, UnknownIdError, KeyError) as error:
        return [] if refused else [f"expected an answer, got: {error}"]


def _casus(case: Case, answer: CasusAnswer, world: World) -> Iterator[str]:
    expect = _mapping(case)
    verdicts = {True: "triggered", None: "undetermined", False: "not triggered"}
    groups = (("triggered", True), ("not_triggered", False), ("undetermined", None))
    for name, wanted in groups:
        for pattern in expect.pop(name, []):
            found = _denoted(pattern, answer, world)
            got: bool | None = False
            if any(f.verdict is True for f in found):
                got = True
            elif any(f.verdict is None for f in found):
                got = None
            if got is not wanted:
                yield f"expected {pattern} {verdicts[wanted]}, got {verdicts[got]}{_why(found)}"
    for pattern, states in expect.pop("bound", {}).items():
        found = [f for f in _denoted(pattern, answer, world) if f.verdict is True]
        bound = sorted({state for f in found for state in f.bound})
        if bound != sorted(states):
            named = ", ".join(sorted(states))
            yield f"expected {pattern} to bind {named}, got {', '.join(bound) or 'nobody'}"
    for pattern in expect.pop("softened", []):
        if not any(f.softened_by for f in _denoted(pattern, answer, world)):
            yield f"expected a clause that softens {pattern}, got none"
    yield from _left_over(expect)


def _denoted(pattern: str, answer: CasusAnswer, world: World) -> list[Triggering]:
    ids = {clause.provision.id for clause in world.catalogue.matching(pattern)}
    groups = (*answer.triggered, *answer.undetermined, *answer.not_triggered)
    return [finding for finding in groups if finding.provision in ids]


def _why(found: list[Triggering]) -> str:
    reasons = dict.fromkeys(reason for f in found for reason in (*f.failed, *f.open))
    return f" ({'; '.join(reasons)})" if reasons else ""


def _bound(case: Case, answer: BoundAnswer, world: World) -> Iterator[str]:
    expect = _mapping(case)
    provisions = {o.provision for o in answer.settled}
    for pattern in expect.pop("provisions", []):
        ids = {clause.provision.id for clause in world.catalogue.matching(pattern)}
        if not ids & provisions:
            got = ", ".join(sorted(provisions)) or "nothing"
            yield f"expected {pattern} to bind, got {got}"
    for effect in expect.pop("effects", []):
        if effect not in answer.effects:
            yield f"expected a duty to {effect}, got {', '.join(answer.effects) or 'none'}"
    none = expect.pop("none", None)
    if none is not None and none is not (not any(o.binding for o in answer.settled)):
        got = ", ".join(sorted(provisions)) or "nothing"
        yield f"expected {'nothing' if none else 'something'} to bind, got {got}"
    yield from _left_over(expect)


def _member(case: Case, answer: MemberAnswer, _: World) -> Iterator[str]:
    if answer.verdict is not case.expect:
        wanted = WORDS[case.expect] if isinstance(case.expect, bool) else case.expect
        yield f"expected {wanted}, got {WORDS[answer.verdict]}"


def _decide(case: Case, answer: DecideAnswer, _: World) -> Iterator[str]:
    """The outcome; `because` is any of the grounds; the rest are lists of states."""
    expect = _mapping(case)
    outcome = expect.pop("outcome", answer.outcome)
    if outcome != answer.outcome:
        yield f"expected {outcome}, got {answer.outcome} ({', '.join(answer.grounds)})"
    because = expect.pop("because", answer.because)
    if because not in answer.grounds:
        yield f"expected because {because}, got {', '.join(answer.grounds)}"
    for name in ("pivotal", "opt_outs"):
        got = sorted(getattr(answer, name))
        if sorted(expect.pop(name, got)) != got:
            yield f"expected {name} otherwise, got {', '.join(got) or 'none'}"
    yield from _left_over(expect)


def _power(case: Case, answer: PowerAnswer, _: World) -> Iterator[str]:
    expect = _mapping(case)
    tolerance = case.inputs.get("tolerance", expect.pop("tolerance", TOLERANCE))
    for state, wanted in expect.items():
        got = answer.values.get(state)
        if got is None:
            yield f"expected {wanted} for {state}, which has no seat"
        elif abs(got - wanted) > tolerance:
            yield f"expected {wanted} for {state}, got {got:.6f}"


def _mapping(case: Case) -> dict[str, Any]:
    if not isinstance(case.expect, dict):
        raise QuestionError(f"expect of a {case.question} case is a mapping")
    return dict(case.expect)


def _left_over(expect: dict[str, Any]) -> Iterator[str]:
    for key in expect:
        yield f"the expectation {key!r} is not one of this question"


def _positions(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs of `decide` with the positions among them, not under a key of their own."""
    flat = {key: value for key, value in inputs.items() if key != "positions"}
    return {**flat, **inputs.get("positions", {})}


Check = tuple[
    Callable[[dict[str, Any]], dict[str, Any]], Callable[[Case, Any, World], Iterable[str]]
]
CHECKS: Final[dict[str, Check]] = {
    "casus": (lambda inputs: dict(inputs["event"]), _casus),
    "bound": (lambda inputs: {"states": inputs["between"]}, _bound),
    "member": (dict, _member),
    "decide": (_positions, _decide),
    "power": (lambda inputs: {k: v for k, v in inputs.items() if k != "tolerance"}, _power),
}
