"""How like two events are: each trait that is told apart, with what it weighs."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.finding import Found, find, site_of, situations
from foedus.judging.events.judge import Judge
from foedus.model.events import Event
from foedus.model.places import Site
from foedus.model.provisions import Duty
from foedus.model.verdicts import Verdict
from foedus.model.wording import some

UNKNOWN: Final = "not known"
WEIGHTS: Final[Mapping[str, float]] = {
    "the land": 3,
    "whose the land is": 3,
    "where it lies": 2,
    "who attacked": 2,
    "what happened": 3,
    "what was attacked": 2,
    "help owed to the attacked": 1,
}
"""What a difference in each trait counts. Half of it where one of the two is not known."""
CLAUSES: Final = 3.0
"""What it counts when two events call on no clause in common; less, the more they share."""
CENTURY: Final = 1.0
"""What a hundred years between them count."""


class Traits(msgspec.Struct, frozen=True):
    """An event as it is compared: its traits in words, and how each clause stands to it."""

    on: date
    words: Mapping[str, str]
    clauses: Mapping[str, Verdict]


class Difference(msgspec.Struct, frozen=True):
    """A trait in which two events differ, or that is not known of one of them."""

    matched_by = ("trait",)
    trait: str
    here: str
    there: str


def traits(judge: Judge, event: Event, on: date) -> Traits:
    """The traits of an event. Raises QuestionError where nobody knows its place."""
    catalogue = judge.catalogue
    site = site_of(catalogue, event, on)
    seen = situations(event, on, site, judge)
    found = [
        f
        for clause in catalogue.clauses_on(on)
        if clause.provision.trigger is not None
        for f in (find(clause, event, seen, judge),)
        if f is not None
    ]
    words = {
        "what happened": event.kind.replace("-", " "),
        "what was attacked": event.object,
        "who attacked": _attacker(catalogue, event),
        "the land": _land(site),
        "whose the land is": _title(catalogue, event, site),
        "where it lies": _where(event, site),
        "help owed to the attacked": _owed(found),
    }
    return Traits(on, words, {f.clause.provision.id: f.verdict for f in found})


def distance(one: Traits, other: Traits) -> float:
    """How far apart two events are; 0 for two that differ in nothing that is compared."""
    total = CENTURY * abs((one.on - other.on).days) / 36525
    for trait, weight in WEIGHTS.items():
        here, there = one.words[trait], other.words[trait]
        if here != there:
            total += weight / 2 if UNKNOWN in (here, there) else weight
    mine, theirs = _called(one), _called(other)
    if mine or theirs:
        total += CLAUSES * (1 - len(mine & theirs) / len(mine | theirs))
    return total


def alike(one: Traits, other: Traits) -> tuple[str, ...]:
    """The traits in which two events are known to be the same, in words."""
    same = [
        f"{trait}: {one.words[trait]}"
        for trait in WEIGHTS
        if one.words[trait] == other.words[trait] != UNKNOWN
    ]
    shared = sorted(_called(one) & _called(other))
    return (*same, f"called on, or perhaps: {some(shared)}") if shared else tuple(same)


def differences(one: Traits, other: Traits) -> Iterator[Difference]:
    """What tells the one from the other: traits, clauses that stand otherwise, and those of one."""
    for trait in WEIGHTS:
        here, there = one.words[trait], other.words[trait]
        if here != there:
            yield Difference(trait, here, there)
    for clause in sorted({*one.clauses} & {*other.clauses}):
        mine, theirs = (_STANDS[side.clauses[clause]] for side in (one, other))
        if mine != theirs:
            yield Difference(clause, mine, theirs)
    only = [sorted(_called(a) - {*b.clauses}) for a, b in ((one, other), (other, one))]
    if any(only):
        yield Difference("called on or perhaps, and not in play in the other", *map(some, only))


def _called(seen: Traits) -> set[str]:
    return {clause for clause, verdict in seen.clauses.items() if verdict is not False}


_STANDS: Final[Mapping[Verdict, str]] = {True: "called", None: "open", False: "not called"}


def _attacker(catalogue: Catalogue, event: Event) -> str:
    if not event.attacker:
        return UNKNOWN
    states = [who for who in event.attacker if catalogue.is_state(who)]
    if not states:
        return "no state"
    return "a state" if len(states) == 1 else "several states"


def _land(site: Site | None) -> str:
    if site is None:
        return UNKNOWN
    if not site.territory:
        return "the sea"
    return "an island" if site.island else "mainland"


def _title(catalogue: Catalogue, event: Event, site: Site | None) -> str:
    territory = catalogue.definitions.territories.get(site.territory) if site else None
    if site is None or territory is None:
        return "no land" if site else UNKNOWN
    rivals = [who for who in territory.claimed_by if who not in site.holders]
    if rivals or len(set(site.holders)) > 1:
        return "disputed"
    if site.tenures is None:
        return UNKNOWN
    return "the attacked's" if set(site.holders) & {*event.attacked} else "another's"


def _where(event: Event, site: Site | None) -> str:
    """Whether the land is the heart of a state that was attacked, or apart from it."""
    if site is None:
        return UNKNOWN
    if not site.territory:
        return "at sea"
    return "main land of the attacked" if site.territory in event.attacked else "apart from that"


def _owed(found: list[Found]) -> str:
    """The strongest duty of help that stands towards the attacked, called or not."""
    strengths = [
        effect.strength
        for f in found
        for effect in (f.clause.provision.effect,)
        if isinstance(effect, Duty) and {"assist", "defend"} & {*effect.kinds} and f.obligors
    ]
    return "help, called or perhaps" if strengths else "no help in law"
