"""Membership: what the depositary of an instrument enters."""

from datetime import date
from typing import Literal, TypeAlias

from foedus.model.entries import Content

Deed: TypeAlias = Literal[
    "signature",
    "ratification",
    "accession",
    "reservation",
    "notice-of-withdrawal",
    "suspension",
]


class Deposit(Content, frozen=True):
    """What a state did about an instrument, from the day on which it takes effect.

    `powers` is the evidence of full powers (VCLT 7): who signed them, and when. A reservation, and
    a suspension between two, name the `provision` and what they say.
    """

    kind = "deposit"
    letters = "DP"
    deed: Deed
    instrument: str
    state: str
    deposited: date
    effect: date | None
    powers: str
    provision: str = ""
    says: str = ""
    towards: tuple[str, ...] = ()
