"""Reading a call: names become ids, places become points, and what makes no sense is refused."""

from collections.abc import Sequence
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.sites import UnknownPlaceError
from foedus.errors import QuestionError
from foedus.questions.forces.exercise.call import Candidate, Gap, Held, ProgrammeCall, repeated
from foedus.questions.forces.exercise.problem import Option, Problem, Want


def read_problem(catalogue: Catalogue, call: ProgrammeCall, on: date) -> Problem:
    """The problem with ids for names. Raises QuestionError for what makes no sense."""
    years = tuple(range(call.year, call.year + call.years))
    if years[-1] < on.year:
        raise QuestionError(f"the programme ended with {years[-1]}, before {on}")
    for held in call.history:
        if held.starts > on:
            raise QuestionError(f"{held.id} of the history begins on {held.starts}, after {on}")
    states = _States(catalogue)
    return Problem(
        first=max(on, date(years[0], 1, 1)),
        years=years,
        fades=call.fades,
        options=tuple(_option(catalogue, states, candidate) for candidate in call.candidates),
        wants=_wants(states, call.gaps),
        budgets=tuple(call.budgets),
        limits=tuple(
            limit.model_copy(update={"nation": states.maybe(limit.nation)}) for limit in call.limits
        ),
        blackouts=tuple(
            blackout.model_copy(update={"nation": states.maybe(blackout.nation)})
            for blackout in call.blackouts
        ),
        history=tuple(_held(states, held) for held in call.history),
        at_once=call.at_once,
        hostings=call.hostings,
        apart_km=call.apart_km,
    )


class _States:
    """Ids of the states that a call names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def one(self, name: str) -> str:
        """The id of one state."""
        return self.catalogue.state(name).id

    def maybe(self, name: str | None) -> str | None:
        """The id of one state, or none."""
        return None if name is None else self.one(name)

    def all(self, names: Sequence[str], what: str) -> tuple[str, ...]:
        """The ids of several, each once."""
        found = tuple(sorted({self.one(name) for name in names}))
        if len(found) < len(names):
            raise QuestionError(f"{what} names a nation twice: {', '.join(names)}")
        return found


def _wants(states: _States, gaps: Sequence[Gap]) -> tuple[Want, ...]:
    wants = tuple(Want(states.all(g.nations, "a gap"), g.trains, g.weight) for g in gaps)
    for key in repeated(f"{' and '.join(w.nations)}, {w.trains}" for w in wants):
        raise QuestionError(f"gaps: {key} is listed twice")
    return wants


def _option(catalogue: Catalogue, states: _States, given: Candidate) -> Option:
    participants = states.all(given.participants, given.id)
    states.all(given.hosts, f"{given.id} as hosts")
    hosts = tuple(states.one(host) for host in given.hosts)
    for host in hosts:
        if host not in participants:
            raise QuestionError(f"{given.id} is hosted by {host}, which does not take part in it")
    at = (given.lat, given.lon) if given.lat is not None and given.lon is not None else None
    return Option(
        id=given.id,
        name=given.name,
        kind=given.kind,
        participants=participants,
        hosts=hosts,
        domains=tuple(given.domains),
        objectives=tuple(given.objectives),
        units=tuple(given.units),
        cost=given.total,
        days=given.length,
        starts=given.starts,
        ends=given.ends,
        place=given.place,
        at=at or _found(catalogue, given.place),
        personnel=given.personnel,
    )


def _found(catalogue: Catalogue, place: str) -> tuple[float, float] | None:
    """Where a place of the gazetteer is; many areas have a name that it does not know."""
    try:
        site = catalogue.sites.find(place) if place else None
    except UnknownPlaceError:
        return None
    return (site.lat, site.lon) if site else None


def _held(states: _States, held: Held) -> Held:
    participants = list(states.all(held.participants, held.id))
    update = {"participants": participants, "host": states.maybe(held.host)}
    return held.model_copy(update=update)
