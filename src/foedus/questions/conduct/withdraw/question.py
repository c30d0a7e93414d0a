"""`withdraw`: when a notice of withdrawal takes effect, and what else falls with the exit."""

from datetime import date, timedelta
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from foedus.asking.declare import Inputs, question
from foedus.asking.fields import dashed
from foedus.asking.names import StateName, WithinFramework
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.standing import holds_role
from foedus.documents.numbers import Day, Flag
from foedus.errors import located
from foedus.judging.leaving.falls import nothing_falls, what_falls
from foedus.judging.leaving.notice import check_days, instrument_left, last_day, run_clock
from foedus.model.clocks import Clock
from foedus.model.instruments import Instrument, Party
from foedus.model.wording import opening
from foedus.questions.conduct.withdraw.answer import Addressee, Recorded, WithdrawAnswer
from foedus.reckoning.notice import Run, Stage, vienna

DAY = timedelta(days=1)


Facts: TypeAlias = Annotated[dict[str, Flag | Day], BeforeValidator(dashed)]


class WithdrawInput(Inputs):
    """What a state leaves, and the notice it gives."""

    leaving: WithinFramework = Field(
        description="Framework, such as nato, or one instrument of it, such as csto/charter",
        json_schema_extra={"positional": True},
    )
    state: StateName = Field(
        description="State (id or name)", json_schema_extra={"positional": True}
    )
    notice: Day | None = Field(
        None, description="The day the notice is given, or received; the day asked about, if absent"
    )
    revoked: Day | None = Field(None, description="The day the notice was taken back")
    facts: Facts = Field(
        {}, description="A fact that a clause asks for, such as armed-conflict=true; repeat"
    )


@question(
    "withdraw",
    title="What happens when a state leaves",
    inputs=WithdrawInput,
    answer=WithdrawAnswer,
    example={
        "leaving": "ottawa",
        "state": "Finland",
        "notice": "2025-07-10",
        "facts": {"armed-conflict": False},
        "on": "2025-07-10",
    },
)
def withdraw(world: World, inputs: WithdrawInput, on: date) -> WithdrawAnswer:
    """When a notice of withdrawal takes effect, step by step, and what else falls with it."""
    catalogue = world.catalogue
    notice = inputs.notice or on
    state = inputs.state
    framework, instrument, notes = instrument_left(catalogue, inputs.leaving)
    check_days(catalogue, framework, instrument, state, notice, inputs.revoked)
    clock = next((c for c in instrument.clocks if notice in c.during), None)
    with located("facts"):
        ran = run_clock(instrument, clock, notice, inputs.facts)
    parties = catalogue.parties(framework, instrument)
    recorded = _recorded(parties, state)
    if holds_role(parties, state, notice) is None:
        reason = next(p.contested for p in parties if p.state == state and notice in p.during)
        notes += (f"it is contested that {state} is bound at all: {reason}",)
        ran = Run(None, ran.effective, ran.free_from, ran.stages, ran.movers, ran.earliest)
    if clock is not None and clock.threshold is not None and clock.threshold.note:
        notes += (clock.threshold.note,)
    if clock is not None and clock.note:
        notes += (clock.note,)
    revoked = inputs.revoked is not None and (
        ran.free_from is None or inputs.revoked < ran.free_from
    )
    if inputs.revoked is not None:
        ran, notes = _revoked(ran, inputs.revoked, revoked, notes)
    falls = nothing_falls()
    if not revoked:
        day = last_day(parties, state, notice, ran)
        falls = what_falls(catalogue, framework, instrument, state, day)
    return WithdrawAnswer(
        question="withdraw",
        on=on,
        catalogue=catalogue.key,
        title=f"{catalogue.states[state].name_on(notice)} leaving the {instrument.title}",
        lead=_lead(catalogue.inline(state), ran, on, revoked=revoked),
        notes=notes,
        framework=framework.id,
        instrument=f"{framework.id}/{instrument.id}",
        state=state,
        notice=notice,
        may=ran.may,
        effective=ran.effective,
        free_from=ran.free_from,
        settled=ran.settled,
        earliest=ran.earliest,
        revoked=revoked,
        steps=ran.stages,
        movers=ran.movers,
        addressees=tuple(_addressees(catalogue, instrument, clock)),
        falls=falls,
        recorded=recorded,
    )


def _recorded(parties: tuple[Party, ...], state: str) -> tuple[Recorded, ...]:
    """What the record says became of the state's membership, where it ended."""
    return tuple(
        Recorded(p.notice, p.during.end, p.ended_by, p.cite)
        for p in parties
        if p.state == state and p.ended_by and p.during.end != date.max
    )


def _revoked(
    ran: Run, on: date, revoked: bool, notes: tuple[str, ...]
) -> tuple[Run, tuple[str, ...]]:
    if not revoked:
        late = f"the notice could not be taken back on {on}; it had taken effect"
        return ran, (late, *notes)
    told = Stage(on, "The notice is taken back before it takes effect.", vienna("Art. 68"))
    planned = tuple(s for s in ran.stages if s.on is None or s.on <= on)
    return Run(ran.may, None, None, (*planned, told)), notes


def _lead(name: str, ran: Run, on: date, *, revoked: bool) -> str:
    if revoked:
        return f"Taken back: {name} stays bound."
    if ran.may is False and ran.earliest:
        effect = ran.stages[-1].on
        return f"Not yet: notice may be given from {ran.earliest}, and takes effect on {effect}."
    if ran.may is False:
        return f"No: {name} may not leave by notice."
    if ran.may is None and ran.free_from is None:
        return f"Undetermined: {ran.stages[0].says}"
    if ran.free_from is None:
        return "The notice stands, but the day on which it takes effect is not known yet."
    tense = "ceased" if ran.free_from <= on else "ceases"
    at = "on" if ran.effective == ran.free_from else "at the end of"
    unless = [m.settles.replace("-", " ") for m in ran.movers if m.verdict is None and m.settles]
    tail = f", unless a clause moves the day ({'; '.join(unless)})" if unless else ""
    sure = "If bound at all, " if ran.may is None else ""
    return opening(f"{sure}{name} {tense} to be bound {at} {ran.effective}{tail}.")


def _addressees(
    catalogue: Catalogue, instrument: Instrument, clock: Clock | None
) -> list[Addressee]:
    """Who is told, in which order: the notice, what it must state, and what follows from it."""
    if clock is None or clock.leave in ("none", "consent"):
        whom = ["the other parties", *filter(None, [catalogue.name_of(instrument.depositary)])]
        told = (
            "Notice in writing; they have three months to object, except in cases of "
            "special urgency."
        )
        return [Addressee(", ".join(whom), told, None, vienna("Arts. 65 and 67"))]
    found = [
        Addressee(catalogue.name_of(to), "Notice of withdrawal, in writing", None, clock.cite)
        for to in clock.addressed_to
    ]
    if clock.must_state:
        found.append(Addressee("in the notice", clock.must_state, None, clock.cite))
    return found + [Addressee(f"by {f.by}", f.says, f.within, f.cite) for f in clock.follow_ups]
