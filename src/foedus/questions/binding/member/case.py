"""Cases of `member`: whether a state holds a role."""

from collections.abc import Iterator
from typing import Any

from foedus.asking.world import World
from foedus.cases.case import Case
from foedus.questions.binding.member.question import WORDS, MemberAnswer


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they are."""
    return inputs


def compare(case: Case, answer: MemberAnswer, world: World) -> Iterator[str]:
    """The verdict."""
    if answer.verdict is not case.expect:
        wanted = WORDS[case.expect] if isinstance(case.expect, bool) else case.expect
        yield f"expected {wanted}, got {WORDS[answer.verdict]} ({answer.lead})"
