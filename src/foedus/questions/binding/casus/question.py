"""`casus`: given an event, which provisions it triggers, for whom, and how strong the duty is."""

import itertools
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from foedus.asking.declare import question
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue, Clause
from foedus.judging.bonds import HELP, collisions
from foedus.judging.events.judge import Judge, Obligor
from foedus.judging.membership import open_notes
from foedus.language.situation import Situation
from foedus.model.events import Event, Point
from foedus.model.places import Site
from foedus.model.provisions import STRENGTH_WORDS, Duty, Invocation, Provision, Softening
from foedus.model.verdicts import Because, any_of
from foedus.model.wording import counted
from foedus.questions.binding.casus.answer import CasusAnswer, Triggering, Unsettled
from foedus.questions.binding.casus.event import EventInput, read_event


@question(
    "casus",
    inputs=EventInput,
    answer=CasusAnswer,
    example={
        "attacked": ["GBR"],
        "attacker": ["ARG"],
        "at": "Falkland Islands",
        "on": "1982-04-02",
    },
)
def casus(world: World, inputs: EventInput, on: date) -> CasusAnswer:
    """Casus foederis: what an event triggers, whom it binds and how strongly.

    Keeps apart the material trigger (the verdict and its because), the formal invocation, the
    collective determination and each state's own response, where the catalogue records them.
    """
    catalogue = world.catalogue
    event = read_event(inputs)
    site = None if event.at is None else catalogue.sites.site(event.at, on)
    judge = Judge(catalogue)
    seen = situations(event, on, site, judge)
    findings = [
        finding
        for clause in catalogue.clauses_on(on)
        if clause.provision.trigger is not None
        for finding in (_finding(clause, event, seen, judge),)
        if finding is not None
    ]
    triggered = sorted(
        (f for f in findings if f.verdict is True),
        key=lambda f: (not f.binding, -f.strength, not f.duties, f.provision),
    )
    return CasusAnswer(
        question="casus",
        on=on,
        catalogue=catalogue.key,
        title=_title(event, site, on, catalogue),
        lead=_lead(triggered),
        notes=tuple(_notes(event, site, on, catalogue)),
        event=event,
        place=site.name if site else "",
        point=Point(site.lat, site.lon) if site else None,
        triggered=tuple(triggered),
        undetermined=tuple(f for f in findings if f.verdict is None),
        not_triggered=tuple(f for f in findings if f.verdict is False),
        conflicts=collisions(_helpers(triggered), event, on, catalogue),
    )


def _helpers(triggered: Iterable[Triggering]) -> dict[str, str]:
    """The states that a triggered provision binds to help, each with the first that does."""
    helpers: dict[str, str] = {}
    for finding in triggered:
        if finding.binding and HELP & set(finding.duties):
            for state in finding.bound:
                helpers.setdefault(state, finding.provision)
    return helpers


def situations(event: Event, on: date, site: Site | None, judge: Judge) -> tuple[Situation, ...]:
    """The event pair by pair: each state attacked with each attacker."""
    return tuple(
        Situation(
            on,
            event.kind,
            event.object,
            event.where_fought,
            victim,
            attacker,
            site,
            event.facts,
            judge,
        )
        for victim in event.attacked
        for attacker in event.attacker or (None,)
    )


def _finding(
    clause: Clause, event: Event, seen: tuple[Situation, ...], judge: Judge
) -> Triggering | None:
    """What the event means for a provision; None where it does not touch it at all."""
    on, catalogue = seen[0].on, judge.catalogue
    standing, how = catalogue.standing(clause, on), clause.relation
    by, to = standing.circle(how.by), standing.circle(how.to)
    if not any(who in by or who in to for who in (*event.attacked, *event.attacker)):
        return None
    judged = [(s, judge.judge(clause, s)) for s in seen]
    verdict = any_of(b.verdict for _, b in judged)
    because = (
        judged[0][1]
        if len(judged) == 1
        else Because(verdict, "for any pair of states", tuple(b for _, b in judged), role="any")
    )
    obligors = _merge(
        [
            judge.obligors(clause, situation)
            for situation, reason in judged
            if reason.verdict is verdict and verdict is not False
        ]
    )
    provision, effect = clause.provision, clause.provision.effect
    duty = effect if isinstance(effect, Duty) else None
    bound = tuple(o.state for o in obligors if o.verdict is True)
    return Triggering(
        provision=provision.id,
        framework=clause.framework.id,
        title=provision.title,
        verdict=verdict,
        says=provision.says,
        effect=effect.label,
        nature=clause.instrument.nature,
        binding=clause.instrument.binding,
        cite=provision.cite,
        because=because,
        strength=duty.strength if duty else 0,
        strength_words=STRENGTH_WORDS[duty.strength] if duty else "",
        duties=duty.kinds if duty else (),
        bound=bound,
        unsettled=tuple(Unsettled(o.state, o.why) for o in obligors if o.verdict is None),
        freed=tuple(Unsettled(o.state, o.why) for o in obligors if o.verdict is False),
        invoked_by=provision.invoked_by,
        body=_sitting(provision.body, on, catalogue),
        procedure=provision.procedure,
        softened_by=tuple(_softening(provision, bound)),
        invoked=tuple(_recorded(clause, event, on)),
        failed=because.failures(),
        open=because.open_questions(),
    )


