"""Of which members of a body it is not settled that they count: contested or suspended ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.model.citations import Citation
from foedus.model.frameworks import Body
from foedus.model.instruments import Instrument
from foedus.model.wording import some

SUSPENDED: Final = "suspended"
MOST_DOUBTS: Final = 6


@dataclass(frozen=True)
class Doubt:
    """States of which it is not settled that they count, and why.

    Those that cannot vote count, or do not, among the members only. `counted` is how the body
    itself held it, by `cite`; None where that is not on record.
    """

    states: tuple[str, ...]
    why: str
    can_vote: bool = True
    counted: bool | None = None
    cite: Citation | None = None


@dataclass(frozen=True)
class Reading:
    """One way to settle every doubt: the states that are left out and those that are counted in.

    `own` is whether the body itself counted so, as far as that is on record.
    """

    out: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    own: bool = True

    @property
    def text(self) -> str:
        """The reading in words."""
        told = (("counting", self.counted), ("without", self.out))
        return " and ".join(f"{word} {some(sorted(states))}" for word, states in told if states)


def doubts_of(catalogue: Catalogue, body: Body, on: date) -> tuple[Doubt, ...]:
    """Every doubt about those seated in a body on a day, as the body itself held it if known."""
    found = (*_contested(catalogue, body, on), *_suspended(catalogue, body, on))
    own = {state: entry for entry in body.counted if on in entry.during for state in entry.states}
    settled = []
    for doubt in found:
        entry = own.get(doubt.states[0])
        if entry is not None:
            doubt = Doubt(doubt.states, doubt.why, doubt.can_vote, entry.counted, entry.cite)
        settled.append(doubt)
    return tuple(settled)


def readings_of(doubts: tuple[Doubt, ...]) -> tuple[Reading, ...]:
    """Every way to settle the doubts; of very many, those that settle all alike."""
    if len(doubts) > MOST_DOUBTS:
        ways = [(way,) * len(doubts) for way in (False, True)]
    else:
        ways = list(product((False, True), repeat=len(doubts)))
    own = tuple(doubt.counted for doubt in doubts)
    if own not in ways and None not in own:
        ways.insert(0, tuple(bool(way) for way in own))
    return tuple(
        Reading(
            out=tuple(s for d, way in zip(doubts, ways_, strict=True) if not way for s in d.states),
            counted=tuple(s for d, way in zip(doubts, ways_, strict=True) if way for s in d.states),
            own=all(d.counted in (None, way) for d, way in zip(doubts, ways_, strict=True)),
        )
        for ways_ in ways
    )


def _contested(catalogue: Catalogue, body: Body, on: date) -> Iterator[Doubt]:
    """States whose every title to sit that day is contested."""
    why: dict[str, str] = {}
    sure = set[str]()
    for title in catalogue.sitting(body):
        if on in title.during and title.contested:
            why.setdefault(title.state, title.contested)
        elif on in title.during:
            sure.add(title.state)
    for state in sorted(why.keys() - sure):
        yield Doubt((state,), f"whether it was a member is contested: {why[state].strip()}")


def _suspended(catalogue: Catalogue, body: Body, on: date) -> Iterator[Doubt]:
    """Members suspended: all that the framework bars, and each that an instrument suspends."""
    barred = suspended_by_role(catalogue, body, on)
    if barred:
        told = "suspended and without a vote; whether it counts among the members is not settled"
        yield Doubt(tuple(sorted(barred)), told, can_vote=False)
    instrument = _instrument(catalogue, body)
    for suspension in instrument.suspensions if instrument else ():
        states = suspension.states
        if on not in suspension.during or len(states) != 1 or suspension.provisions:
            continue
        if states[0] in catalogue.eligible_for(body, on) and states[0] not in barred:
            yield Doubt(states, f"suspended: {suspension.says}", cite=suspension.cite)


def suspended_by_role(catalogue: Catalogue, body: Body, on: date) -> Mapping[str, Citation | None]:
    """The members that may not take part, since the framework has suspended them."""
    roles = catalogue.framework(body.id.split("/")[0]).roles
    seated = catalogue.eligible_for(body, on)
    return {
        role.state: role.cite
        for role in roles
        if role.role == SUSPENDED and on in role.during and role.state in seated
    }


def _instrument(catalogue: Catalogue, body: Body) -> Instrument | None:
    """The instrument by which the members of a body sit in it."""
    framework = catalogue.framework(body.id.split("/")[0])
    kind, _, wanted = body.composed_of.partition("/")
    if kind == "member":
        wanted = framework.constitutive
    return next((i for i in framework.instruments if i.id == wanted), None)
