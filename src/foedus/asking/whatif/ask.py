"""Asking a question before and after what is supposed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from foedus.asking.declare import Question
from foedus.asking.whatif.answer import WhatIf, what_if
from foedus.asking.whatif.inputs import Supposed
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.answers import Answer


def ask_before_and_after(
    world: World,
    question: Question[Any, Any],
    inputs: Mapping[str, Any],
    on: date,
    supposed: Supposed,
) -> WhatIf:
    """Both answers, compared.

    A question that is refused in one of the two worlds, as where it names what is only in the
    other, has one answer. Raises QuestionError where it is refused in both.
    """
    changed = supposed.world(world)
    told = changed.supposed[len(world.supposed) :]
    before, why_before = _answer(world, question, inputs, on)
    after, why_after = _answer(changed, question, inputs, supposed.against or on)
    if before is None and after is None:
        assert why_before is not None
        raise why_before
    refused = ""
    if before is None:
        refused = f"It can be asked only of what is supposed; as it is: {why_before}"
    elif after is None:
        refused = f"It can be asked only of what is so; of what is supposed: {why_after}"
    return what_if(
        before,
        after,
        question=question.name,
        on=on,
        against=supposed.against,
        scenario=supposed.title,
        supposed=told,
        refused=refused,
    )


def _answer(
    world: World, question: Question[Any, Any], inputs: Mapping[str, Any], on: date
) -> tuple[Answer | None, QuestionError | None]:
    try:
        read = question.read(inputs, {}, world.catalogue)
        return question.answered(world, read, on), None
    except QuestionError as error:
        return None, error
