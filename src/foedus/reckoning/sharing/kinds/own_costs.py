"""Costs lie where they fall."""

from decimal import Decimal
from typing import Literal

from foedus.documents.numbers import Figure
from foedus.errors import QuestionError
from foedus.model.keys import Key
from foedus.reckoning.sharing.kinds.kind import Day, Facts, KeyEntry, by_id
from foedus.reckoning.sharing.reading import ReadShares
from foedus.reckoning.sharing.shares import in_proportion


class Spent(Facts):
    """What each state spends."""

    costs: dict[str, Figure] = {}


class OwnCostsKeyEntry(KeyEntry):
    """Costs lie where they fall: each state pays what it spends."""

    kind: Literal["own-costs"]

    def facts(self) -> type[Facts]:
        return Spent

    def share(self, key: Key, facts: Spent, day: Day) -> ReadShares:
        weights = by_id(day, facts.costs)
        if not weights:
            raise QuestionError(f"{key.id} needs the costs of each state", ("costs",))
        return ReadShares(
            key,
            key.title,
            (key.cite,),
            in_proportion(weights),
            weights,
            whole=sum(facts.costs.values(), Decimal(0)),
        )
