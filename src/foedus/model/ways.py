"""Ways to change who is bound: what must be done, by whom, in which order, effective when."""

from typing import Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation
from foedus.model.clocks import Period
from foedus.model.time import ALWAYS, Interval

How: TypeAlias = Literal["invitation", "application", "open", "signature", "decision", "none"]
Deed: TypeAlias = Literal[
    "apply",
    "notify",
    "propose",
    "opinion",
    "recommend",
    "consent",
    "agree",
    "decide",
    "invite",
    "sign",
    "ratify",
    "accept",
    "deposit",
]
HowMany: TypeAlias = Literal["all", "majority", "two-thirds", "three-quarters"]


class WayStep(msgspec.Struct, frozen=True):
    """One act on the way.

    `by` is `state` (whose change it is), `parties` (each of the others), the id of a body, that of
    a state, or words for whom foedus has no id. Of the parties so many must act as `how_many`
    says, those `including` among them. `rule` is the voting rule by which a body acts.
    """

    step: Deed
    by: str
    says: str
    cite: Citation
    how_many: HowMany = "all"
    including: tuple[str, ...] = ()
    rule: str = ""


class Effect(msgspec.Struct, frozen=True):
    """When the change takes effect once the last step is taken.

    `after` the last step; with `month_start` on the first day of the month so many months after
    that of the last step. `fact` names the day that the parties agree on instead.
    """

    says: str
    cite: Citation
    after: Period | None = None
    month_start: bool = False
    fact: str = ""


class Way(msgspec.Struct, frozen=True):
    """How a state becomes a party, how the text is amended or how a member is suspended.

    `how` is `none` where the text has no clause on it. `open_to` says who may come in. Where it is
    to states of a region, their home territory lies `within` these areas or territories; of those
    in `perhaps` it is not settled.
    """

    how: How
    says: str
    cite: Citation
    during: Interval = ALWAYS
    open_to: str = ""
    within: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    steps: tuple[WayStep, ...] = ()
    effect: Effect | None = None
    note: str = ""
