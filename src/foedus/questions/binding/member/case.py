"""Cases of `member`: whether a state holds a role; or that this is contested, or not known."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case
from foedus.questions.binding.member.question import WORDS, MemberAnswer

OPEN = ("undetermined", "contested", "unknown")


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return inputs


def compare(case: Case, answer: MemberAnswer, world: World) -> Iterator[str]:
    """The verdict; each word for an open one stands for all of them."""
    wanted: Any = case.expect
    verdict = None if wanted in OPEN else wanted
    if answer.verdict is not verdict:
        told = WORDS[verdict] if verdict is None or isinstance(verdict, bool) else wanted
        yield f"expected {told}, got {WORDS[answer.verdict]} ({answer.lead})"
