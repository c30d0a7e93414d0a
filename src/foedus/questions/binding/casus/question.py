"""`casus`: given an event, which provisions it triggers, for whom, and how strong the duty is."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from foedus.asking.declare import question
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.bonds import collisions
from foedus.judging.events.finding import find, site_of, situations
from foedus.judging.events.judge import Judge
from foedus.language.situation import Situation
from foedus.model.events import Event, Point
from foedus.model.instruments import notes_of_one_state
from foedus.model.provisions import (
    STRENGTH_WORDS,
    Duty,
    Invocation,
    Provision,
    Right,
    Softening,
)
from foedus.questions.binding.casus.answer import CasusAnswer, Triggering, Unsettled, Whose
from foedus.questions.binding.casus.checklist import tasks
from foedus.questions.binding.casus.event import EventInput, read_event
from foedus.questions.binding.casus.letters import drafts
from foedus.questions.binding.casus.place import whose
from foedus.questions.binding.casus.recorded import RECORDED
from foedus.questions.binding.casus.told import helping, lead, notes, title


@question(
    "casus",
    title="Who must help when this happens?",
    timed="over time",
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
    site = site_of(catalogue, event, on)
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


def _finding(
    clause: Clause, event: Event, seen: tuple[Situation, ...], judge: Judge
) -> Triggering | None:
    """What the event means for a provision; None where it does not touch it at all."""
    found = find(clause, event, seen, judge)
    if found is None:
        return None
    on, catalogue = seen[0].on, judge.catalogue
    because, obligors = found.because, found.obligors
    provision, effect = clause.provision, clause.provision.effect
    duty = effect if isinstance(effect, Duty) else None
    who = tuple(o.state for o in obligors if o.verdict is True)
    bound, entitled = ((), who) if isinstance(effect, Right) else (who, ())
    return Triggering(
        provision=provision.id,
        framework=clause.framework.id,
        title=provision.title,
        verdict=found.verdict,
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
        for_attacker=found.for_attacker,
        invoked_by=provision.invoked_by,
        body=_sitting(provision.body, on, catalogue),
        procedure=provision.procedure,
        softened_by=tuple(_softening(provision, who)),
        notices=tuple(notice for notice in provision.notices if on in notice.during),
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


def _recorded(clause: Clause, event: Event, on: date) -> Iterator[Invocation]:
    for invocation in clause.framework.invocations:
        if (
            invocation.provision == clause.provision.id
            and invocation.on == on
            and set(invocation.attacked) & set(event.attacked)
        ):
            yield invocation
