"""`commitments`: what a framework committed itself to, what became of it, and what is due."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId, StateNames
from foedus.asking.world import World
from foedus.documents.numbers import WHOLE, Flag
from foedus.errors import QuestionError
from foedus.judging.promised import CommitmentView
from foedus.model.clocks import Period
from foedus.model.frameworks import Framework
from foedus.model.lists import MEMBERS
from foedus.model.time import the_nearest
from foedus.model.wording import counted
from foedus.questions.conduct.commitments import recorded
from foedus.questions.conduct.commitments.answer import (
    CommitmentsAnswer,
    CommitmentStanding,
    YearlyDue,
)
from foedus.questions.conduct.commitments.evidence import (
    Evidence,
    dues_of,
    entries_of,
    no_member,
    promises_on,
    standing,
)

Months = Annotated[int, Field(gt=0, le=1200), *WHOLE]


class CommitmentsInput(Inputs):
    """A framework with commitments, and the evidence that is at hand."""

    model_config = ConfigDict(populate_by_name=True)

    framework: FrameworkId = Field(
        "pesco", description="Framework, such as pesco", json_schema_extra={"positional": True}
    )
    evidence: list[Evidence] = Field([], description="The evidence: a list, or a workbook")
    states: StateNames = Field(
        [], alias="state", description="Only these states; repeat, or commas"
    )
    fresh_months: Months = Field(
        12, description="Months after which evidence no longer counts as fresh"
    )
    owner: str = Field(
        "", description="Only commitments on record of this state or office, such as Commission"
    )
    text: str = Field(
        "", description="Only commitments on record of this instrument, such as strategic-compass"
    )
    overdue: Flag = Field(
        False, description="Only commitments on record past their day and not known to be settled"
    )


@question(
    "commitments",
    title="Who promised what by when",
    inputs=CommitmentsInput,
    answer=CommitmentsAnswer,
    example={
        "framework": "pesco",
        "state": ["POL", "DNK"],
        "evidence": [
            {
                "state": "POL",
                "commitment": "1",
                "date": "2024-02-01",
                "evidence": "Defence budget of 2024 above that of 2023 in real terms",
                "source": "Budget law of 2024",
                "assessment": "fulfilled",
            },
            {
                "state": "DNK",
                "commitment": "national-implementation-plan",
                "date": "2024-01-20",
                "evidence": "First plan",
                "source": "Letter of 2024-01-20",
            },
        ],
        "on": "2024-06-01",
    },
)
def commitments(world: World, inputs: CommitmentsInput, on: date) -> CommitmentsAnswer:
    """What a framework committed itself to, what became of it, the evidence, and what is due."""
    catalogue = world.catalogue
    framework = catalogue.frameworks[inputs.framework]
    promises = promises_on(framework, on)
    _refuse_what_leads_nowhere(framework, inputs, on, numbered=bool(promises))
    members = catalogue.members_on(framework, on)
    for number, state in enumerate(inputs.states):
        if state not in members:
            raise QuestionError(no_member(catalogue, framework, state, on), ("state", number))
    entries = tuple(entries_of(catalogue, framework, promises, inputs.evidence, on))
    shown = inputs.states or list(members)
    since = Period(inputs.fresh_months, "month").before(on)
    standings = tuple(
        standing(state, promise, entries, since) for state in shown for promise in promises
    )
    dues = tuple(dues_of(catalogue, framework, shown, entries, on))
    views = recorded.asked_for(
        catalogue,
        framework,
        on,
        owner=inputs.owner,
        text=inputs.text,
        overdue=inputs.overdue,
    )
    lists = recorded.lists_of(catalogue, framework, views, on)
    told = [*_outdated(framework, on)]
    if promises:
        told.append(_lead(standings, dues, len(shown), len(promises)))
    if framework.commitments:
        some = bool(inputs.owner or inputs.text or inputs.overdue)
        told.append(recorded.lead(views, on, some=some))
    checked = [listed.checked for listed in lists]
    if promises:
        checked.append(catalogue.lists.listed(framework, MEMBERS, on).checked)
    return CommitmentsAnswer(
        question="commitments",
        on=on,
        catalogue=catalogue.key,
        title=f"Commitments of the {framework.name} on {on}",
        lead=" ".join(told),
        notes=(
            *_notes(framework, on, promises=bool(promises)),
            *_unsure(views),
            *catalogue.lists.aged(on, checked),
        ),
        framework=framework.id,
        members=tuple(members),
        promises=promises,
        evidence=entries,
        standings=standings,
        dues=dues,
        phase=next((p for p in framework.phases if on in p.during), None),
        fresh_since=since,
        recorded=views,
        lists=lists,
        titles={i.id: i.title for i in framework.instruments},
    )


def _refuse_what_leads_nowhere(
    framework: Framework, inputs: CommitmentsInput, on: date, *, numbered: bool
) -> None:
    """Raise QuestionError where nothing is on record, or an input is for what is not."""
    made = any(c.made <= on for c in framework.commitments)
    if not numbered and not made:
        told = f"foedus records no commitments of {framework.id} on {on}"
        raise QuestionError(told, ("framework",))
    if not numbered and inputs.evidence:
        told = "evidence is for numbered commitments of members, and foedus records none"
        raise QuestionError(f"{told} of {framework.id} on {on}", ("evidence",))
    if not numbered and inputs.states:
        told = f"{framework.id} has no numbered commitments of members on {on}"
        raise QuestionError(f"{told}; `owner` shows what a state promised", ("state", 0))
    for name in ("owner", "text", "overdue"):
        if getattr(inputs, name) and not made:
            told = f"foedus records no commitments of {framework.id} with owner and deadline"
            raise QuestionError(f"{told}; those it has are members' own", (name,))


def _lead(
    standings: tuple[CommitmentStanding, ...],
    dues: tuple[YearlyDue, ...],
    members: int,
    promises: int,
) -> str:
    with_evidence = sum(s.status not in ("no evidence", "out of date") for s in standings)
    missing = sum(d.missing for d in dues)
    papers = counted(missing, "document is", "documents are")
    return (
        f"{counted(members, 'member')}, {counted(promises, 'commitment')}: fresh evidence for "
        f"{with_evidence} of {len(standings)} in all; {papers} overdue or not shown."
    )


def _notes(framework: Framework, on: date, *, promises: bool) -> Iterator[str]:
    if not promises:
        return
    yield "not shown means that no evidence was given, not that nothing was done"
    for cycle in framework.cycles:
        if on in cycle.during and cycle.note:
            yield f"{cycle.id}: {cycle.note}"


def _outdated(framework: Framework, on: date) -> Iterator[str]:
    """That no phase is on record for a day, though there are phases."""
    if not framework.phases or any(on in phase.during for phase in framework.phases):
        return
    phases = {phase.title: phase.during for phase in framework.phases}
    yield f"No phase is on record for {on}: {the_nearest(phases, on)}."


def _unsure(views: Iterable[CommitmentView]) -> Iterator[str]:
    """What a reader should know of words that may seem harder than they are."""
    fates = {v.fate for v in views}
    if "not known" in fates:
        yield "not known means that no source at hand says what became of it"
    if "dropped" in fates:
        yield "dropped means given up, or not mentioned in the next text of the series"
