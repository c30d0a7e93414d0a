"""Cross-references of measures and limits: areas, zones, provisions and states must exist."""

from collections.abc import Callable, Iterable, Iterator

from foedus.authoring.arms_control import shape as a
from foedus.documents.problems import Problem
from foedus.documents.source import Location
from foedus.model.arms_control import Activities, Holdings, Reach
from foedus.model.provisions import Limit, Notification, Provision

Report = Callable[[Location, str], Problem]


def of_provision(
    provision: Provision,
    path: Location,
    areas: Iterable[str],
    provisions: Iterable[str],
    zones: Iterable[str],
    resting: Iterable[str],
    problem: Report,
) -> Iterator[Problem]:
    """What the reach or the count of one provision names and nothing is called."""
    effect = provision.effect
    reach: Reach | None = None
    if isinstance(effect, Notification):
        reach, path = effect.reach, (*path, "reach")
    elif isinstance(effect, Limit) and isinstance(effect.counts, Activities):
        reach, path = effect.counts.reach, (*path, "counts", "reach")
    elif isinstance(effect, Limit) and isinstance(effect.counts, Holdings):
        zone = effect.counts.zone
        if zone and zone not in zones:
            yield problem((*path, "counts", "zone"), f"the framework has no zone {zone!r}")
    if reach is None:
        return
    if reach.zone and reach.zone not in areas:
        yield problem((*path, "zone"), f"unknown area {reach.zone!r}")
    for index, other in enumerate(reach.of):
        if other not in provisions:
            yield problem((*path, "of", index), f"unknown provision {other!r}")
        if other in resting:
            yield problem((*path, "of", index), f"{other!r} itself rests on others; name those")


def resting(provisions: Iterable[Provision]) -> set[str]:
    """The provisions that rest on others."""
    return {
        p.id
        for p in provisions
        if isinstance(p.effect, Notification) and p.effect.reach and p.effect.reach.of
    }


def of_counting(
    entry: a.CountingEntry, states: Iterable[str], problem: Report
) -> Iterator[Problem]:
    """States and enclosing zones that nothing is called."""
    ids = {zone.id for zone in entry.zones}
    for index, zone in enumerate(entry.zones):
        here: Location = ("counting", "zones", index)
        for name in ("whole", "parts"):
            for state in getattr(zone, name):
                if state not in states:
                    yield problem((*here, name), f"unknown state {state!r}")
        if zone.within and zone.within not in ids - {zone.id}:
            yield problem((*here, "within"), f"the framework has no other zone {zone.within!r}")
