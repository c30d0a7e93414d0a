"""Of which members of a body it is not settled that they count: contested or suspended ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.model.citations import Citation
from foedus.model.frameworks import Body, Role
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
    own = {state: entry for entry in body.counted if on in entry.during for state in entry.states}
    settled = []
    for doubt in _found(catalogue, body, on):
        entry = own.get(doubt.states[0])
        if entry is not None:
            doubt = replace(doubt, counted=entry.counted, cite=entry.cite)
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


def _contested(catalogue: Catalogue, body: Body, on: date) -> Mapping[str, str]:
    """States whose every title to sit that day is contested, and why."""
    why: dict[str, str] = {}
    sure = set[str]()
    for title in catalogue.sitting(body):
        if on in title.during and title.contested:
            why.setdefault(title.state, title.contested.strip())
        elif on in title.during:
            sure.add(title.state)
    return {state: why[state] for state in sorted(why.keys() - sure)}


def _found(catalogue: Catalogue, body: Body, on: date) -> Iterator[Doubt]:
    """Contested members, those suspended without a vote, and those whose suspension is no more."""
    contested = _contested(catalogue, body, on)
    for state, why in contested.items():
        yield Doubt((state,), f"whether it was a member is contested: {why}")
    barred = suspended_from(catalogue, body, on)
    if barred:
        told = "suspended and without a vote; whether it counts among the members is not settled"
        yield Doubt(barred, told, can_vote=False)
    told_of = {*contested, *barred}
    for role in _suspensions(catalogue, body, on):
        if role.state not in told_of:
            told_of.add(role.state)
            why = f"whether it was suspended is contested: {role.contested.strip()}"
            yield Doubt((role.state,), why)
    instrument = _instrument(catalogue, body)
    for suspension in instrument.suspensions if instrument else ():
        state = suspension.states[0]
        alone = len(suspension.states) == 1 and not suspension.provisions
        if on not in suspension.during or not alone or state in told_of:
            continue
        if state in catalogue.eligible_for(body, on):
            yield Doubt((state,), f"suspended: {suspension.says}", cite=suspension.cite)


def suspended_from(catalogue: Catalogue, body: Body, on: date) -> tuple[str, ...]:
    """The members that may not take part, since the framework has suspended them.

    What a suspension does to a state whose title to sit is contested is contested with it.
    """
    contested = _contested(catalogue, body, on)
    found = {role.state for role in _suspensions(catalogue, body, on) if not role.contested}
    return tuple(sorted(found - contested.keys()))


def _suspensions(catalogue: Catalogue, body: Body, on: date) -> Iterator[Role]:
    """The suspensions of those who would sit in a body that day."""
    roles = catalogue.framework(body.id.split("/")[0]).roles
    seated = catalogue.eligible_for(body, on)
    for role in roles:
        if role.role == SUSPENDED and on in role.during and role.state in seated:
            yield role


def _instrument(catalogue: Catalogue, body: Body) -> Instrument | None:
    """The instrument by which the members of a body sit in it."""
    framework = catalogue.framework(body.id.split("/")[0])
    kind, _, wanted = body.composed_of.partition("/")
    if kind == "member":
        wanted = framework.constitutive
    return next((i for i in framework.instruments if i.id == wanted), None)
