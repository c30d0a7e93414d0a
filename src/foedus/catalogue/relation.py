"""Between whom a provision runs."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from foedus.model.provisions import PARTIES, Circle, Duty, Effect, Right

Mode: TypeAlias = Literal["help", "consult", "restraint", "entitlement"]
_MODES: Final[dict[tuple[str, ...], Mode]] = {("refrain",): "restraint", ("consult",): "consult"}


@dataclass(frozen=True)
class Relation:
    """Between whom a provision runs: who owes (or holds), towards whom, and in which way.

    `help`: others than victim and attacker owe it; `consult`: the attacker too, where it is in the
    circle; `restraint`: only the attacker does; `entitlement`: every holder may act, the victim
    included. With `either`, help is due to the attacker too. With `together`, all consult with each
    other, so that the victim owes that as well; its own duty alone makes no bond.
    """

    by: Circle
    to: Circle
    mode: Mode
    either: bool = False
    together: bool = False


def relation(effect: Effect) -> Relation:
    """The relation that an effect sets up."""
    match effect:
        case Duty(kinds, _, by, to, engaged):
            mode = _MODES.get(kinds, "help")
            return Relation(by, to, mode, engaged == "either", "consult" in kinds)
        case Right(_, by, to):
            return Relation(by, to, "entitlement")
        case _:
            return Relation(PARTIES, PARTIES, "entitlement")
