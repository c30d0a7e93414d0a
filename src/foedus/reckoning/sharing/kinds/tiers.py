"""Tiers of states by their part of a statistic."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from foedus.documents.entry import Entry, Slug, Words
from foedus.documents.numbers import Flag, Share
from foedus.errors import QuestionError
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.figures import Figures, figures
from foedus.reckoning.sharing.kinds.kind import (
    HUNDRED,
    Day,
    Facts,
    Fault,
    KeyEntry,
    Known,
    unknown,
)
from foedus.reckoning.sharing.reading import ReadShares
from foedus.reckoning.sharing.shares import in_proportion


class TierEntry(Entry):
    """States with more than a part of the total statistic, in per cent, bear a part of the whole.

    They share it equally, or in proportion to the statistic.
    """

    name: Words
    share: Share
    above: Share
    equally: Flag = False


class TiersKeyEntry(KeyEntry):
    """Tiers of the members of a framework, by their part of the statistic `of`, highest first."""

    kind: Literal["tiers"]
    tiers: Annotated[list[TierEntry], Field(min_length=1)]
    of: Words
    unit: Words
    among: Slug

    @model_validator(mode="after")
    def _whole(self) -> "TiersKeyEntry":
        total = sum((tier.share for tier in self.tiers), Decimal(0))
        if total != HUNDRED:
            raise ValueError(f"the tiers sum to {total}, not to 100")
        limits = [tier.above for tier in self.tiers]
        if limits != sorted(set(limits), reverse=True):
            raise ValueError("the tiers must go from the highest `above` to the lowest")
        return self

    def facts(self) -> type[Facts]:
        return Figures

    def faults(self, known: Known) -> Iterable[Fault]:
        return unknown("framework", [self.among], known, ("among",))

    def share(self, key: Key, facts: Figures, day: Day) -> ReadShares:
        weights = figures(key, f"{self.of} ({self.unit})", facts, day, {}, self.among)
        return ReadShares(key, key.title, (key.cite,), self._spread(key, in_proportion(weights)))

    def _spread(self, key: Key, parts: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """Each state falls into the highest tier whose limit its part of the total exceeds."""
        placed: dict[str, list[str]] = {tier.name: [] for tier in self.tiers}
        for state, part in parts.items():
            tier = next((t for t in self.tiers if part * 100 > Fraction(t.above)), self.tiers[-1])
            placed[tier.name].append(state)
        found: dict[str, Fraction] = {}
        for tier in self.tiers:
            if not placed[tier.name]:
                raise QuestionError(f"no state falls into {tier.name} of {key.id}")
            weights = {s: Fraction(1) if tier.equally else parts[s] for s in placed[tier.name]}
            for state, share in in_proportion(weights).items():
                found[state] = share * Fraction(tier.share) / 100
        return found
