"""Reading a call: places become points, and what makes no sense is refused."""

from collections.abc import Sequence
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.gazetteer import UnknownPlaceError
from foedus.documents.source import Location
from foedus.errors import QuestionError
from foedus.questions.forces.exercise.call import Candidate, Gap, ProgrammeCall
from foedus.questions.forces.exercise.problem import Option, ProgrammeProblem, Want


def read_problem(catalogue: Catalogue, call: ProgrammeCall, on: date) -> ProgrammeProblem:
    """The problem that a call sets. Raises QuestionError for what makes no sense."""
    years = tuple(range(call.year, call.year + call.years))
    if years[-1] < on.year:
        told = f"the programme ended with {years[-1]}, before {on}"
        raise QuestionError(told, ("call", "year"))
    for number, held in enumerate(call.history):
        at = ("call", "history", number)
        if held.starts > on:
            told = f"{held.id} of the history begins on {held.starts}, after {on}"
            raise QuestionError(told, (*at, "starts"))
        _once(held.participants, held.id, (*at, "participants"))
    return ProgrammeProblem(
        first=max(on, date(years[0], 1, 1)),
        years=years,
        fades=call.fades,
        options=tuple(
            _option(catalogue, candidate, ("call", "candidates", number))
            for number, candidate in enumerate(call.candidates)
        ),
        wants=_wants(call.gaps),
        budgets=tuple(call.budgets),
        limits=tuple(call.limits),
        blackouts=tuple(call.blackouts),
        history=tuple(
            held.model_copy(update={"participants": sorted(held.participants)})
            for held in call.history
        ),
        at_once=call.at_once,
        hostings=call.hostings,
        apart_km=call.apart_km,
    )


def _once(states: Sequence[str], what: str, at: Location) -> tuple[str, ...]:
    """States in their order, of which none may be named twice."""
    for number, state in enumerate(states):
        if state in states[:number]:
            told = f"{what} names a nation twice: {', '.join(states)}"
            raise QuestionError(told, (*at, number))
    return tuple(sorted(states))


def _wants(gaps: Sequence[Gap]) -> tuple[Want, ...]:
    wants: dict[tuple[object, ...], Want] = {}
    for number, gap in enumerate(gaps):
        at = ("call", "gaps", number)
        want = Want(_once(gap.nations, "a gap", (*at, "nations")), gap.trains, gap.weight)
        key = want.nations, want.trains
        if key in wants:
            told = f"gaps: {' and '.join(want.nations)}, {want.trains} is listed twice"
            raise QuestionError(told, at)
        wants[key] = want
    return tuple(wants.values())


def _option(catalogue: Catalogue, given: Candidate, at: Location) -> Option:
    participants = _once(given.participants, given.id, (*at, "participants"))
    _once(given.hosts, f"{given.id} as hosts", (*at, "host"))
    for number, host in enumerate(given.hosts):
        if host not in participants:
            told = f"{given.id} is hosted by {host}, which does not take part in it"
            raise QuestionError(told, (*at, "host", number))
    degrees = (given.lat, given.lon) if given.lat is not None and given.lon is not None else None
    return Option(
        id=given.id,
        name=given.name,
        kind=given.kind,
        participants=participants,
        hosts=tuple(given.hosts),
        domains=tuple(given.domains),
        objectives=tuple(given.objectives),
        units=tuple(given.units),
        cost=given.total,
        days=given.length,
        starts=given.starts,
        ends=given.ends,
        place=given.place,
        at=degrees or _found(catalogue, given.place),
        personnel=given.personnel,
    )


def _found(catalogue: Catalogue, place: str) -> tuple[float, float] | None:
    """Where a place of the gazetteer is; many areas have a name that it does not know."""
    try:
        site = catalogue.sites.find(place) if place else None
    except UnknownPlaceError:
        return None
    return (site.lat, site.lon) if site else None
