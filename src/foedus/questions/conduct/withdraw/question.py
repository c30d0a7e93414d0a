"""`withdraw`: when a notice of withdrawal takes effect, and what else falls with the exit."""

from collections.abc import Mapping
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
from foedus.errors import QuestionError, located, quoted
from foedus.model.clocks import Clock
from foedus.model.events import Fact
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument, Party
from foedus.model.lists import PARTIES
from foedus.model.wording import inline, opening
from foedus.questions.conduct.withdraw.answer import Addressee, Recorded, WithdrawAnswer
from foedus.questions.conduct.withdraw.falls import nothing_falls, what_falls
from foedus.reckoning.notice import FactError, Run, Stage, run, vienna

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
    framework, instrument, notes = _instrument(catalogue, inputs.leaving)
    _check_days(catalogue, framework, instrument, state, notice, inputs.revoked)
    clock = next((c for c in instrument.clocks if notice in c.during), None)
    with located("facts"):
        ran = _run(instrument, clock, notice, inputs.facts)
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
        day = _last_day(parties, state, notice, ran)
        falls = what_falls(world, framework, instrument, state, day)
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


def _instrument(catalogue: Catalogue, given: str) -> tuple[Framework, Instrument, tuple[str, ...]]:
    """The instrument that is left, and how it was found. Raises QuestionError."""
    framework_id, _, instrument_id = given.partition("/")
    framework = catalogue.framework(framework_id)
    known = {i.id: i for i in framework.instruments}
    wanted = instrument_id or framework.constitutive
    if not wanted and len(known) == 1:
        wanted = next(iter(known))
    if wanted not in known:
        named = ", ".join(f"{framework.id}/{i}" for i in known)
        if not known:
            raise QuestionError(
                f"{framework.id} rests on no instrument that a state could leave", ("leaving",)
            )
        if instrument_id:
            raise QuestionError(
                f"{framework.id} has no instrument {quoted(instrument_id)}; it has {named}",
                ("leaving",),
            )
        raise QuestionError(
            f"{framework.id} rests on several instruments; name one of {named}", ("leaving",)
        )
    instrument = known[wanted]
    if not instrument.parties_of or instrument.clocks:
        return framework, instrument, ()
    source, found, notes = _instrument(catalogue, instrument.parties_of)
    told = f"the parties of {framework.id}/{instrument.id} are those of {source.id}/{found.id}"
    return source, found, (f"{told}, so that is what a state leaves", *notes)


def _check_days(
    catalogue: Catalogue,
    framework: Framework,
    instrument: Instrument,
    state: str,
    notice: date,
    revoked: date | None,
) -> None:
    """A notice is given by a party, in the life of the instrument, and taken back after it."""
    name = inline(catalogue.states[state].name_on(notice))
    life = instrument.during
    provisional = any(notice in p.during for p in instrument.parties)
    parties = catalogue.parties(framework, instrument)
    if notice < life.start and not provisional:
        raise QuestionError(
            f"notice: the {instrument.title} was not in force on {notice}; it has been since "
            f"{life.start}",
            ("notice",),
        )
    if notice >= life.end:
        raise QuestionError(
            f"notice: the {instrument.title} was no longer in force on {notice}; it ended on "
            f"{life.end}",
            ("notice",),
        )
    if not any(p.state == state and (notice in p.during or notice == p.notice) for p in parties):
        listing = f"{PARTIES}{instrument.id}"
        if not catalogue.lists.knows(framework, listing, parties, state, notice):
            why = catalogue.lists.listed(framework, listing, notice).unknown()
            told = f"whether {name} was a party to the {instrument.title} on {notice} is {why}"
            raise QuestionError(f"state: {told}", ("state",))
        raise QuestionError(
            f"state: {name} cannot give notice under the {instrument.title}; it was not a party "
            f"to it on {notice}",
            ("state",),
        )
    if revoked is not None and revoked < notice:
        told = f"revoked: {revoked} lies before the notice of {notice}"
        raise QuestionError(told, ("revoked",))


def _run(
    instrument: Instrument, clock: Clock | None, notice: date, facts: Mapping[str, Fact]
) -> Run:
    if clock is not None:
        return run(clock, instrument.during.start, notice, facts)
    if facts:
        raise FactError(
            f"fact {next(iter(facts))!r} has no effect: foedus records no clause on leaving the "
            f"{instrument.title}",
            (next(iter(facts)),),
        )
    if not instrument.binding:
        told = "Recorded as political, not binding in law: a state leaves by saying so."
        return Run(True, notice, notice, (Stage(notice, told, vienna("Art. 2(1)(a)")),))
    words = f" What is recorded of its term: {instrument.term}" if instrument.term else ""
    told = f"foedus records no clause on leaving; the text settles it ({instrument.where}).{words}"
    return Run(None, None, None, (Stage(None, told, vienna("Art. 54")),))


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


def _last_day(parties: tuple[Party, ...], state: str, notice: date, ran: Run) -> date:
    """The day to compare: the last one bound by the clock, else that of the notice, or before."""
    last = ran.free_from - DAY if ran.free_from else notice
    days = (last, notice, notice - DAY)
    return next(day for day in days if holds_role(parties, state, day) is not False)


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
