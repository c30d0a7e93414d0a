"""`casus`: given an event, which provisions it triggers, for whom, and how strong the duty is."""

import itertools
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from foedus.asking.declare import question
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.errors import located
from foedus.judging.bonds import collisions
from foedus.judging.events.judge import Judge, Obligor
from foedus.language.situation import Situation
from foedus.model.events import Event, Point
from foedus.model.instruments import notes_of_one_state
from foedus.model.places import Site
from foedus.model.provisions import (
    ANY_STATE,
    PARTIES,
    STRENGTH_WORDS,
    Duty,
    Invocation,
    Provision,
    Right,
    Softening,
)
from foedus.model.verdicts import Because, any_of
from foedus.questions.binding.casus.answer import CasusAnswer, Triggering, Unsettled, Whose
from foedus.questions.binding.casus.checklist import tasks
from foedus.questions.binding.casus.event import EventInput, read_event
from foedus.questions.binding.casus.letters import drafts
from foedus.questions.binding.casus.place import whose
from foedus.questions.binding.casus.recorded import RECORDED
from foedus.questions.binding.casus.told import helping, lead, notes, title


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
    recorded=RECORDED,
)
def casus(world: World, inputs: EventInput, on: date) -> CasusAnswer:
    """Casus foederis: what an event triggers, whom it binds and how strongly.

    Keeps apart the material trigger (the verdict and its because), the formal invocation, the
    collective determination and each state's own response, where the catalogue records them.
    """
    catalogue = world.catalogue
    event = read_event(inputs)
    event = msgspec.structs.replace(event, facts=catalogue.facts(event.facts))
    with located("at"):
        land = event.object == "territory"
        site = None if event.at is None else catalogue.site(event.at, on, event.attacked, land=land)
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
    undetermined = tuple(f for f in findings if f.verdict is None)
    own_parts = _own_parts((*triggered, *undetermined), seen, judge)
    told = title(event, site, on, catalogue)
    to_send = None
    if inputs.checklist:
        to_send = tasks((*triggered, *undetermined), event, on, inputs.zone, catalogue)
    return CasusAnswer(
        question="casus",
        on=on,
        catalogue=catalogue.key,
        title=told,
        lead=lead(triggered, undetermined, event, catalogue),
        notes=(
            *notes(event, site, on, catalogue),
            *own_parts,
            *notes_of_one_state({f.nature for f in (*triggered, *undetermined)}),
        ),
        event=event,
        place=site.name if site else "",
        country=whose(site, on, catalogue) if site else Whose(),
        point=Point(site.lat, site.lon) if site else None,
        triggered=tuple(triggered),
        undetermined=undetermined,
        not_triggered=tuple(f for f in findings if f.verdict is False),
        conflicts=collisions(_helpers(triggered, event), event, on, catalogue),
        checklist=to_send,
        drafts=drafts(to_send or (), event, told, on, catalogue),
    )


def _helpers(triggered: Iterable[Triggering], event: Event) -> dict[str, str]:
    """The states bound to help the attacked, each with the first provision that binds it."""
    helpers: dict[str, str] = {}
    for finding in triggered:
        if finding.helps and not finding.for_attacker:
            for state in helping(finding, event):
                helpers.setdefault(state, finding.provision)
    return helpers


def _own_parts(
    findings: Iterable[Triggering], seen: tuple[Situation, ...], judge: Judge
) -> tuple[str, ...]:
    """Where it is contested whether a state attacked owes what the others owe it."""
    clauses = {c.provision.id: c for c in judge.catalogue.clauses_on(seen[0].on)}
    told = {
        f"{finding.provision}: whether {judge.inline(situation.victim)} itself owes this is "
        f"contested: {why.rstrip('.')}. What the others owe it is judged apart.": None
        for finding in findings
        for situation in seen
        for why in (judge.own_part(clauses[finding.provision], situation),)
        if why and situation.victim not in {u.state for u in finding.unsettled}
    }
    return tuple(told)


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
    touched = _touches(clause, event, on, catalogue)
    if not touched and clause.relation.to != ANY_STATE:
        return None
    judged = [(s, judge.judge(clause, s)) for s in seen]
    verdict = any_of(b.verdict for _, b in judged)
    if not touched and verdict is False:
        return None
    because = (
        judged[0][1]
        if len(judged) == 1
        else Because(verdict, "for any pair of states", tuple(b for _, b in judged), role="any")
    )
    runs = [s for s, reason in judged if reason.verdict is verdict and verdict is not False]
    obligors = _merge([judge.obligors(clause, situation) for situation in runs])
    to_attacker = all(judge.for_attacker(clause, situation) for situation in runs)
    attackers = dict.fromkeys(s.attacker for s in runs if s.attacker is not None)
    provision, effect = clause.provision, clause.provision.effect
    duty = effect if isinstance(effect, Duty) else None
    who = tuple(o.state for o in obligors if o.verdict is True)
    bound, entitled = ((), who) if isinstance(effect, Right) else (who, ())
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
        entitled=entitled,
        unsettled=tuple(Unsettled(o.state, o.why) for o in obligors if o.verdict is None),
        freed=tuple(Unsettled(o.state, o.why) for o in obligors if o.verdict is False),
        for_attacker=tuple(attackers) if to_attacker else (),
        invoked_by=provision.invoked_by,
        body=_sitting(provision.body, on, catalogue),
        procedure=provision.procedure,
        softened_by=tuple(_softening(provision, who)),
        notices=tuple(notice for notice in provision.notices if on in notice.during),
        invoked=tuple(_recorded(clause, event, on)),
        failed=because.failures(),
        open=because.open_questions(),
    )


def _touches(clause: Clause, event: Event, on: date, catalogue: Catalogue) -> bool:
    """Whether a side of the event is bound by the provision, or one of few that it protects."""
    standing, how = catalogue.standing(clause, on), clause.relation
    by, to = standing.circle(how.by), standing.circle(PARTIES if how.to == ANY_STATE else how.to)
    for side in (event.attacked, event.attacker):
        for who in side:
            if who in by or who in to:
                return True
    return False


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
