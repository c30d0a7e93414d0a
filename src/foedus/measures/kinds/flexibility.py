"""How long it takes from signature to force, and how much has been changed since."""

from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING

from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.model.citations import Citation
from foedus.model.instruments import Instrument
from foedus.model.wording import counted

if TYPE_CHECKING:
    from foedus.measures.seen import Seen


class Flexibility(Measure):
    """Flexibility: from signature to force, and clauses changed since."""

    name = "flexibility"
    title = "Flexibility"
    asks = "How fast does it take up a new text, and how much has it changed?"
    order = 55
    least = 0
    figures = (
        Figure(
            "days to force",
            "median time from signature to entry into force of its instruments that bind in law",
            "median of first day in force - day of signature",
            "days",
            0.0,
            None,
        ),
        Figure(
            "changed clauses",
            "share of the clauses in force that are not of the first day of their instrument",
            "clauses that began later / clauses in force",
        ),
    )
    papers = (
        Citation(
            "foedus, definitions of instruments and provisions", "days of signature and force"
        ),
    )
    denominator = "binding instruments of the definition with both days; its clauses in force"
    uncertainty = "None: every instrument of the definition counts, and no other."
    not_shown = (
        "Instruments and clauses that the definition does not hold: it has those that bear on "
        "defence. Practice that changed without a change of text, and how long decisions take."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        live = [i for i in seen.framework.instruments if i.binding and seen.on in i.during]
        unsettled = [i.id for i in live if not _settled(i)]
        dated = [
            (float((i.during.start - i.signed).days), i.id)
            for i in live
            if i.signed and i.during.start >= i.signed and i.id not in unsettled
        ]
        left = f"the day is contested of {', '.join(unsettled)}" if unsettled else ""
        if unsettled and not dated:
            why = f"on which day it entered into force is contested: {', '.join(unsettled)}"
            yield Value(figure="days to force", why=why)
        if dated:
            days = [number for number, _ in dated]
            yield Value(
                figure="days to force",
                value=float(median(days)),
                low=min(days) if len(days) > 1 else None,
                high=max(days) if len(days) > 1 else None,
                interval="the fastest and the slowest" if len(days) > 1 else "",
                of=f"{len(dated)} of {len(live)} binding instruments{left and f'; {left}'}",
                each=tuple(Each(name, number, "days") for number, name in sorted(dated)),
            )
        clauses = [c for c in seen.catalogue.clauses_of(seen.framework) if c.in_force(seen.on)]
        later = [c for c in clauses if c.provision.during.start > c.instrument.during.start]
        if clauses:
            yield Value(
                figure="changed clauses",
                value=len(later) / len(clauses),
                of=f"{len(later)} of {counted(len(clauses), 'clause')} in force",
                each=tuple(
                    Each(c.provision.id, 1.0, f"since {c.provision.during.start}") for c in later
                ),
            )


def _settled(instrument: Instrument) -> bool:
    """Whether anybody was a party on the first day beyond dispute.

    Where all of its first parties are contested, the definition holds the earliest day that anybody
    gives, and no other: how long it took is then not known.
    """
    start = instrument.during.start
    first = [party for party in instrument.parties if party.during.start == start]
    return not first or any(not party.contested for party in first)
