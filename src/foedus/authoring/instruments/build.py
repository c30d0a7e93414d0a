"""From what an author wrote about an instrument to the frozen values of the model."""

from collections.abc import Iterable, Iterator
from datetime import date

from foedus.authoring.clocks import build as build_clocks
from foedus.authoring.draft import Draft, citation, citing, interval
from foedus.authoring.instruments.shape import InstrumentEntry
from foedus.authoring.provisions.build import provision
from foedus.documents.source import Location
from foedus.model.citations import Citation
from foedus.model.instruments import Instrument, Party, Reservation, Suspension
from foedus.model.time import Interval


def instrument(draft: Draft, entry: InstrumentEntry, path: Location) -> Instrument:
    """Build an instrument with its parties and provisions."""
    in_force = Interval(entry.in_force, entry.ended or date.max)
    return Instrument(
        id=entry.id,
        title=entry.title,
        nature=entry.nature,
        during=in_force,
        signed=entry.signed,
        depositary=entry.depositary,
        where=entry.where,
        parties=tuple(_parties(draft, entry, in_force, path)),
        parties_of=entry.parties_of,
        incomplete=entry.incomplete,
        suspensions=tuple(
            Suspension(
                states=tuple(s.states),
                during=interval(s),
                cite=Citation(s.cite, confidence=s.confidence),
                provisions=_ids(draft, entry, s.provisions),
                says=s.says,
            )
            for s in entry.suspensions
        ),
        reservations=tuple(
            Reservation(
                state=r.state,
                provisions=_ids(draft, entry, r.provisions),
                kind=r.kind,
                says=r.says,
                cite=Citation(r.cite, confidence=r.confidence),
                during=interval(r),
                condition=draft.condition(r.condition, (*path, "reservations", index, "condition"))
                if r.condition
                else None,
                excludes=r.excludes,
            )
            for index, r in enumerate(entry.reservations)
        ),
        provisions=tuple(
            provision(draft, p, entry, (*path, "provisions", index))
            for index, p in enumerate(entry.provisions)
        ),
        term=entry.term.strip(),
        clocks=tuple(build_clocks.clock(c, citing(entry)) for c in entry.clocks),
        note=entry.note,
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
            yield Party(
                state=state,
                during=bound,
                basis=group.basis,
                signed=group.signed,
                deposited=group.deposited,
                ended_by=group.ended_by or "",
                notice=group.notice,
                contested=group.contested or "",
                cite=citation(group),
                note=group.note or "",
            )


def _ids(draft: Draft, instrument: InstrumentEntry, provisions: Iterable[str]) -> tuple[str, ...]:
    return tuple(draft.provision_id(instrument, provision) for provision in provisions)
