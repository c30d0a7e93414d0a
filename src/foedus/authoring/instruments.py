"""An instrument: its parties, and what they said of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from foedus.authoring.clocks import ClockEntry, clock
from foedus.authoring.draft import Draft, citing
from foedus.authoring.making import Making
from foedus.authoring.provisions import AnyProvision, provision
from foedus.authoring.ways import WAYS, WayEntry, way
from foedus.documents.entry import Cited, Dated, Entry, Slug, States, Words, interval
from foedus.documents.numbers import Day, Flag
from foedus.documents.source import Location
from foedus.model.instruments import Instrument, Nature, Party, Reservation, Suspension, Within
from foedus.model.time import Interval


class PartyEntry(Dated, Cited):
    """States that became bound together, and how."""

    states: States
    from_: Day = Field(alias="from")
    basis: Literal[
        "signature", "ratification", "accession", "succession", "provisional", "membership"
    ]
    signed: Day | None = None
    deposited: Day | None = None
    notice: Day | None = None
    ended_by: (
        Literal["withdrawal", "denunciation", "expiry", "extinction", "succession", "termination"]
        | None
    ) = None
    contested: Words | None = None
    note: Words | None = None


class WithinEntry(Cited):
    """The framework to whose members alone the instrument is open, and by what text."""

    framework: Slug
    cite: Words
    note: str = ""


class SuspensionEntry(Dated, Cited):
    """A leg between two states, or one state's bonds with all, suspended for a time."""

    states: Annotated[list[str], Field(min_length=1, max_length=2)]
    cite: Words
    says: Words
    provisions: list[Slug] = []
    contested: Words | None = None


class ReservationEntry(Dated, Cited):
    """A state's reservation or understanding to provisions of the instrument."""

    state: str
    provisions: Annotated[list[Slug], Field(min_length=1)]
    kind: Literal["reservation", "understanding", "declaration"]
    says: Words
    cite: Words
    condition: dict[str, Any] | None = None
    excludes: Flag = False


class InstrumentEntry(Entry):
    """A treaty or other instrument, with its parties and provisions."""

    id: Slug
    title: Words
    nature: Nature
    signed: Day | None = None
    in_force: Day
    ended: Day | None = None
    depositary: str = ""
    where: Words
    parties: list[PartyEntry] = []
    parties_of: str = ""
    within: WithinEntry | None = None
    suspensions: list[SuspensionEntry] = []
    reservations: list[ReservationEntry] = []
    provisions: list[AnyProvision] = []
    term: str = ""
    clocks: list[ClockEntry] = []
    accession: list[WayEntry] = []
    amendment: list[WayEntry] = []
    suspension: list[WayEntry] = []
    note: str = ""

    @model_validator(mode="after")
    def _coherent(self) -> "InstrumentEntry":
        if self.parties and self.parties_of:
            raise ValueError("give either `parties` or `parties_of`, not both")
        if self.within and self.parties_of:
            raise ValueError("`within` goes with `parties`; with `parties_of` it follows from them")
        if self.ended and self.ended <= self.in_force:
            raise ValueError(f"`ended` {self.ended} must lie after `in_force` {self.in_force}")
        return self


# -- what they become ------------------------------------------------------------------------------

_PARTY = Making(Party, PartyEntry, given=["state", "during"], read=["states", "from_", "to"])
_WITHIN = Making(Within, WithinEntry)
_SUSPENSION = Making(Suspension, SuspensionEntry, given=["provisions"])
_RESERVATION = Making(Reservation, ReservationEntry, given=["provisions", "condition"])
_INSTRUMENT = Making(
    Instrument,
    InstrumentEntry,
    given=[
        *("during", "parties", "within", "suspensions", "reservations", "provisions", "clocks"),
        *WAYS,
    ],
    read=["in_force", "ended"],
    term=lambda e: e.term.strip(),
)


def instrument(draft: Draft, entry: InstrumentEntry, path: Location) -> Instrument:
    """Build an instrument with its parties and provisions."""
    during = Interval(entry.in_force, entry.ended or date.max)

    def ids(provisions: Iterable[str]) -> tuple[str, ...]:
        return tuple(draft.provision_id(entry, identifier) for identifier in provisions)

    def condition(given: ReservationEntry, index: int) -> object:
        where = (*path, "reservations", index, "condition")
        return draft.condition(given.condition, where) if given.condition else None

    return _INSTRUMENT(
        entry,
        during=during,
        parties=tuple(_parties(draft, entry, during, path)),
        within=_WITHIN(entry.within) if entry.within else None,
        suspensions=tuple(_SUSPENSION(s, provisions=ids(s.provisions)) for s in entry.suspensions),
        reservations=tuple(
            _RESERVATION(r, provisions=ids(r.provisions), condition=condition(r, index))
            for index, r in enumerate(entry.reservations)
        ),
        provisions=tuple(
            provision(draft, p, entry, (*path, "provisions", index))
            for index, p in enumerate(entry.provisions)
        ),
        clocks=tuple(clock(c, citing(entry)) for c in entry.clocks),
        accession=tuple(way(draft, w, citing(entry)) for w in entry.accession),
        amendment=tuple(way(draft, w, citing(entry)) for w in entry.amendment),
        suspension=tuple(way(draft, w, citing(entry)) for w in entry.suspension),
    )


def _parties(
    draft: Draft, entry: InstrumentEntry, in_force: Interval, path: Location
) -> Iterator[Party]:
    for index, group in enumerate(entry.parties):
        here = (*path, "parties", index)
        if group.from_ < in_force.start and group.basis != "provisional":
            draft.problem(
                (*here, "from"),
                f"{group.from_} lies before the instrument's entry into force "
                f"({in_force.start}); only provisional application can",
            )
        bound = interval(group).clip(in_force)
        if group.basis == "provisional":
            bound = Interval(group.from_, min(group.to or date.max, in_force.end))
        if bound.empty:
            draft.problem((*here, "from"), "no day of this lies in the instrument's life")
        for state in group.states:
            yield _PARTY(group, state=state, during=bound)
