"""The path by a way that the text lays down: to enter, to amend, or to suspend a party."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes import ChangeError, Join
from foedus.catalogue.standing import holds_role
from foedus.errors import QuestionError, quoted
from foedus.judging.leaving.falls import what_falls
from foedus.judging.leaving.findings import Fallen
from foedus.model.clocks import Period
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument
from foedus.model.ways import Effect, Way
from foedus.model.wording import inline, opening
from foedus.questions.conduct.path.eligible import eligible
from foedus.questions.conduct.path.found import Basis, Path, Step, View, in_time
from foedus.questions.conduct.path.law import (
    AMENDING,
    CONCLUDING,
    JOINING,
    RESERVING,
    SUSPENDING,
)
from foedus.questions.conduct.path.leaving import Asked, title_of
from foedus.questions.conduct.path.steps import ENTRIES, agree, candidate_since, on_record, taken
from foedus.reckoning.notice import DAY

RATIFIES: Final = ("ratify", "accept")
NO_CLAUSE: Final = {
    "join": "accession",
    "ratify": "accession",
    "amend": "amendment",
    "suspend": "suspension",
}
LAW: Final[dict[str, tuple[View, ...]]] = {
    "join": JOINING,
    "ratify": JOINING,
    "amend": AMENDING,
    "suspend": SUSPENDING,
    "reserve": RESERVING,
}


OTHER: Final[tuple[str, tuple[View, ...]]] = (
    "This is supposed; no procedure of an instrument brings it about.",
    (),
)
OTHERS: Final[dict[str, tuple[str, tuple[View, ...]]]] = {
    "instrument": ("A new instrument is concluded as its own text says.", CONCLUDING),
    "amend-key": ("Not recorded in the definition: who may change the key.", ()),
    "amend-weight": ("Not recorded in the definition: who may change the table of weights.", ()),
}


def by_way(asked: Asked, framework: Framework, instrument: Instrument) -> Path:
    """How a change of these kinds comes about. Raises QuestionError."""
    line, on = asked.line, asked.on
    notes = tuple(_checked(asked, framework, instrument))
    parties = _parties(asked.catalogue, framework, instrument, on)
    others = tuple(state for state in parties if state != line.state)
    way = _way(instrument, line.change, on)
    if way is None or way.how == "none":
        return _without(asked, framework, instrument, others, way, notes)
    given = [taken(asked, step, others) for step in way.steps]
    steps = on_record(asked, framework, instrument, given)
    missing = [step for step in steps if not step.done]
    notes = (*notes, *_recorded(asked, framework, steps))
    days = [step.on for step in steps if step.on is not None]
    last = max([*days, *([on] if missing or not days else [])])
    earliest, open_ = _effective(way.effect, last, asked)
    may = eligible(asked.catalogue, way, line.state) if line.change in ENTRIES else None
    barred = may is False
    also, partners = _comes(asked, framework, instrument)
    return Path(
        change=asked.spelled,
        kind=line.change,
        instrument=f"{framework.id}/{instrument.id}",
        title=title_of(asked, framework, instrument),
        state=line.state,
        basis="text",
        says=way.says,
        cite=way.cite,
        depositary=asked.catalogue.name_of(instrument.depositary),
        open_to=way.open_to,
        eligible=may,
        steps=(*steps, *_takes_effect(way.effect, None if missing or open_ else earliest)),
        agree=_once(agree(s, w) for s, w in zip(steps, way.steps, strict=True)),
        ratify=_once(s.outstanding for s in steps if s.step in RATIFIES),
        wanted=line.on,
        earliest=None if barred else earliest,
        latest_start=None if barred else _latest(way.effect, on, line.on),
        settled=not missing and not open_ and not barred,
        in_time=None if barred else in_time(line.on, earliest),
        open=open_,
        also=also,
        partners=partners,
        notes=(*notes, *([way.note] if way.note else [])),
    )


def _recorded(asked: Asked, framework: Framework, steps: tuple[Step, ...]) -> Iterator[str]:
    """That a step was taken though its day is not on record, and how that is known."""
    for step in steps:
        since = candidate_since(asked, framework) if step.by_then else None
        if since and step.step == "apply" and step.by_then == since:
            name = opening(asked.catalogue.inline(asked.line.state))
            yield f"{name} is a candidate since {since} and so has applied; the day is not recorded"
        elif step.by_then:
            day = "its day is not recorded"
            yield f"{step.step} comes before the signature on {step.by_then}; {day}"


def _once(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every state of some groups, once."""
    return tuple(dict.fromkeys(state for group in groups for state in group))


def _way(instrument: Instrument, change: str, on: date) -> Way | None:
    name = NO_CLAUSE.get(change)
    ways: tuple[Way, ...] = getattr(instrument, name) if name else ()
    return next((way for way in ways if on in way.during), None)


def _parties(
    catalogue: Catalogue, framework: Framework, instrument: Instrument, on: date
) -> tuple[str, ...]:
    return tuple(
        sorted({p.state for p in catalogue.parties(framework, instrument) if on in p.during})
    )


