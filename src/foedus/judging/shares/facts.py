"""The inputs that a key needs beside the amount: an activity, a call, parts of the costs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AliasChoices, Field, ValidationError

from foedus.asking.declare import Inputs
from foedus.asking.fields import Names
from foedus.documents.faults import place, words
from foedus.documents.numbers import DECIMAL, MOST, Flag, Share
from foedus.errors import QuestionError, quoted
from foedus.model.keys import CoFunding, Equal, Key, Scale

Positive = Annotated[Decimal, Field(gt=0, le=MOST), *DECIMAL]


class Facts(Inputs):
    """What keys ask for; each takes only what is of use to it."""

    activity: str = ""
    call: str = ""
    pesco: Flag = Field(False, validation_alias=AliasChoices("pesco", "pesco-project"))
    sme: Share = Field(
        Decimal(0), validation_alias=AliasChoices("sme", "smes", "sme-share", "sme-percent")
    )
    cross_border: Share | Flag = Field(
        Decimal(0),
        validation_alias=AliasChoices(
            "sme-cross-border",
            "cross-border-sme",
            "cross-border-smes",
            "cross-border",
            "sme-cross-border-share",
            "sme-cross-border-percent",
        ),
    )
    mid_cap: Share | Flag = Field(
        Decimal(0),
        validation_alias=AliasChoices(
            "mid-cap", "mid-caps", "midcap", "midcaps", "mid-cap-share", "mid-cap-percent"
        ),
    )
    states: Names = Field(
        [], validation_alias=AliasChoices("states", "members", "among", "participants")
    )
    average: Positive | None = Field(
        None, validation_alias=AliasChoices("average", "average-income")
    )

    @property
    def allotted(self) -> dict[str, Decimal]:
        """For each bonus, the part of the costs that goes to those whom it rewards.

        Cross-border `true` says that the small firms are abroad, mid-caps `true` that they have
        enough of the costs.
        """
        home, abroad, mid_cap = self.sme, self.cross_border, self.mid_cap
        if isinstance(abroad, bool):
            home, abroad = (Decimal(0), home) if abroad else (home, Decimal(0))
        if isinstance(mid_cap, bool):
            mid_cap = Decimal(100 if mid_cap else 0)
        return {
            "pesco": Decimal(100 if self.pesco else 0),
            "sme": home,
            "sme-cross-border": abroad,
            "mid-cap": mid_cap,
        }


def read_facts(key: Key, given: Mapping[str, Any]) -> Facts:
    """The facts for a key. Raises QuestionError for one that it does not know or cannot use."""
    try:
        facts = Facts.model_validate(given)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in place(fault, given))
        if fault["type"] == "extra_forbidden":
            raise QuestionError(f"{key.id} has no input {quoted(name)}") from None
        raise QuestionError(f"{name}: {words(fault)}") from None
    useful = {"states"} if isinstance(key.rule, Equal) else set[str]()
    if isinstance(key.rule, CoFunding):
        useful = {*Facts.model_fields} - {"states", "average"}
    if isinstance(key.rule, Scale):
        useful = {"average"}
    for name in sorted(facts.model_fields_set - useful):
        raise QuestionError(f"{key.id} has no input {name.replace('_', '-')!r}")
    return facts
