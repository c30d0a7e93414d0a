"""A text under negotiation, and the worlds in which its brackets are settled in one way each."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from foedus.asking.whatif.reading import suppose
from foedus.asking.world import World
from foedus.authoring.brackets import Bracket, brackets_of, settled
from foedus.authoring.changes import Define
from foedus.catalogue.changes import Change
from foedus.documents.source import Source
from foedus.errors import QuestionError, did_you_mean, located, nearest, quoted

MOST: Final = 1_024
"""So many ways to settle the brackets are asked; more are refused, with what would be fewer."""


@dataclass(frozen=True)
class Text:
    """A text under negotiation, with the changes that are supposed beside it."""

    definition: Define
    brackets: tuple[Bracket, ...]
    before: tuple[Change, ...] = ()
    after: tuple[Change, ...] = ()

    @classmethod
    def of(cls, changes: Sequence[Change]) -> "Text":
        """The one definition with brackets among changes. Raises QuestionError, DefinitionError."""
        texts = [
            (index, change, brackets_of(source))
            for index, change in enumerate(changes)
            if isinstance(change, Define) and isinstance(source := change.definition, Source)
        ]
        texts = [(index, change, found) for index, change, found in texts if found]
        if len(texts) != 1:
            told = "none" if not texts else str(len(texts))
            raise QuestionError(f"there is to be one definition with brackets; there are {told}")
        [(index, define, found)] = texts
        return cls(define, found, tuple(changes[:index]), tuple(changes[index + 1 :]))

    def way(self, way: Sequence[int]) -> tuple[Change, ...]:
        """The changes, with the brackets settled in one way."""
        return (*self.before, self.clean(way), *self.after)

    def clean(self, way: Sequence[int]) -> Define:
        """The definition with its brackets settled in one way."""
        names = (bracket.name for bracket in self.brackets)
        choices = dict(zip(names, way, strict=True))
        clean = settled(self.definition.definition, choices)
        return msgspec.structs.replace(self.definition, definition=clean)

    def chosen(self, settle: Sequence[str]) -> dict[str, int]:
        """What `BRACKET=N` settles, numbers from one. Raises QuestionError for what is no such."""
        known = {bracket.name: len(bracket.alternatives) for bracket in self.brackets}
        found: dict[str, int] = {}
        for text in settle:
            name, _, number = text.partition("=")
            if name not in known:
                hint = did_you_mean(nearest(name, known), f"there are {', '.join(known)}")
                raise QuestionError(f"no bracket is called {quoted(name)}{hint}")
            if not number.isdecimal() or not 1 <= int(number) <= known[name]:
                told = f"{quoted(text)} settles nothing; {name} has alternatives 1 to {known[name]}"
                raise QuestionError(told)
            found[name] = int(number) - 1
        return found

    def ways(self, chosen: Mapping[str, int]) -> list[tuple[int, ...]]:
        """Every way to settle what is open. Raises QuestionError where there are too many."""
        numbers = [
            [chosen[b.name]] if b.name in chosen else [*range(len(b.alternatives))]
            for b in self.brackets
        ]
        count = math.prod(map(len, numbers))
        if count > MOST:
            told = f"the brackets can be settled in {count:,} ways, and at most {MOST:,} are asked"
            raise QuestionError(f"{told}; settle some of them first")
        return list(itertools.product(*numbers))

    def check(self, world: World) -> None:
        """Refuse a sponsor that is no state. Raises QuestionError."""
        for bracket in self.brackets:
            for alternative in bracket.alternatives:
                for sponsor in alternative.by:
                    with located("definition", bracket.name):
                        world.catalogue.someone(sponsor)

    def worlds(self, world: World, chosen: Mapping[str, int]) -> dict[tuple[int, ...], World]:
        """The world after each way. Raises QuestionError for a way that makes no definition."""
        self.check(world)
        found: dict[tuple[int, ...], World] = {}
        for way in self.ways(chosen):
            told = ", ".join(
                f"{bracket.name} {number + 1}"
                for bracket, number in zip(self.brackets, way, strict=True)
            )
            try:
                found[way] = world.supposing(*suppose(world.catalogue, self.way(way)))
            except QuestionError as error:
                raise QuestionError(f"with {told}: {error}", error.at) from None
        return found