def _softening(provision: Provision, bound: tuple[str, ...]) -> Iterator[Softening]:
    """The clauses that soften the duty, each for those of its states that are bound."""
    for softening in provision.softened_by:
        states = tuple(state for state in softening.states if state in bound)
        if states or not softening.states:
            yield msgspec.structs.replace(softening, states=states)


def _sitting(body: str, on: date, catalogue: Catalogue) -> str:
    """The body that decides, where it still exists."""
    return body if body and on in catalogue.body(body).during else ""


def _merge(pairs: list[Iterator[Obligor]]) -> list[Obligor]:
    """One entry a state: bound for one pair of states is bound."""
    if len(pairs) == 1:
        return list(pairs[0])
    best: dict[str, Obligor] = {}
    rank = {True: 2, None: 1, False: 0}
    for obligor in itertools.chain(*pairs):
        held = best.get(obligor.state)
        if held is None or rank[obligor.verdict] > rank[held.verdict]:
            best[obligor.state] = obligor
    return [best[state] for state in sorted(best)]


def _recorded(clause: Clause, event: Event, on: date) -> Iterator[Invocation]:
    for invocation in clause.framework.invocations:
        if (
            invocation.provision == clause.provision.id
            and invocation.on == on
            and set(invocation.attacked) & set(event.attacked)
        ):
            yield invocation


def _title(event: Event, site: Site | None, on: date, catalogue: Catalogue) -> str:
    what = event.kind.replace("-", " ").capitalize()
    on_whom = _names(event.attacked, on, catalogue)
    by = f" by {_names(event.attacker, on, catalogue)}" if event.attacker else ""
    where = f" at {site.name}" if site else ""
    preposition = (
        "against" if event.kind in ("threat",) else "on" if "attack" in event.kind else "in"
    )
    on_what = "" if event.object == "territory" else f" ({event.object})"
    return f"{what} {preposition} {on_whom}{by}{where}{on_what}, {on}"


def _names(ids: tuple[str, ...], on: date, catalogue: Catalogue) -> str:
    return " and ".join(
        catalogue.states[i].name_on(on) if i in catalogue.states else catalogue.name_of(i)
        for i in ids
    )


def _lead(triggered: list[Triggering]) -> str:
    duties = [t for t in triggered if t.binding and t.bound and set(t.duties) & HELP]
    if not duties:
        return (
            "No binding duty to assist is triggered."
            if triggered
            else "Nothing in the catalogue is triggered."
        )
    states = {state for t in duties for state in t.bound}
    strongest = max(duties, key=lambda t: t.strength)
    graded = f"; the strongest is {strongest.provision} ({strongest.strength_words})"
    return (
        f"{counted(len(states), 'state is', 'states are')} bound to assist under "
        f"{counted(len(duties), 'provision')}"
        f"{graded if strongest.strength else ''}."
    )


def _notes(event: Event, site: Site | None, on: date, catalogue: Catalogue) -> Iterator[str]:
    for state in (*event.attacked, *event.attacker):
        known = catalogue.states.get(state)
        if known and not known.exists(on):
            yield f"{known.name} ({state}) did not exist on {on} as foedus records it"
    yield from open_notes(catalogue, (*event.attacked, *event.attacker), on, triggered=True)
    for name in event.facts:
        if name not in catalogue.definitions.facts:
            yield f"no rule of the catalogue uses the fact {name!r}"
    if site is None and event.object == "territory":
        attacked = " or ".join(catalogue.name_of(state) for state in event.attacked)
        yield (
            f"no place is given: what depends on it is certain only where all of {attacked} "
            f"gives the same"
        )
    if site and site.tenures is None:
        yield f"who held {site.name} on {on} is not on record"
