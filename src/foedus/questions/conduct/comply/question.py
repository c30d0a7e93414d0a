"""`comply`: declared holdings against the limits of a treaty, and its declarations and quotas."""

from datetime import date

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId, StateNames
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.model.frameworks import Framework
from foedus.model.lists import PARTIES
from foedus.model.wording import counted
from foedus.questions.conduct.comply.answer import ComplyAnswer
from foedus.questions.conduct.comply.declared import Declarations
from foedus.questions.conduct.comply.duties import DutyReview
from foedus.questions.conduct.comply.findings import Finding, Reported
from foedus.questions.conduct.comply.limits import LimitReview
from foedus.questions.conduct.comply.record import read
from foedus.questions.conduct.comply.visits import Quota, ratios


class ComplyInput(Inputs):
    """A treaty and what is declared under it."""

    treaty: FrameworkId = Field(
        description="Framework, such as cfe or new-start", json_schema_extra={"positional": True}
    )
    declared: Declarations = Field(
        Declarations(), description="What is declared: holdings, inspections, objects, notices"
    )
    state: StateNames = Field([], description="Only these states; all parties, where left out")


@question(
    "comply",
    title="Do holdings keep within the limits?",
    inputs=ComplyInput,
    answer=ComplyAnswer,
    example={
        "treaty": "new-start",
        "declared": {
            "holdings": [
                {"state": "USA", "quantity": "warheads", "number": 1350, "as_of": "2018-02-05"},
                {"state": "RUS", "quantity": "warheads", "number": 1444, "as_of": "2018-02-05"},
            ]
        },
        "on": "2018-02-05",
    },
)
def comply(world: World, inputs: ComplyInput, on: date) -> ComplyAnswer:
    """Declared holdings against a treaty's limits, with margins, trends, declarations and quotas.

    What is not declared is never taken to be within a limit.
    """
    catalogue = world.catalogue
    framework = catalogue.frameworks[inputs.treaty]
    record = read(catalogue, framework, inputs.declared, inputs.state, on)
    review, duties = LimitReview(record), DutyReview(record)
    limits, reports = tuple(review.limits()), tuple(duties.reports())
    quotas = tuple(duties.quotas())
    return ComplyAnswer(
        question="comply",
        on=on,
        catalogue=catalogue.key,
        title=f"{framework.name}: declared conduct on {on}",
        lead=_lead(limits, reports, quotas),
        notes=(*review.notes(), *catalogue.lists.aged(on, _checked(catalogue, framework, on))),
        treaty=framework.id,
        limits=limits,
        reports=reports,
        next_reports=tuple(duties.next_reports()),
        trends=tuple(duties.trends()),
        quotas=quotas,
        ratios=tuple(ratios(record.notices, on)),
    )


def _checked(catalogue: Catalogue, framework: Framework, on: date) -> tuple[date | None, ...]:
    """When the lists of parties were checked."""
    names = (f"{PARTIES}{i.id}" for i in framework.instruments if on in i.during)
    said = (catalogue.lists.on(framework, name, on) for name in names)
    return tuple(listing.checked for listing in said if listing is not None)


def _lead(
    limits: tuple[Finding, ...], reports: tuple[Reported, ...], quotas: tuple[Quota, ...]
) -> str:
    """What counts most: what is exceeded, then what is open, then what is missing."""
    told: list[str] = []
    for status, words in (
        ("exceeded", "exceeded"),
        ("contested", "contested (binding or suspended)"),
        ("open", "open for want of declarations"),
        ("kept", "kept"),
        ("not yet binding", "not yet binding"),
        ("no longer binding", "no longer binding"),
    ):
        number = sum(f.status == status for f in limits)
        if number:
            told.append(f"{number} {words}")
    missing = sorted({s for r in reports if r.status != "given" for s in r.states})
    lead = f"Limits: {', '.join(told) or 'none applies to what is declared'}."
    if quotas and not told:
        lead = f"{counted(len(quotas), 'quota')} of inspections to accept."
    if missing:
        shown = ", ".join(missing) if len(missing) <= 5 else f"{len(missing)} states"
        lead += f" The last declaration is not among those given for {shown}."
    return lead
