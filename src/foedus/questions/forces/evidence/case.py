"""Cases of `evidence`: who was there and with whom, by statements as they are written in YAML."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.questions.forces.evidence.answer import EvidenceAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are; `statements` are the content of a further record."""
    given = dict(inputs)
    statements = given.pop("statements", None)
    if statements is not None:
        content = json.dumps(statements, default=datetime.isoformat).encode()
        given["records"] = [*given.get("records", []), content]
    return given


def compare(case: Case, answer: EvidenceAnswer, world: World) -> Iterator[str]:
    """Minutes by nation and by pair, who is unknown, and the lines of the history by their ids."""
    expect = case.expected()
    for what, got in (
        ("minutes", {p.nation: p.minutes for p in answer.presences}),
        ("together", {f"{t.one}-{t.other}": t.minutes for t in answer.together}),
        ("unknown", list(answer.unknown)),
        ("held", {line["id"]: line["participants"] for line in answer.held}),
    ):
        wanted = expect.pop(what, got)
        if wanted != got:
            yield f"expected {what} {wanted}, got {got}"
    yield from left_over(expect)
