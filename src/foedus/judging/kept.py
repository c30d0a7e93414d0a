"""What was promised for an event of the past, and what is on record as done: clause by clause.

Nothing is called broken where a fact is open, where a state was free, or where its words leave it
room; and what is not on record is not known.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.bonds import HELP
from foedus.judging.done import done_until
from foedus.judging.events.finding import Found, find, site_of, situations
from foedus.judging.events.judge import Judge
from foedus.model.citations import Citation
from foedus.model.events import Precedent
from foedus.model.provisions import Duty, Gave, Invocation, Provision, Right, Step
from foedus.model.verdicts import Because, Verdict

How: TypeAlias = Literal[
    "kept", "not kept", "gave nothing", "helped unbound", "stayed out", "open", "not on record"
]
"""`not kept` is said only of a state that was bound in law, for certain, by words that leave it no
room, was asked, and of which a source tells that it gave nothing; `gave nothing` where one of these
is wanting. `open`: whether it was bound is not settled. `not on record`: it was bound, and what it
did is not known."""
HOWS: Final[tuple[How, ...]] = (
    "kept", "not kept", "gave nothing", "helped unbound", "stayed out", "open", "not on record",
)  # fmt: skip
JUDGED: Final[frozenset[How]] = frozenset(("kept", "not kept", "gave nothing"))
"""Those bound in law of whom it is known what they did."""
ROOMY: Final = (2, 3)
"""Strengths whose words leave it to a state what it does."""


class Part(msgspec.Struct, frozen=True):
    """One state under one clause: how it stands, why no more is said, and its acts on record."""

    matched_by = ("state",)
    state: str
    how: How
    why: str = ""
    gave: Gave = ""
    acts: tuple[Step, ...] = ()


class Called(msgspec.Struct, frozen=True):
    """A clause and an event of the past: what was promised, invoked, determined and done.

    `event` is empty for an event that no definition describes: then the verdict is open.
    """

    matched_by = ("provision", "on", "attacked")
    event: str
    title: str
    on: date
    attacked: tuple[str, ...]
    provision: str
    framework: str
    effect: str
    strength: int
    duties: tuple[str, ...]
    binding: bool
    verdict: Verdict
    because: Because
    parts: tuple[Part, ...]
    cites: tuple[Citation, ...]
    recorded: bool = False
    invoked: Step | None = None
    determined: Step | None = None
    acts: tuple[Step, ...] = ()

    def those(self, how: How) -> tuple[str, ...]:
        """The states that stand so."""
        return tuple(part.state for part in self.parts if part.how == how)

    def only(self, parts: tuple[Part, ...]) -> "Called":
        """The same for some of its states."""
        return msgspec.structs.replace(self, parts=parts)


def kept(catalogue: Catalogue, on: date) -> Iterator[Called]:
    """Every event on record until a day, under each clause that it called or was brought under."""
    judge = Judge(catalogue)
    left = _by_event(catalogue, on)
    for event in sorted(catalogue.definitions.events.values(), key=lambda e: (e.on, e.id)):
        if event.on <= on:
            yield from _of_event(judge, event, left.pop(_key(event), ()))
    for invocations in left.values():
        for invocation in invocations:
            yield _unjudged(catalogue, invocation, UNDESCRIBED)


def judged(catalogue: Catalogue, event: Precedent, on: date) -> tuple[Called, ...]:
    """One event of the past alone, with what was done until a day."""
    named = _by_event(catalogue, on).get(_key(event), ())
    return tuple(_of_event(Judge(catalogue), event, named))


def tally(called: Iterable[Called]) -> Mapping[How, int]:
    """How many states under how many clauses stand how."""
    found: dict[How, int] = dict.fromkeys(HOWS, 0)
    for one in called:
        for part in one.parts:
            found[part.how] += 1
    return {how: number for how, number in found.items() if number}


_Key: TypeAlias = tuple[date, tuple[str, ...]]


def _key(event: Precedent | Invocation) -> _Key:
    return event.on, tuple(sorted(event.attacked))


def _by_event(catalogue: Catalogue, on: date) -> dict[_Key, list[Invocation]]:
    """What was done until a day, by the day and the states of its event."""
    found: dict[_Key, list[Invocation]] = {}
    for framework in catalogue.frameworks.values():
        for invocation in done_until(framework.invocations, on):
            found.setdefault(_key(invocation), []).append(invocation)
    return found


def _of_event(
    judge: Judge, event: Precedent, invocations: Iterable[Invocation]
) -> Iterator[Called]:
    by_clause = {i.provision: i for i in invocations}
    catalogue, happened = judge.catalogue, event.event
    seen = situations(happened, event.on, site_of(catalogue, happened, event.on), judge)
    for clause in catalogue.clauses_on(event.on):
        provision = clause.provision
        recorded = by_clause.get(provision.id)
        if not recorded and (provision.trigger is None or not _helps(clause)):
            continue
        found = find(clause, happened, seen, judge) if provision.trigger is not None else None
        if found is None and recorded:
            yield _unjudged(
                catalogue, recorded, "this clause holds at all times: no event calls it"
            )
        elif found is not None and (
            recorded or (found.verdict is not False and found.obligors and not found.for_attacker)
        ):
            yield _called(event, found, recorded)


def _helps(clause: Clause) -> bool:
    effect = clause.provision.effect
    return clause.instrument.binding and isinstance(effect, Duty) and bool(HELP & {*effect.kinds})


def _called(event: Precedent, found: Found, recorded: Invocation | None) -> Called:
    clause, provision = found.clause, found.clause.provision
    effect = provision.effect
    duty = effect if isinstance(effect, Duty) else None
    return Called(
        event=event.id,
        title=event.title,
        on=event.on,
        attacked=event.attacked,
        provision=provision.id,
        framework=clause.framework.id,
        effect=effect.label,
        strength=duty.strength if duty else 0,
        duties=duty.kinds if duty else (),
        binding=clause.instrument.binding,
        verdict=found.verdict,
        because=found.because,
        parts=tuple(_parts(found, recorded)),
        cites=(provision.cite, recorded.cite if recorded else event.cite),
        recorded=recorded is not None,
        invoked=recorded.invoked if recorded else None,
        determined=recorded.determined if recorded else None,
        acts=recorded.responses if recorded else (),
    )


def _parts(found: Found, recorded: Invocation | None) -> Iterator[Part]:
    """Each state that was bound, perhaps bound or freed, and each other of which an act is told."""
    acts: dict[str, list[Step]] = {}
    for step in recorded.responses if recorded else ():
        for who in step.by:
            if "/" not in who:  # a state; a body has none of its own
                acts.setdefault(who, []).append(step)
    known = {obligor.state: obligor.verdict for obligor in found.obligors}
    provision = found.clause.provision
    free = isinstance(provision.effect, Right) or not found.clause.instrument.binding
    asked = recorded is not None and recorded.invoked is not None
    for state in dict.fromkeys((*known, *acts)):
        told = tuple(acts.get(state, ()))
        gave: Gave = next((step.gave for step in told if step.gave), "")
        if found.verdict is False or known.get(state, False) is False:
            bound: Verdict = False
        else:
            bound = None if None in (found.verdict, known[state]) else True
        if (free or bound is False) and not gave:
            continue  # nobody asks what became of what was not owed
        how, why = _how(provision, state, gave, bound=False if free else bound, asked=asked)
        if free and bound is not False:
            why = "it was free to"
        yield Part(state, how, why, gave, told)


def _how(
    provision: Provision, state: str, gave: Gave, *, bound: Verdict, asked: bool
) -> tuple[How, str]:
    if bound is None:
        return "open", "whether it was bound is open"
    if bound is False:
        return ("helped unbound" if gave == "help" else "stayed out"), "it was not bound"
    if gave == "help":
        return "kept", ""
    if not gave:
        return "not on record", ""
    room = _room(provision, state, gave, asked=asked)
    return ("gave nothing" if room else "not kept"), room


def _room(provision: Provision, state: str, gave: Gave, *, asked: bool) -> str:
    """Why that a state gave nothing is not yet a duty broken; empty where it is."""
    effect = provision.effect
    if gave == "excused":
        return "it gave a ground, or was released"
    if not isinstance(effect, Duty) or effect.strength == 0 or effect.strength in ROOMY:
        return "the words leave it to each state what it does"
    if soft := [s for s in provision.softened_by if not s.states or state in s.states]:
        return f"a clause leaves room: {soft[0].says.rstrip('.')}"
    return "" if asked else "that it was asked is not on record"


AT_ALL_TIMES: Final = "this clause holds at all times: no event calls it"
UNDESCRIBED: Final = (
    "what happened is not described, so that whether this clause was called is open"
)


def _unjudged(catalogue: Catalogue, invocation: Invocation, why: str) -> Called:
    """What was done where whether the clause was called cannot be judged, and `why` that is so."""
    named, on = invocation.provision, invocation.on
    versions = [c for c in catalogue.matching(named) if c.provision.id == named]
    clause = next((c for c in versions if c.in_force(on)), versions[0])
    effect = clause.provision.effect
    acts = {who: step for step in invocation.responses for who in step.by if "/" not in who}
    events = catalogue.definitions.events.values()
    return Called(
        event=next((e.id for e in events if _key(e) == _key(invocation)), ""),
        title=invocation.event,
        on=on,
        attacked=invocation.attacked,
        provision=named,
        framework=clause.framework.id,
        effect=effect.label,
        strength=effect.strength if isinstance(effect, Duty) else 0,
        duties=effect.kinds if isinstance(effect, Duty) else (),
        binding=clause.instrument.binding,
        verdict=None,
        because=Because(None, why, settles=why),
        parts=tuple(
            Part(who, "open", "whether it was bound is open", step.gave, (step,))
            for who, step in acts.items()
        ),
        cites=(clause.provision.cite, invocation.cite),
        recorded=True,
        invoked=invocation.invoked,
        determined=invocation.determined,
        acts=invocation.responses,
    )
