"""What `apportion` takes: a key, an amount, what the key needs, and what would be otherwise."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from foedus.asking.declare import Document, Inputs
from foedus.asking.fields import dashed
from foedus.asking.names import FiguresByState, StateName, StateNames
from foedus.documents.numbers import PER_CENT, Figure, Flag, Money, Share


class Weighed(Document):
    """A part of a mix: another key with its weight."""

    key: str = Field(description="Key, such as nato/common-funding-2024")
    weight: Share = Field(gt=0, description="Weight in per cent; the weights sum to 100")


class OwnShare(Document):
    """A state's share or figure, where the shares are the user's own."""

    state: StateName = Field(description="State, by id or name")
    share: Annotated[Figure, PER_CENT] = Field(
        description="Its share, or a figure to share in proportion to"
    )


class Bound(Document):
    """Within what a state's share must lie."""

    state: StateName = Field(description="State, by id or name")
    least: Share = Field(Decimal(0), description="Floor in per cent")
    most: Share = Field(Decimal(100), description="Cap in per cent")


class Mix(Document):
    """A key of the user's own: other keys by weight, or shares of states; with floors and caps."""

    title: str = Field("Mix", description="What to call it")
    proportional: Flag = Field(
        False, description="The shares are figures to share in proportion to, not per cent"
    )
    parts: list[Weighed] = Field([], description="Keys and their weights")
    shares: list[OwnShare] = Field([], description="States and their shares")
    bounds: list[Bound] = Field([], description="Floors and caps")


class ApportionInput(Inputs):
    """A key and an amount; who abstains, leaves or joins; what the key needs to know."""

    key: str = Field(
        "",
        description="Key, such as nato/common-funding-2024; none where a mix is given",
        json_schema_extra={"positional": True},
    )
    amount: Money = Field(description="The amount to share, with cents at most")
    currency: str = Field(
        "", pattern=r"^([A-Z]{3})?$", description="Its currency, such as EUR; the key's if left out"
    )
    inputs: Annotated[dict[str, Any], BeforeValidator(dashed)] = Field(
        {}, description="What the key needs: activity=prototype, pesco=true, ..."
    )
    abstain: StateNames = Field([], description="States that abstain and do not pay")
    leave: StateNames = Field([], description="States that leave")
    join: FiguresByState = Field(
        {},
        description="States that join, each with its share in per cent of the new whole; its "
        "figure under a key of statistics; 1 under an equal key",
    )
    statistics: FiguresByState = Field(
        {},
        description="Figures in place of, or beside, those of the key: DEU=4000; per-capita "
        "incomes under a scale by levels",
    )
    costs: FiguresByState = Field(
        {}, description="What each state spends, where costs lie where they fall"
    )
    with_key: str = Field("", description="Another key to compare with")
    mix: Mix | None = Field(None, description="A key of your own")
