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
    included. With `either`, help is due to the attacker too.
    """

    by: Circle
    to: Circle
    mode: Mode
    either: bool = False


def relation(effect: Effect) -> Relation:
    """The relation that an effect sets up."""
    match effect:
        case Duty(kinds, _, by, to, engaged):
            return Relation(by, to, _MODES.get(kinds, "help"), engaged == "either")
        case Right(_, by, to):
            return Relation(by, to, "entitlement")
        case _:
            return Relation(PARTIES, PARTIES, "entitlement")
