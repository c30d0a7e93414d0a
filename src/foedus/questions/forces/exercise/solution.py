"""What the solver found, and how good it is proven to be."""

from collections.abc import Iterator
from typing import Final

import msgspec

from foedus.questions.forces.exercise.problem import Placement

AIMS: Final = ("coverage", "evenness of hosting", "cost", "time", "order of the call")


class Proof(msgspec.Struct, frozen=True):
    """How good an aim's value is proven to be: `bound` is what no programme can better."""

    matched_by = ("aim",)
    aim: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better exists, given the aims before it."""
        return self.value == self.bound

    @property
    def gap(self) -> float:
        """How far from the best it can be at most, as a share of the bound."""
        return abs(self.value - self.bound) / max(abs(self.bound), abs(self.value), 1)


class ProgrammeSolution(msgspec.Struct, frozen=True):
    """A programme in the order of the calendar, and the proof of each aim."""

    plan: tuple[Placement, ...]
    proofs: tuple[Proof, ...]

    def notes(self) -> Iterator[str]:
        """What is proven, in sentences."""
        aims = [proof.aim for proof in self.proofs if proof.proven]
        if len(aims) == len(self.proofs):
            yield f"proven: no programme is better in {', then '.join(aims)}"
            return
        for proof in self.proofs:
            if not proof.proven:
                yield f"the {proof.aim} is within {100 * proof.gap:.1f} % of the best; not proven"
