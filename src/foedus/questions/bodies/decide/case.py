"""Cases of `decide`: the outcome of a motion, and why."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.bodies.decide.answer import DecideAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs with the positions among them, not under a key of their own."""
    flat = {key: value for key, value in inputs.items() if key != "positions"}
    return {**flat, **inputs.get("positions", {})}


def compare(case: Case, answer: DecideAnswer, world: World) -> Iterator[str]:
    """The outcome; `because` is any of the grounds, `grounds` all of them; the rest are lists.

    `not_because` are no grounds, `outcomes` those of all readings, `notes` stand in some note.
    """
    expect = case.expected()
    outcome = expect.pop("outcome", answer.outcome)
    if outcome != answer.outcome:
        yield f"expected {outcome}, got {answer.outcome} ({', '.join(answer.grounds)})"
    because = expect.pop("because", answer.because)
    if because not in answer.grounds:
        yield f"expected because {because}, got {', '.join(answer.grounds)}"
    grounds = sorted(expect.pop("grounds", answer.grounds))
    if grounds != sorted(answer.grounds):
        yield f"expected the grounds {', '.join(grounds)}, got {', '.join(answer.grounds)}"
    for word in expect.pop("not_because", []):
        if word in answer.grounds:
            yield f"expected that {word} is no ground, got {', '.join(answer.grounds)}"
    outcomes = sorted({reading.outcome for reading in answer.readings} or {answer.outcome})
    if sorted(expect.pop("outcomes", outcomes)) != outcomes:
        yield f"expected other outcomes by reading, got {', '.join(outcomes)}"
    for text in expect.pop("notes", []):
        if not any(str(text) in note for note in answer.notes):
            yield f"expected a note that says {text}, got {'; '.join(answer.notes) or 'none'}"
    for name in ("pivotal", "opt_outs"):
        got = sorted(getattr(answer, name))
        if sorted(expect.pop(name, got)) != got:
            yield f"expected {name} otherwise, got {', '.join(got) or 'none'}"
    yield from left_over(expect)
