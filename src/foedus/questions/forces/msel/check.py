"""Whether a master events list hangs together: each fault in a sentence, and where it is."""

from collections.abc import Iterator

import msgspec

from foedus.questions.forces.msel.events import EventsList, Inject


class Fault(msgspec.Struct, frozen=True):
    """Something that is wrong, and the line in which it stands."""

    matched_by = ("where", "what")
    where: str
    what: str


def faults(events: EventsList) -> Iterator[Fault]:
    """Everything that is wrong with the list."""
    yield from _unknown(events)
    yield from _nobody_and_nothing(events)
    for inject in events.injects:
        for what, at in (("is given", inject.at), ("is due", inject.due)):
            if at is not None and not events.within(at):
                yield Fault(inject.id, f"{what} at {at:%Y-%m-%d %H:%M %Z}, outside the exercise")
    yield from _order(events)
    for observation in events.observations:
        if observation.at < events.starts:
            yield Fault(observation.id, "was seen before the exercise began")
    yield from _lessons(events)


def _unknown(events: EventsList) -> Iterator[Fault]:
    """What is named and stands in no list."""
    known = {
        kind: {item.id for item in getattr(events, kind)}
        for kind in ("objectives", "players", "injects")
    }
    names = [
        *((i.id, "players", i.to) for i in events.injects),
        *((i.id, "objectives", i.objectives) for i in events.injects),
        *((i.id, "injects", i.after) for i in events.injects),
        *((o.id, "players", [o.player]) for o in events.observations),
        *((o.id, "objectives", [o.objective]) for o in events.observations),
        *((o.id, "injects", [o.inject] if o.inject else []) for o in events.observations),
        *((lesson.id, "objectives", [lesson.objective]) for lesson in events.lessons),
    ]
    for where, kind, used in names:
        for name in used:
            if name not in known[kind]:
                yield Fault(where, f"names {name!r}, which is not among the {kind}")


def _nobody_and_nothing(events: EventsList) -> Iterator[Fault]:
    injected = {objective for inject in events.injects for objective in inject.objectives}
    for objective in events.objectives:
        if objective.id not in injected:
            yield Fault(objective.id, "is an objective that no inject trains")
    reached = {player for inject in events.injects for player in inject.to}
    for player in events.players:
        if player.id not in reached:
            yield Fault(player.id, "is a player who gets no inject")


def _order(events: EventsList) -> Iterator[Fault]:
    by_id = {inject.id: inject for inject in events.injects}
    circles = set(_in_circles(by_id))
    for inject in events.injects:
        if inject.id in circles:
            yield Fault(inject.id, "waits for itself, by way of what it comes after")
            continue
        for name in inject.after:
            earlier = by_id.get(name)
            if earlier is not None and earlier.at > inject.at:
                yield Fault(inject.id, f"comes after {name}, which is given later")
            if inject.given and earlier is not None and earlier.given is None:
                yield Fault(inject.id, f"was given, and {name}, which comes before, was not")


def _in_circles(by_id: dict[str, Inject]) -> Iterator[str]:
    """The injects that come after themselves."""
    for start in by_id:
        seen: set[str] = set()
        ahead = list(by_id[start].after)
        while ahead:
            name = ahead.pop()
            if name == start:
                yield start
                break
            if name in by_id and name not in seen:
                seen.add(name)
                ahead += by_id[name].after


def _lessons(events: EventsList) -> Iterator[Fault]:
    observed = {observation.objective for observation in events.observations}
    for lesson in events.lessons:
        if lesson.exercise != events.exercise:
            yield Fault(lesson.id, f"is a lesson of {lesson.exercise}, not of {events.exercise}")
        elif lesson.objective not in observed:
            yield Fault(lesson.id, f"rests on no observation of the objective {lesson.objective}")
