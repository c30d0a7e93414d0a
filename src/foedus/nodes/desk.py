"""A person's desk: what they may do now, and the motions and events that they may see."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, TypeVar

import msgspec

from foedus.acting.declare import Act, every
from foedus.asking.world import World
from foedus.errors import UnknownNameError
from foedus.identity import authority
from foedus.identity.authority import Wish
from foedus.model.entries import Content, Entry
from foedus.model.people import Person
from foedus.nodes.access import Access
from foedus.record.contents.crisis import Report
from foedus.record.contents.decisions import Motion
from foedus.record.motions import motion_state
from foedus.record.standing import standing

C = TypeVar("C", bound=Content)
MOST: Final = 50
"""So many motions and events are shown, the newest first; the rest is in the history."""


class MayDo(msgspec.Struct, frozen=True):
    """An act, and whether the posts that a person holds allow it."""

    name: str
    summary: str
    may: bool
    because: str


class MotionLine(msgspec.Struct, frozen=True):
    """A motion as it stands; `mine` is the position of the person's own party."""

    id: str
    title: str
    body: str
    by: str
    open: bool
    outcome: str
    deadline: datetime | None
    mine: str


class EventLine(msgspec.Struct, frozen=True):
    """An event as it is known."""

    id: str
    title: str
    by: str
    happened: date
    attacked: tuple[str, ...]


class Desk(msgspec.Struct, frozen=True):
    """What lies on a desk. Who reads no content has no motions and events there."""

    reads: bool
    acts: tuple[MayDo, ...]
    motions: tuple[MotionLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    more: bool = False


def desk(access: Access) -> Desk:
    """The desk of a person now."""
    moment = access.node.clock()
    acts = tuple(_may(act, access.person, moment.date()) for act in every().values())
    if not access.reads:
        return Desk(False, acts)
    world = access.world()
    party = access.person.party
    motions = [_motion(world, entry.id, party, moment) for entry, _ in _newest(world, Motion)]
    events = [
        EventLine(entry.id, said.title, entry.by, said.happened, said.attacked)
        for entry, said in _newest(world, Report)
    ]
    more = max(len(motions), len(events)) > MOST
    return Desk(True, acts, tuple(filter(None, motions[:MOST])), tuple(events[:MOST]), more)


def _newest(world: World, kind: type[C]) -> Sequence[tuple[Entry, C]]:
    """What stands of a kind, the newest first, and one more than is shown."""
    return list(standing(world.record, kind))[: -MOST - 2 : -1]


def _may(act: Act[Any], person: Person, today: date) -> MayDo:
    """Whether a person may do an act at all, about whatever it is that they hold a post of."""
    held = ("", *sorted({of for _, of in person.effective(today)} - {""}))
    wishes = (Wish(person, "act", today, posts=act.who, of=of) for of in held)
    found = [authority.rule(wish) for wish in wishes]
    best = next((ruling for ruling in found if ruling.allowed), found[0])
    return MayDo(act.name, act.summary, best.allowed, best.because)


def _motion(world: World, entry: str, party: str, moment: datetime) -> MotionLine | None:
    state = motion_state(world.record, entry)
    if state is None:
        return None
    if state.concluded is not None:
        outcome = f"{state.concluded.outcome} ({state.concluded.grounds})"
    elif state.broken is not None:
        outcome = f"rejected ({state.broken.member} broke silence)"
    else:
        outcome = "adopted (silence)" if state.silent(moment) else ""
    taken = state.positions.get(party)
    return MotionLine(
        state.entry.id,
        state.motion.title,
        _called(world, state.motion.body),
        state.entry.by,
        not state.over(moment),
        outcome,
        state.deadline,
        taken.stand if taken else "",
    )


def _called(world: World, body: str) -> str:
    """What a body is called; its id where the catalogue no longer knows it."""
    try:
        return world.catalogue.body(body).name
    except UnknownNameError:
        return body
