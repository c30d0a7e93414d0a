"""The shape of cost-sharing keys and of tariffs, as an author writes them."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from foedus.authoring.entry import Cited, Dated, Entry, Slug, Words
from foedus.documents.numbers import WHOLE, Figure, Flag, Share

KeyId = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
Level = Annotated[str, Field(pattern=r"^[A-Z](-\d+)?$")]
HUNDRED = Decimal(100)


class KeyEntry(Dated, Cited):
    """What every cost-sharing key has, whatever its kind."""

    id: Slug
    title: Words
    cite: Words
    aliases: list[KeyId] = []
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    note: str = ""


class FixedKeyEntry(KeyEntry):
    """Agreed shares in per cent, which sum to a hundred."""

    kind: Literal["fixed"]
    shares: Annotated[dict[str, Share], Field(min_length=1)]
    balance: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "FixedKeyEntry":
        total = sum(self.shares.values(), Decimal(0))
        if self.balance in self.shares:
            raise ValueError(f"{self.balance} has the balance, and a share of its own too")
        if self.balance and total >= HUNDRED:
            raise ValueError(f"the shares sum to {total}, which leaves {self.balance} no balance")
        if not self.balance and total != HUNDRED:
            raise ValueError(f"the shares sum to {total}, not to 100")
        return self


class ExemptionEntry(Dated, Cited):
    """States that do not pay for a time."""

    states: Annotated[list[str], Field(min_length=1)]
    cite: Words


class StatisticKeyEntry(KeyEntry):
    """Shares in proportion to a statistic."""

    kind: Literal["statistic"]
    of: Words
    unit: Words
    values: dict[str, Figure] = {}
    among: Slug | None = None
    as_in: KeyId | None = None
    redirects: str = ""
    exempt: list[ExemptionEntry] = []


class MoveEntry(Entry):
    """States that move up to their level over the first years, in equal steps."""

    states: Annotated[list[str], Field(min_length=1)]
    from_level: Level
    years: Annotated[int, Field(ge=2, le=3), *WHOLE]


class ConcessionEntry(Dated, Cited):
    """A discount that states have for a time in place of that of their level."""

    states: Annotated[list[str], Field(min_length=1)]
    discount: Share
    cite: Words


class ScaleKeyEntry(KeyEntry):
    """A scale derived from another by levels with discounts."""

    kind: Literal["scale"]
    base: KeyId
    bearers: Level
    discounts: Annotated[dict[Level, Share], Field(min_length=1)]
    levels: Annotated[dict[Level, list[str]], Field(min_length=1)]
    places: Annotated[int, Field(ge=0, le=8), *WHOLE] = 4
    moves: list[MoveEntry] = []
    concessions: list[ConcessionEntry] = []
    unconfirmed: list[str] = []

    @model_validator(mode="after")
    def _levels(self) -> "ScaleKeyEntry":
        used = {self.bearers, *self.levels, *(move.from_level for move in self.moves)}
        for level in sorted(used - {*self.discounts}):
            raise ValueError(f"level {level} has no discount")
        if self.discounts[self.bearers]:
            raise ValueError(f"level {self.bearers} bears the discounts and can have none itself")
        placed: dict[str, str] = {}
        for level, states in self.levels.items():
            for state in states:
                if state in placed:
                    raise ValueError(f"{state} is in level {placed[state]} and in level {level}")
                placed[state] = level
        moving = [state for move in self.moves for state in move.states]
        conceded = [state for concession in self.concessions for state in concession.states]
        for state in (*self.unconfirmed, *moving, *conceded):
            if state not in placed:
                raise ValueError(f"{state} is in no level")
        return self


class RateEntry(Entry):
    """The highest rate for an activity."""

    percent: Share
    article: Words


class BonusEntry(Entry):
    """Points added to a rate of co-funding."""

    name: Slug
    says: Words
    article: Words
    points: Share = Decimal(0)
    per_point: Figure = Decimal(0)
    most: Share | None = None
    threshold: Share = Decimal(0)
    threshold_of: list[Slug] = []

    @model_validator(mode="after")
    def _one_way(self) -> "BonusEntry":
        if bool(self.points) == bool(self.per_point):
            raise ValueError("give either `points` or `per_point`")
        return self


class BaselineEntry(Cited):
    """The rates of a call, where they are lower than the regulation allows."""

    id: Slug
    title: Words
    rates: Annotated[dict[Slug, Share], Field(min_length=1)]
    cite: Words


class CoFundingKeyEntry(KeyEntry):
    """A fund pays a part of the costs, by activity and with bonuses."""

    kind: Literal["co-funding"]
    funder: Words
    rates: Annotated[dict[Slug, RateEntry], Field(min_length=1)]
    bonuses: list[BonusEntry] = []
    most_bonus: Share
    most_bonus_article: Words
    ceiling: Share
    ceiling_article: Words
    calls: list[BaselineEntry] = []

    @model_validator(mode="after")
    def _known(self) -> "CoFundingKeyEntry":
        names = {bonus.name for bonus in self.bonuses}
        for bonus in self.bonuses:
            for other in sorted({*bonus.threshold_of} - names):
                raise ValueError(f"bonus {bonus.name} counts {other!r}, which is no bonus")
        for call in self.calls:
            for activity, percent in call.rates.items():
                rate = self.rates.get(activity)
                if rate is None:
                    raise ValueError(f"call {call.id} has a rate for {activity!r}, no activity")
                if percent > rate.percent:
                    raise ValueError(
                        f"call {call.id} gives {activity} {percent}, above the {rate.percent} "
                        f"of {rate.article}"
                    )
        return self


class EqualKeyEntry(KeyEntry):
    """The members of a framework on the day pay the same."""

    kind: Literal["equal"]
    among: Slug


class OwnCostsKeyEntry(KeyEntry):
    """Costs lie where they fall."""

    kind: Literal["own-costs"]


class TierEntry(Entry):
    """States with more than a part of the total statistic bear a part of the whole."""

    name: Words
    share: Share
    above: Share
    equally: Flag = False


class TiersKeyEntry(KeyEntry):
    """Tiers of the members of a framework, by their part of a statistic."""

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


AnyKey = Annotated[
    FixedKeyEntry
    | StatisticKeyEntry
    | ScaleKeyEntry
    | CoFundingKeyEntry
    | EqualKeyEntry
    | OwnCostsKeyEntry
    | TiersKeyEntry,
    Field(discriminator="kind"),
]


class PeriodEntry(Dated, Cited):
    """The rate of a tariff for a time."""

    rate: Annotated[Figure, Field(gt=0)]
    cite: Words


class PremiumEntry(Dated, Cited):
    """An addition to the rate of a tariff, for at most a part of the units."""

    percent: Share
    most: Share
    says: Words
    cite: Words


class TariffEntry(Entry):
    """What is paid for a unit, by period."""

    id: Slug
    title: Words
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    unit: Words
    periods: Annotated[list[PeriodEntry], Field(min_length=1)]
    premium: PremiumEntry | None = None
    note: str = ""
