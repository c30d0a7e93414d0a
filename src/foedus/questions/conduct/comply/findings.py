"""What declared conduct is found to be: limits, declarations, trends."""

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation

Status: TypeAlias = Literal[
    "kept", "exceeded", "open", "contested", "not yet binding", "no longer binding"
]
Given: TypeAlias = Literal["given", "missing", "suspended", "contested"]


class Finding(msgspec.Struct, frozen=True):
    """A limit on what a state, or a group of states, holds.

    The number lies between `low` and `high` (None: nothing declared caps it). `margin` is what may
    be added to `high`, or by how much `low` goes beyond. `undeclared` are those that declared
    nothing, `outside` those not counted because their part is suspended or ended, `contested`
    those of whom that is contested. Where it matters, the limit stands `if_bound`, with them, in
    one way and `if_suspended`, without them, in another, and its status is contested.
    """

    matched_by = ("provision", "title", "who")
    provision: str
    title: str
    who: tuple[str, ...]
    status: Status
    low: int
    high: int | None
    ceiling: int
    margin: int | None
    as_of: date | None
    binds: str
    undeclared: tuple[str, ...]
    outside: tuple[str, ...]
    cite: Citation
    contested: tuple[str, ...] = ()
    if_bound: str = ""
    if_suspended: str = ""

    @property
    def number(self) -> str:
        """The number as it is shown."""
        if self.high is None:
            return "not declared" if self.as_of is None else f"{self.low:,} or more"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


class Reported(msgspec.Struct, frozen=True):
    """A declaration that was due, and the states that gave it or are not known to have done so."""

    matched_by = ("provision", "title")
    provision: str
    title: str
    due: date
    as_of: date
    status: Given
    states: tuple[str, ...]
    says: str
    cite: Citation


class Trend(msgspec.Struct, frozen=True):
    """How a declared number changed from one declaration to the next."""

    matched_by = ("state", "quantity", "before")
    state: str
    quantity: str
    before: date
    was: int
    after: date
    now: int
