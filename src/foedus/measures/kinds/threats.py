"""Which threats, to which land of the members, its duties of help may answer."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from foedus.judging.events.judge import Judge
from foedus.judging.reach import helping, site_on
from foedus.language.situation import Situation
from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.model.citations import Citation
from foedus.model.events import Domain, Kind

if TYPE_CHECKING:
    from foedus.catalogue.clause import Clause
    from foedus.measures.seen import Seen
    from foedus.model.places import Site, Territory

THREATS: Final[tuple[tuple[str, Kind, Domain], ...]] = (
    ("armed attack on land", "armed-attack", "land"),
    ("armed attack from the air", "armed-attack", "air"),
    ("armed attack from the sea", "armed-attack", "sea"),
    ("cyber attack", "cyber-attack", "cyber"),
    ("terrorist attack", "terrorist-attack", "land"),
    ("threat", "threat", "land"),
    ("coup", "coup", "land"),
    ("internal conflict", "internal-conflict", "land"),
    ("disaster", "disaster", "land"),
)


class Threats(Measure):
    """Coverage of threats: kinds of event on each territory, and the holes."""

    name = "threats"
    title = "Coverage of threats"
    asks = "Which threats does it leave out?"
    order = 57
    figures = (
        Figure(
            "may be answered",
            "share of threats to territories of members that may call for a duty of help",
            "cells (territory, threat) in which no condition that is known rules every duty out / "
            "all cells",
        ),
        Figure(
            "armed attack on land",
            "the same for armed attack on land alone",
            "territories in which an armed attack on land may call for help / all territories",
        ),
    )
    papers = (Citation("foedus, definitions of provisions and of places", "triggers"),)
    denominator = f"territories that members hold, times {len(THREATS)} kinds of threat"
    uncertainty = (
        "The lower end counts cells in which a duty is called for whoever attacks; between the two "
        "it hangs on the attacker, on facts, or on a contested reading."
    )
    not_shown = (
        "Whether help would come, and how strong it would be. Territories are counted alike, "
        "however many live there. What another framework covers is not counted here."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        clauses = tuple(helping(seen.catalogue, seen.framework, seen.on))
        held = list(_held(seen))
        if not held:
            return
        judge = Judge(seen.catalogue)
        sure = dict.fromkeys((name for name, _, _ in THREATS), 0)
        may = dict(sure)
        for territory, state in held if clauses else ():
            site = site_on(seen.catalogue, territory, seen.on)
            for name, kind, domain in THREATS:
                verdict = _verdict(judge, clauses, site, state, kind, domain, seen)
                sure[name] += verdict is True
                may[name] += verdict is not False
        each = tuple(
            Each(name, may[name] / len(held), f"{may[name]} of {len(held)} territories")
            for name in may
        )
        none = "" if clauses else "; it holds no duty of help that day"
        yield _value(
            figure="may be answered", counts=(sure, may), held=len(held), each=each, of=none
        )
        land = {THREATS[0][0]}
        only = ({n: sure[n] for n in land}, {n: may[n] for n in land})
        yield _value(figure="armed attack on land", counts=only, held=len(held), of=none)


def _held(seen: "Seen") -> "Iterator[tuple[Territory, str]]":
    """Each territory that a member holds, with the first member that does."""
    for territory in seen.catalogue.definitions.territories.values():
        for tenure in territory.holders(seen.on):
            if tenure.state in seen.members:
                yield territory, tenure.state
                break


def _verdict(
    judge: Judge,
    clauses: "tuple[Clause, ...]",
    site: "Site",
    state: str,
    kind: Kind,
    domain: Domain,
    seen: "Seen",
) -> bool | None:
    """Whether any duty of help is called for, by an attacker of whom nothing is known."""
    situation = Situation(
        on=seen.on,
        kind=kind,
        object="territory",
        domain=domain,
        victim=state,
        attacker=None,
        site=site,
        facts={},
        lookups=judge,
    )
    verdicts = [judge.judge(clause, situation).verdict for clause in clauses]
    return True if True in verdicts else None if None in verdicts else False


def _value(
    *,
    figure: str,
    counts: tuple[Mapping[str, int], Mapping[str, int]],
    held: int,
    of: str,
    each: tuple[Each, ...] = (),
) -> Value:
    sure, may = (sum(count.values()) for count in counts)
    cells = held * len(counts[0])
    return Value(
        figure=figure,
        value=may / cells,
        low=sure / cells,
        high=may / cells,
        interval="from called for in any case to may be",
        of=f"{may:,} of {cells:,} {'cells' if each else 'territories'}{of}",
        each=each,
    )
