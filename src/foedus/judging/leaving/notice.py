"""The notice of a party that leaves an instrument: which instrument, by which clock, until when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.standing import holds_role
from foedus.errors import QuestionError, quoted
from foedus.model.citations import Citation
from foedus.model.clocks import Clock
from foedus.model.events import Fact
from foedus.model.frameworks import Framework
from foedus.model.instruments import Instrument, Party
from foedus.model.lists import PARTIES
from foedus.model.wording import inline
from foedus.reckoning.notice import FactError, Run, Stage, run, vienna

DAY = timedelta(days=1)
GUIDING: Final = Citation(
    "Guiding Principles applicable to unilateral declarations of States",
    "Principle 10",
    date(2006, 8, 4),
    "International Law Commission, A/61/10, para. 176",
)


def instrument_left(
    catalogue: Catalogue, given: str
) -> tuple[Framework, Instrument, tuple[str, ...]]:
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
    source, found, notes = instrument_left(catalogue, instrument.parties_of)
    told = f"the parties of {framework.id}/{instrument.id} are those of {source.id}/{found.id}"
    return source, found, (f"{told}, so that is what a state leaves", *notes)


def check_days(
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


def run_clock(
    instrument: Instrument, clock: Clock | None, notice: date, facts: Mapping[str, Fact]
) -> Run:
    """How a notice runs; where no clause is recorded, by the general law. Raises FactError."""
    if clock is not None:
        return run(clock, instrument.during.start, notice, facts)
    if facts:
        raise FactError(
            f"fact {next(iter(facts))!r} has no effect: foedus records no clause on leaving the "
            f"{instrument.title}",
            (next(iter(facts)),),
        )
    if instrument.of_one_state:
        return Run(None, None, None, (_taken_back(instrument),))
    if not instrument.binding:
        told = "Recorded as political, not binding in law: a state leaves by saying so."
        return Run(True, notice, notice, (Stage(notice, told, vienna("Art. 2(1)(a)")),))
    words = f" What is recorded of its term: {instrument.term}" if instrument.term else ""
    told = f"foedus records no clause on leaving; the text settles it ({instrument.where}).{words}"
    return Run(None, None, None, (Stage(None, told, vienna("Art. 54")),))


def _taken_back(instrument: Instrument) -> Stage:
    """How one state takes back what it did alone."""
    if instrument.nature == "domestic-law":
        told = "An act of domestic law: its author amends or repeals it by its own procedure."
        cite = Citation(instrument.title, "", instrument.signed, instrument.where)
        return Stage(None, told, cite)
    told = (
        "An undertaking of one state: by its terms, and as far as it binds in law its author may "
        "not revoke it arbitrarily."
    )
    return Stage(None, told, GUIDING)


def last_day(parties: tuple[Party, ...], state: str, notice: date, ran: Run) -> date:
    """The day to compare: the last one bound by the clock, else that of the notice, or before."""
    last = ran.free_from - DAY if ran.free_from else notice
    days = (last, notice, notice - DAY)
    return next(day for day in days if holds_role(parties, state, day) is not False)