def _checked(asked: Asked, framework: Framework, instrument: Instrument) -> Iterator[str]:
    """Notes on who is bound; a change that cannot be is refused. Raises QuestionError."""
    line, on, catalogue = asked.line, asked.on, asked.catalogue
    if on not in instrument.during:
        apart = instrument.during.apart(on)
        raise QuestionError(f"the {instrument.title} is not in force on {on}: {apart}")
    if line.change == "amend":
        return
    name = inline(catalogue.states[line.state].name_on(on))
    if not any(on in life for life in catalogue.states[line.state].lives):
        raise QuestionError(f"there was no such state as {quoted(line.state)} on {on}", ("state",))
    parties = catalogue.parties(framework, instrument)
    bound = holds_role(parties, line.state, on)
    enters = line.change in ENTRIES
    if bound is None:
        yield f"it is contested that {name} is bound by the {instrument.title} on {on}"
    elif bound and enters:
        raise QuestionError(
            f"{name} already is a party to the {instrument.title} on {on}", ("state",)
        )
    elif not bound and not catalogue.lists.knows(
        framework, f"parties/{instrument.id}", parties, line.state, on
    ):
        why = catalogue.lists.listed(framework, f"parties/{instrument.id}", on).unknown()
        yield f"whether {name} is a party to the {instrument.title} on {on} is {why}"
    elif not bound and not enters:
        raise QuestionError(f"{name} is not a party to the {instrument.title} on {on}", ("state",))
    if (
        enters
        and framework.within
        and catalogue.has_role(framework.within, line.state, "member", on) is not True
    ):
        told = f"only members of {framework.within} may belong to {framework.id}"
        yield f"{told}; {name} is not known to be one on {on}"


def without_act(kind: str) -> Path:
    """Of a change of a scenario that no procedure of an instrument here brings about."""
    says, readings = OTHERS.get(kind, OTHER)
    return Path(
        change=kind,
        kind=kind,
        instrument="",
        title="",
        state="",
        basis=_basis_of(says, readings),
        says=says,
        readings=readings,
    )


def _basis_of(says: str, readings: tuple[View, ...]) -> Basis:
    if readings:
        return "general law"
    return "not recorded" if says.startswith("Not recorded") else "no act"


def without_instrument(asked: Asked, framework: Framework) -> Path:
    """Where no instrument founds a framework: nothing is recorded of how its members change."""
    line = asked.line
    members = asked.catalogue.members_on(framework, asked.on)
    told = f"Not recorded in the definition: no instrument founds {framework.id}, and how its"
    if line.change in ENTRIES and members.get(line.state):
        name = asked.catalogue.inline(line.state)
        raise QuestionError(f"{name} already is a member of {framework.id} on {asked.on}")
    return Path(
        change=asked.spelled,
        kind=line.change,
        instrument=framework.id,
        title=framework.name,
        state=line.state,
        basis="not recorded",
        says=f"{told} members change is not written down here.",
        wanted=line.on,
    )


def _without(
    asked: Asked,
    framework: Framework,
    instrument: Instrument,
    others: tuple[str, ...],
    way: Way | None,
    notes: tuple[str, ...],
) -> Path:
    """Where the text has no clause, or the definition records none: what general law says."""
    line = asked.line
    matter = NO_CLAUSE.get(line.change, "reservations")
    basis: Basis = "general law" if way is not None else "not recorded"
    told = (
        f"Not recorded in the definition: a clause on {matter}; the text settles it "
        f"({instrument.where})."
    )
    if instrument.of_one_state:
        basis, told = "one state", "What one state did alone: no other joins or changes it."
    elif way is not None:
        told = way.says
        if not instrument.binding:
            basis = "political"
            told += " It binds nobody in law: those that take part may agree on it."
    if line.change == "reserve":
        basis, told = "general law", "No clause on reservations is recorded in the definition."
    return Path(
        change=asked.spelled,
        kind=line.change,
        instrument=f"{framework.id}/{instrument.id}",
        title=title_of(asked, framework, instrument),
        state=line.state,
        basis=basis,
        says=told,
        depositary=asked.catalogue.name_of(instrument.depositary),
        agree=others if way is not None and line.change != "reserve" else (),
        wanted=line.on,
        readings=LAW[line.change] if instrument.binding else (),
        notes=(*notes, *([way.note] if way is not None and way.note else [])),
    )


def _effective(effect: Effect | None, last: date, asked: Asked) -> tuple[date, tuple[str, ...]]:
    """The day on which the change takes effect after the last act, and what is open of it."""
    if effect is None:
        return last, ()
    day = last
    if effect.after is not None:
        day = effect.after.after(last.replace(day=1) if effect.month_start else last)
    if not effect.fact:
        return day, ()
    agreed = asked.facts.get(effect.fact)
    return (max(day, agreed), ()) if isinstance(agreed, date) else (day, (effect.fact,))


def _takes_effect(effect: Effect | None, on: date | None) -> tuple[Step, ...]:
    return (Step("effect", "", "", effect.says, effect.cite, on=on),) if effect else ()


def _latest(effect: Effect | None, on: date, wanted: date | None) -> date | None:
    """The last day for the last act, if the change is to hold on the day wanted."""
    if wanted is None or wanted < on:
        return None
    day = wanted
    if effect is not None and effect.after is not None:
        day = effect.after.before(wanted.replace(day=1) if effect.month_start else wanted)
        if effect.month_start:  # any day of that month will do
            day = Period(1, "month").after(day) - DAY
    return day if day >= on else None


def _comes(
    asked: Asked, framework: Framework, instrument: Instrument
) -> tuple[tuple[Fallen, ...], tuple[str, ...]]:
    """What an entry brings: what would fall with an exit from the world in which it took place."""
    line = asked.line
    if line.change != "join" or instrument.id != framework.constitutive:
        return (), ()
    try:
        after = Join(framework.id, line.state, asked.on).apply(asked.catalogue)
    except ChangeError:  # it is contested, or not known, whether it belongs already
        return (), ()
    joined = after.framework(framework.id)
    entered = next(i for i in joined.instruments if i.id == instrument.id)
    found = what_falls(after, joined, entered, line.state, asked.on)
    return found.items, tuple(tie.partner for tie in found.ties)
