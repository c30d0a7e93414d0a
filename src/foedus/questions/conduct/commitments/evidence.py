"""Evidence for the numbered commitments of members, and the documents due every year."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from foedus.asking.declare import Document
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.numbers import Day, Year
from foedus.errors import FoedusError, QuestionError, quoted
from foedus.model.commitments import Cycle
from foedus.model.frameworks import Framework
from foedus.model.lists import MEMBERS
from foedus.questions.conduct.commitments.answer import (
    CommitmentStanding,
    EvidenceLine,
    Promise,
    Status,
    YearlyDue,
)

Assessment: TypeAlias = Literal["fulfilled", "progress", "not-fulfilled", ""]


def _named(given: object) -> object:
    """A commitment by its number too."""
    if isinstance(given, int) and not isinstance(given, bool) and given.bit_length() <= 64:
        return str(given)
    return given


class Evidence(Document):
    """A piece of evidence: that a state did something for a commitment, or sent a document."""

    state: str = Field(description="State (id or name); the office, for a document of an office")
    commitment: Annotated[str, BeforeValidator(_named)] = Field(
        description="Number of the commitment, or the id of a yearly document"
    )
    date: Day = Field(description="The day of the evidence")
    evidence: str = Field(description="What it shows")
    source: str = Field(min_length=1, description="Where it can be looked up")
    assessment: Assessment = Field("", description="What the source finds, if it does")
    for_year: Year | None = Field(
        None, description="The year a yearly document is for; that of its date, if absent"
    )


def promises_on(framework: Framework, on: date) -> tuple[Promise, ...]:
    """The commitments in force that day, in their order."""
    found = (
        Promise(p.commitment, p.id, p.title, p.says, p.cite)
        for instrument in framework.instruments
        if on in instrument.during
        for p in instrument.provisions
        if p.commitment and on in p.during
    )
    return tuple(found)


def entries_of(
    catalogue: Catalogue,
    framework: Framework,
    promises: tuple[Promise, ...],
    evidence: list[Evidence],
    on: date,
) -> Iterator[EvidenceLine]:
    """Lines as the answer holds them: each of a member that day, and of something due.

    Raises QuestionError.
    """
    numbers, cycles = {p.number for p in promises}, {c.id: c for c in framework.cycles}
    for number, line in enumerate(evidence):
        at = ("evidence", number)
        about = line.commitment.strip().lower()
        cycle = cycles.get(about)
        if about not in numbers and cycle is None:
            known = ", ".join([*cycles, *sorted(numbers, key=_in_order)])
            told = f"no commitment or document {quoted(line.commitment)}; {known}"
            raise QuestionError(f"evidence, line {number + 1}: {told}", (*at, "commitment"))
        if line.date > on:
            told = f"{line.date} lies after {on}, the day asked about"
            raise QuestionError(f"evidence, line {number + 1}: {told}", (*at, "date"))
        try:
            state = _state(catalogue, framework, line, cycle)
        except FoedusError as error:
            told = f"evidence, line {number + 1}: {error}"
            raise QuestionError(told, (*at, "state")) from None
        year = line.for_year or line.date.year
        yield EvidenceLine(
            state, about, line.date, line.evidence, line.source, line.assessment, year
        )


def _state(catalogue: Catalogue, framework: Framework, line: Evidence, cycle: Cycle | None) -> str:
    """Of whom a line is: a member that day, or an office. Raises FoedusError."""
    if cycle is not None and not cycle.by_members:
        if line.state.casefold() != cycle.by.casefold():
            raise QuestionError(f"{cycle.id} comes from the {cycle.by}")
        return cycle.by
    state = catalogue.state(line.state)
    if state.id not in catalogue.members_on(framework, line.date):
        raise QuestionError(no_member(catalogue, framework, state.id, line.date))
    return state.id


def no_member(catalogue: Catalogue, framework: Framework, state: str, on: date) -> str:
    """That a state was not a member; or that it is not known, where the list is not complete."""
    name = catalogue.inline(state)
    if catalogue.unlisted(framework, state, on):
        why = catalogue.lists.listed(framework, MEMBERS, on).unknown()
        return f"whether {name} was a member of {framework.id} on {on} is {why}"
    return f"{name} was not a member of {framework.id} on {on}"


def _in_order(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdigit() else (0, number)


def standing(
    state: str, promise: Promise, entries: Iterable[EvidenceLine], since: date
) -> CommitmentStanding:
    """Where a member stands with a commitment: never fulfilled but on fresh evidence that says so.

    The latest assessment counts; evidence without one shows that something was done, not how far.
    """
    mine = sorted(
        (e for e in entries if e.state == state and e.about == promise.number),
        key=lambda e: e.on,
    )
    assessed = [e for e in mine if e.assessment]
    latest = mine[-1] if mine else None
    judged = assessed[-1] if assessed else None
    status: Status
    if latest is None:
        status = "no evidence"
    elif judged is not None and judged.on >= since:
        status = STATUSES[judged.assessment]
    elif latest.on >= since:
        status = "evidence, not assessed"
    else:
        status = "out of date"
    return CommitmentStanding(state, promise.number, status, len(mine), latest, judged)


STATUSES: Mapping[str, Status] = {
    "fulfilled": "assessed as fulfilled",
    "progress": "assessed as in progress",
    "not-fulfilled": "assessed as not fulfilled",
}


def dues_of(
    catalogue: Catalogue,
    framework: Framework,
    states: list[str],
    entries: tuple[EvidenceLine, ...],
    on: date,
) -> Iterator[YearlyDue]:
    """The last document that was due from each, and whether it came; then the next."""
    for cycle in framework.cycles:
        if on not in cycle.during:
            continue
        last = cycle.latest_due(on)
        for by in states if cycle.by_members else [cycle.by]:
            sent = [(e.year, e.on) for e in entries if e.about == cycle.id and e.state == by]
            sent += [(day.year, day) for day in cycle.on_record if day <= on]
            year, latest = max(sent, default=(0, None))
            owed = last is not None and (
                not cycle.by_members or by in catalogue.members_on(framework, last)
            )
            yield YearlyDue(
                document=cycle.id,
                title=cycle.title,
                by=by,
                addressee=cycle.addressee,
                was_due=last if owed else None,
                latest=latest,
                missing=owed and last is not None and year < last.year,
                next_due=cycle.next_due(on),
                cite=cycle.cite,
            )
