"""All pay the same."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator

from foedus.documents.entry import Slug
from foedus.documents.lists import listed
from foedus.errors import QuestionError
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.kind import Day, Facts, Fault, KeyEntry, Known, unknown
from foedus.reckoning.sharing.reading import ReadShares
from foedus.reckoning.sharing.shares import in_proportion


class Among(Facts):
    """The states that share, where they are not the members of the framework."""

    states: Annotated[list[str], BeforeValidator(listed)] = []


class EqualKeyEntry(KeyEntry):
    """The members of a framework on the day pay the same, or the states that are given."""

    kind: Literal["equal"]
    among: Slug | None = None

    def facts(self) -> type[Facts]:
        return Among

    def faults(self, known: Known) -> Iterable[Fault]:
        return unknown("framework", [self.among] if self.among else (), known, ("among",))

    def share(self, key: Key, facts: Among, day: Day) -> ReadShares:
        if not (facts.states or self.among):
            raise QuestionError(
                f"{key.id} needs the states among which it shares, as `states`", ("states",)
            )
        members = facts.states or day.members(self.among or "")
        if not members:
            raise QuestionError(f"{self.among} has no members on {day.on}")
        weights = {day.state(name): Fraction(1) for name in members}
        return ReadShares(key, key.title, (key.cite,), in_proportion(weights), weights)
