"""The path out: by which notice a party leaves, from when it is free, and what falls with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.standing import holds_role
from foedus.errors import QuestionError
from foedus.judging.leaving.falls import what_falls
from foedus.judging.leaving.notice import check_days, instrument_left, last_day, run_clock
from foedus.model.clocks import Clock
from foedus.model.events import Fact
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument
from foedus.questions.conduct.path.found import Basis, Path, Step, View, in_time
from foedus.questions.conduct.path.inputs import DoneLine, Line
from foedus.questions.conduct.path.law import CONSENT, LEAVING
from foedus.reckoning.notice import Run


@dataclass(frozen=True)
class Asked:
    """A change with what is known of its way: steps done, facts, and the day asked about."""

    catalogue: Catalogue
    line: Line
    spelled: str
    done: Sequence[DoneLine]
    facts: Mapping[str, Fact]
    on: date

    def day_of(self, step: str) -> date | None:
        """The day on which a step was taken by all who must, if it was."""
        return max((d.on for d in self.done if d.step == step and not d.by), default=None)


def facts_asked(clock: Clock | None) -> set[str]:
    """The facts that the clauses of a clock turn on."""
    if clock is None:
        return set()
    return {fact for p in clock.provisos for fact in (p.fact, p.until) if fact}


def leave(asked: Asked) -> Path:
    """How a party leaves an instrument. Raises QuestionError."""
    catalogue, line = asked.catalogue, asked.line
    given = line.instrument or line.framework
    framework, instrument, notes = instrument_left(catalogue, given)
    notice = asked.day_of("notify") or asked.on
    check_days(catalogue, framework, instrument, line.state, notice, None)
    clock = _clock(instrument, notice)
    notes += tuple(n for n in (clock.note if clock else "",) if n)
    facts = {name: asked.facts[name] for name in facts_asked(clock) & asked.facts.keys()}
    ran = run_clock(instrument, clock, notice, facts)
    first = notice
    if ran.may is False and ran.earliest is not None:
        first = ran.earliest
        ran = run_clock(instrument, _clock(instrument, first), first, facts)
    parties = catalogue.parties(framework, instrument)
    earliest, settled = ran.free_from, ran.settled
    if holds_role(parties, line.state, notice) is None:
        notes += (f"it is contested that {line.state} is bound at all",)
        settled = False
    agreed = asked.day_of("agree")
    basis = _basis(instrument, clock)
    readings: tuple[View, ...] = LEAVING if instrument.binding else ()
    if clock is not None and clock.leave in ("notice", "end-of-term"):
        readings = (CONSENT,)
    by_consent = agreed is not None and (earliest is None or agreed < earliest)
    if by_consent:
        earliest, settled = agreed, True
    day = last_day(parties, line.state, notice, ran)
    falls = what_falls(catalogue, framework, instrument, line.state, day)
    others = _others(catalogue, framework.id, instrument, line.state, asked.on)
    return Path(
        change=asked.spelled,
        kind=line.change,
        instrument=f"{framework.id}/{instrument.id}",
        title=title_of(asked, framework, instrument),
        state=line.state,
        basis=basis,
        says=_says(instrument, clock, ran),
        cite=clock.cite if clock is not None and clock.leave != "none" else None,
        depositary=catalogue.name_of(instrument.depositary),
        steps=tuple(_steps(asked, clock, ran, first)),
        agree=others if clock is not None and clock.leave == "consent" else (),
        wanted=line.on,
        earliest=earliest,
        latest_start=_latest(instrument, first, line.on, facts) if ran.may else None,
        settled=settled,
        by_consent=by_consent,
        in_time=in_time(line.on, earliest),
        open=tuple(m.settles for m in ran.movers if m.verdict is None and m.settles),
        readings=readings,
        also=falls.items,
        partners=tuple(tie.partner for tie in falls.ties),
        notes=notes,
    )


def title_of(asked: Asked, framework: Framework, instrument: Instrument) -> str:
    """What a sentence calls it: the framework, where that was named, or the instrument."""
    whole = asked.line.framework and asked.line.change not in ("amend", "reserve")
    named = whole and instrument.id == framework.constitutive
    name = framework.name if named else instrument.title
    return f"the {name}" if " " in name and not name.startswith("The ") else name


def _says(instrument: Instrument, clock: Clock | None, ran: Run) -> str:
    if clock is not None:
        return clock.says
    if not instrument.binding:
        return ran.stages[0].says
    told = "Not recorded in the definition: a clause on leaving; the text settles it"
    return f"{told} ({instrument.where})."


def _clock(instrument: Instrument, on: date) -> Clock | None:
    return next((c for c in instrument.clocks if on in c.during), None)


def _basis(instrument: Instrument, clock: Clock | None) -> Basis:
    if clock is not None and clock.leave != "none":
        return "text"
    if instrument.of_one_state:
        return "one state"
    if not instrument.binding:
        return "political"
    return "general law" if clock is not None else "not recorded"


def _others(
    catalogue: Catalogue, framework: str, instrument: Instrument, state: str, on: date
) -> tuple[str, ...]:
    parties = catalogue.parties(catalogue.framework(framework), instrument)
    return tuple(sorted({p.state for p in parties if on in p.during} - {state}))


def _steps(asked: Asked, clock: Clock | None, ran: Run, first: date) -> Iterator[Step]:
    """The notice and to whom, the stages of the clock, and what others must then do."""
    state = asked.line.state
    if clock is not None and clock.leave in ("notice", "end-of-term"):
        whom = ", ".join(asked.catalogue.inline(to) for to in clock.addressed_to)
        told = f"Notice in writing{f' to {whom}' if whom else ''}."
        if clock.must_state:
            told += f" It must state: {clock.must_state}"
        yield Step(
            "notify",
            "state",
            asked.catalogue.name_of(state),
            told,
            clock.cite,
            (state,),
            1,
            on=first,
        )
    for stage in ran.stages:
        if stage.on != first or stage.says.startswith("Earliest"):
            yield Step("clock", "", "", stage.says, stage.cite, on=stage.on)
    for mover in ran.movers:
        if mover.verdict is None:
            yield Step("unless", "", "", mover.says, mover.cite)
    for follow in clock.follow_ups if clock is not None else ():
        yield Step("then", follow.by, follow.by, follow.says, follow.cite)


def _latest(
    instrument: Instrument, first: date, wanted: date | None, facts: Mapping[str, Fact]
) -> date | None:
    """The last day for a notice that makes the state free by the day wanted, if there is one."""

    def free(notice: date) -> date | None:
        try:
            return run_clock(instrument, _clock(instrument, notice), notice, facts).free_from
        except (OverflowError, QuestionError):
            return None

    if wanted is None or wanted < first or wanted > instrument.during.end:
        return None
    low, high = first.toordinal(), wanted.toordinal()
    if not _by(free(first), wanted):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        if _by(free(date.fromordinal(middle)), wanted):
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low)


def _by(free: date | None, wanted: date) -> bool:
    return free is not None and free <= wanted
