"""Voting rules as definitions write them: criteria by name, and whom a motion concerns how."""

from typing import Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation

Passes: TypeAlias = Literal["majority", "consensus", "unanimity", "silence"]
Concerned: TypeAlias = Literal["", "leave", "abstain"]


class Asked(msgspec.Struct, frozen=True):
    """One thing that a rule asks: the name of a criterion, and its argument as JSON text."""

    name: str
    argument: str


class VotingRule(msgspec.Struct, frozen=True):
    """A way of deciding: a motion is adopted where the ballot meets every criterion.

    `passes` names why where it does. States `concerned` by the motion leave the vote or abstain;
    `least_concerned` and `most_concerned` say how many there may be. `reinforced` is the rule that
    applies where the act is not on a proposal. With `least_participants` only participants vote.
    `not_modelled` says what the rule asks beyond its criteria.
    """

    id: str
    says: str
    criteria: tuple[Asked, ...]
    cite: Citation
    passes: Passes = "majority"
    concerned: Concerned = ""
    least_concerned: int = 0
    most_concerned: int = 1_000
    silent: bool = False
    reinforced: str = ""
    least_participants: int = 0
    not_modelled: str = ""
    note: str = ""
