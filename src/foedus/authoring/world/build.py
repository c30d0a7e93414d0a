"""From what an author wrote about states, actors and places to the frozen values of the model."""

from foedus.authoring.draft import interval
from foedus.authoring.world import shape as a
from foedus.model.actors import Actor, Code, Name, State, Succession
from foedus.model.places import Area, Place, Tenure, Territory


def state(entry: a.StateEntry) -> State:
    """A state."""
    return State(
        id=entry.id,
        name=entry.name,
        lives=tuple(interval(life) for life in entry.lives),
        alpha2=entry.alpha2,
        numeric=entry.numeric,
        names=tuple(Name(name.name, interval(name)) for name in entry.names),
        aliases=tuple(entry.aliases),
        cow=tuple(Code(c.code, interval(c), c.abbreviation) for c in entry.cow),
        gw=tuple(Code(c.code, interval(c)) for c in entry.gw),
        successors=tuple(Succession(s.state, s.on, s.note) for s in entry.successors),
        note=entry.note,
    )


def actor(entry: a.ActorEntry) -> Actor:
    """An actor that is no state."""
    return Actor(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        cite=entry.cite,
        bases=tuple(entry.bases),
        aliases=tuple(entry.aliases),
        during=interval(entry),
        internal=entry.internal,
    )


def territory(entry: a.TerritoryEntry) -> Territory:
    """A territory."""
    return Territory(
        id=entry.id,
        name=entry.name,
        point=entry.point,
        island=entry.island,
        under=tuple(Tenure(t.state, interval(t), t.status) for t in entry.under),
        claimed_by=tuple(entry.claimed_by),
        note=entry.note,
    )


def area(entry: a.AreaEntry) -> tuple[Area, tuple[str, ...]]:
    """An area, and the ids of the areas it also takes in."""
    built = Area(
        id=entry.id,
        name=entry.name,
        territories=frozenset(entry.territories),
        rings=tuple(tuple(ring) for ring in entry.polygons),
        covers_land=entry.covers_land,
        cite=entry.cite,
    )
    return built, tuple(entry.areas)


def places(entry: a.PlaceEntry) -> tuple[Place, ...]:
    """A place under its name and under each of its aliases."""
    return tuple(
        Place(name, entry.at[0], entry.at[1], entry.territory)
        for name in (entry.name, *entry.aliases)
    )
