"""The steps of a way: who acts, how many must, and how far each is done."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Final

import msgspec

from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument
from foedus.model.ways import WayStep
from foedus.questions.conduct.path.found import Step
from foedus.questions.conduct.path.leaving import Asked

CANDIDATE: Final = "candidate"
ENTRIES: Final = ("join", "ratify")
BY_ALL: Final = ("unanimity", "consensus")
BY_THE_OTHERS: Final = ("unanimity-without-state-concerned", "consensus-minus-one")
"""Rules by which every member of a body must agree, or every one but the one concerned."""


def taken(asked: Asked, step: WayStep, others: tuple[str, ...]) -> Step:
    """A step with who acts, and how far it is done."""
    states, needed = _acting(asked, step, others)
    whole = [d.on for d in asked.done if d.step == step.step and not d.by]
    acted = sorted(
        (d.on, state)
        for d in asked.done
        if d.step == step.step
        for state in d.by
        if state in states
    )
    days = {state: day for day, state in reversed(acted)}
    done = max(whole) if whole else _reached(days, needed, step.including, len(states))
    missing = tuple(s for s in states if s not in days) if done is None else ()
    return Step(
        step=step.step,
        by=step.by,
        who=_who(asked, step),
        says=step.says,
        cite=step.cite,
        states=states,
        needed=needed,
        outstanding=missing,
        on=done,
        rule=step.rule,
    )


def on_record(
    asked: Asked, framework: Framework, instrument: Instrument, steps: Sequence[Step]
) -> tuple[Step, ...]:
    """The steps, taken where the record shows that they were and nothing else is said of them.

    A candidate has applied; and where the treaty by which a state comes in later was signed, what
    comes before had been done by that day.
    """
    found = [_on_record(asked, framework, instrument, step) for step in steps]
    for number, (given, step) in enumerate(zip(steps, found, strict=True)):
        if step.step == "sign" and step.on != given.on:
            for index, early in enumerate(found[:number]):
                if not early.done:
                    found[index] = msgspec.structs.replace(early, outstanding=(), by_then=step.on)
    return tuple(found)


def _on_record(asked: Asked, framework: Framework, instrument: Instrument, step: Step) -> Step:
    state, on = asked.line.state, asked.on
    if step.on is not None or asked.line.change not in ENTRIES:
        return step
    if step.step == "apply" and step.by == "state":
        since = candidate_since(asked, framework)
        return msgspec.structs.replace(step, outstanding=(), by_then=since) if since else step
    if step.step == "sign":
        signed = [
            party.signed
            for party in asked.catalogue.parties(framework, instrument)
            if party.state == state and party.signed and party.signed <= on < party.during.start
        ]
        if signed:
            return msgspec.structs.replace(step, outstanding=(), on=max(signed))
    return step


def candidate_since(asked: Asked, framework: Framework) -> date | None:
    """The day since which the state is a candidate; None where it is none, or not for sure."""
    catalogue, state, on = asked.catalogue, asked.line.state, asked.on
    if catalogue.has_role(framework.id, state, CANDIDATE, on) is not True:
        return None
    spells = catalogue.spells(framework, CANDIDATE)
    return next(s.during.start for s in spells if s.state == state and on in s.during)


def _who(asked: Asked, step: WayStep) -> str:
    """Who acts, by name."""
    if step.by == "parties":
        return "the parties"
    return asked.catalogue.name_of(asked.line.state if step.by == "state" else step.by)


def _acting(asked: Asked, step: WayStep, others: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """The states that act, and how many must; of a body that decides by all, its members."""
    catalogue, on = asked.catalogue, asked.on
    if step.by == "state":
        return (asked.line.state,), 1
    if step.by.isupper():
        return (step.by,), 1
    if step.by == "parties":
        number = len(others)
        share = {
            "all": number,
            "majority": number // 2 + 1,
            "two-thirds": ceil(number * 2 / 3),
            "three-quarters": ceil(number * 3 / 4),
        }
        return others, share[step.how_many]
    if step.rule in (*BY_ALL, *BY_THE_OTHERS):
        seated = catalogue.seated_in(catalogue.body(step.by), on)
        states = tuple(s for s in seated if s != asked.line.state or step.rule in BY_ALL)
        return states, len(states)
    return (), 0


def _reached(days: dict[str, date], needed: int, including: Sequence[str], of: int) -> date | None:
    """The day on which so many had acted, those included that must be; None where not yet."""
    if not of or len(days) < needed or not {*including} <= days.keys():
        return None
    return max(sorted(days.values())[needed - 1], *(days[s] for s in including), date.min)


def agree(step: Step, way: WayStep) -> tuple[str, ...]:
    """The states without which the step cannot be taken."""
    if way.by == "state":
        return ()
    return step.states if way.how_many == "all" else way.including
