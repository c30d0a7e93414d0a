"""What the two published lists of states say of a state on a day, and where they end."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

import msgspec

from foedus.data.adapters import cow_states, gw_states
from foedus.data.store.adapter import Adapter
from foedus.model.actors import Code

Status: TypeAlias = Literal["listed", "not listed", "carried on", "not a state", "not known"]


class Listed(msgspec.Struct, frozen=True):
    """A state's code in a list on a day: None where it is not in the list, or is not known.

    `carried on` is the code of the last day of the list, asked for after it; `not a state` is one
    that had ended, or was none yet, on a day after it.
    """

    code: int | None
    abbreviation: str
    status: Status


@dataclass(frozen=True)
class StateList:
    """A published list of states: the days it covers, and who says so."""

    name: str
    adapter: Adapter

    @property
    def last(self) -> date:
        """The last day that it says anything about."""
        return date(self.adapter.coverage.last, 12, 31)

    @property
    def first(self) -> date:
        """The first day that it says anything about."""
        return date(self.adapter.coverage.first, 1, 1)

    def on(self, codes: tuple[Code, ...], on: date, *, ended: bool) -> Listed:
        """What it says of a state with these codes; outside its days nothing is known for sure.

        `ended` is whether it was no state on the day, so that no list can have it.
        """
        had = next((code for code in codes if on in code.during), None)
        if had is not None:
            status: Status = "listed" if on <= self.last else "carried on"
            return Listed(had.code, had.abbreviation, status)
        inside = self.first <= on <= self.last
        if inside:
            return Listed(None, "", "not listed")
        return Listed(None, "", "not a state" if ended and on > self.last else "not known")

    def outside(self, on: date) -> tuple[str, ...]:
        """A note, where the day lies after the list or before it."""
        said = f"{self.adapter.title} ({self.adapter.version})"
        if on > self.last:
            carried = "codes of that day are carried on, and whether others were added is not known"
            return (f"{said} ends on {self.last}: {carried}",)
        if on < self.first:
            return (f"{said} begins on {self.first}: before that day no code is known",)
        return ()


COW: Final = StateList("COW", cow_states.ADAPTER)
GW: Final = StateList("Gleditsch-Ward", gw_states.ADAPTER)
