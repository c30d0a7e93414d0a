"""The shape of an instrument, as an author writes it: its parties, and what they said of it."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from foedus.authoring.clocks.shape import ClockEntry
from foedus.authoring.entry import Cited, Dated, Entry, Slug, States, Words
from foedus.authoring.provisions.shape import AnyProvision
from foedus.model.instruments import Nature


class PartyEntry(Dated, Cited):
    """States that became bound together, and how."""

    states: States
    from_: date = Field(alias="from")
    basis: Literal[
        "signature", "ratification", "accession", "succession", "provisional", "membership"
    ]
    signed: date | None = None
    deposited: date | None = None
    notice: date | None = None
    ended_by: (
        Literal["withdrawal", "denunciation", "expiry", "extinction", "succession", "termination"]
        | None
    ) = None
    contested: Words | None = None
    note: Words | None = None


class SuspensionEntry(Dated, Cited):
    """A leg between two states, or one state's bonds with all, suspended for a time."""

    states: Annotated[list[str], Field(min_length=1, max_length=2)]
    cite: Words
    says: Words
    provisions: list[Slug] = []


class ReservationEntry(Dated, Cited):
    """A state's reservation or understanding to provisions of the instrument."""

    state: str
    provisions: Annotated[list[Slug], Field(min_length=1)]
    kind: Literal["reservation", "understanding", "declaration"]
    says: Words
    cite: Words
    condition: dict[str, Any] | None = None
    excludes: bool = False


class InstrumentEntry(Entry):
    """A treaty or other instrument, with its parties and provisions."""

    id: Slug
    title: Words
    nature: Nature
    signed: date | None = None
    in_force: date
    ended: date | None = None
    depositary: str = ""
    where: Words
    parties: list[PartyEntry] = []
    parties_of: str = ""
    incomplete: bool = False
    suspensions: list[SuspensionEntry] = []
    reservations: list[ReservationEntry] = []
    provisions: list[AnyProvision] = []
    term: str = ""
    clocks: list[ClockEntry] = []
    note: str = ""

    @model_validator(mode="after")
    def _coherent(self) -> "InstrumentEntry":
        if self.parties and self.parties_of:
            raise ValueError("give either `parties` or `parties_of`, not both")
        if self.ended and self.ended <= self.in_force:
            raise ValueError(f"`ended` {self.ended} must lie after `in_force` {self.in_force}")
        return self
