"""Asking a question before and after what is supposed."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from foedus.asking.declare import Question
from foedus.asking.whatif.answer import WhatIf, what_if
from foedus.asking.whatif.inputs import Supposed
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.answers import Answer

Answered: TypeAlias = Answer | QuestionError
"""An answer, or why there is none."""


@dataclass(frozen=True)
class Asked:
    """A question with its inputs, asked of a world as it is: once, however much is supposed."""

    world: World
    question: Question[Any, Any]
    inputs: Mapping[str, Any]
    on: date

    @functools.cached_property
    def before(self) -> Answered:
        """The answer of the world as it is."""
        return self._answered(self.world, self.on)

    def after(self, supposed: Supposed, changed: World | None = None) -> WhatIf:
        """Both answers, compared; `changed` is the world after the changes, if it is at hand.

        A question that is refused in one of the two worlds, as where it names what is only in the
        other, has one answer. Raises QuestionError where it is refused in both.
        """
        changed = changed or supposed.world(self.world)
        before, after = self.before, self._answered(changed, supposed.against or self.on)
        told = changed.supposed[len(self.world.supposed) :]
        refused = ""
        if isinstance(before, QuestionError):
            if isinstance(after, QuestionError):
                raise before
            refused = f"It can be asked only of what is supposed; as it is: {before}"
        elif isinstance(after, QuestionError):
            refused = f"It can be asked only of what is so; of what is supposed: {after}"
        return what_if(
            None if isinstance(before, QuestionError) else before,
            None if isinstance(after, QuestionError) else after,
            question=self.question.name,
            on=self.on,
            against=supposed.against,
            scenario=supposed.title,
            supposed=told,
            late=tuple(_late(supposed, told, supposed.against or self.on)),
            refused=refused,
        )

    def _answered(self, world: World, on: date) -> Answered:
        try:
            answer: Answer = self.question.ask(world, self.inputs, on)
        except QuestionError as error:
            return error
        return answer


def _late(supposed: Supposed, told: Sequence[str], on: date) -> Iterator[str]:
    """Of each change that does not hold on the day of the answer, in words, that it does not."""
    changes = (*supposed.listed, *supposed.spelled)
    for change, words in zip(changes, told, strict=True):
        begins, ends = getattr(change, "on", None), getattr(change, "until", None)
        if begins and begins > on:
            yield f"This change begins on {begins}, after the day asked ({on}): {words}."
        elif ends and ends <= on:
            yield f"This change ends on {ends}, before or on the day asked ({on}): {words}."
