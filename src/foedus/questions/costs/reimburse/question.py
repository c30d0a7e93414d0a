"""`reimburse`: what the United Nations owes a contributor of troops for a time, by period."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from foedus.asking.declare import Document, Inputs, question
from foedus.asking.world import World
from foedus.catalogue.keys import find_tariff
from foedus.documents.numbers import LAST, WHOLE, Count, Day, Share
from foedus.errors import QuestionError, located
from foedus.model.keys import Tariff, TariffPeriod
from foedus.model.time import Interval
from foedus.model.wording import counted
from foedus.questions.costs.reimburse.answer import ClaimPart, ReimburseAnswer
from foedus.reckoning.sharing.tariffs import months, periods

TARIFF = "un-peacekeeping/personnel-reimbursement"
CENT = Decimal("0.01")
ClaimYear = Annotated[int, Field(ge=1948, le=LAST.year - 1), *WHOLE]


class ClaimLine(Document):
    """Persons of a unit for a time, with what is taken off and what is added."""

    unit: str = Field("contingent", description="Name of the unit")
    persons: Count = Field(gt=0, description="Persons deployed, on average")
    from_: Day = Field(alias="from", description="First day")
    to: Day = Field(description="First day no longer")
    deduction: Share = Field(
        Decimal(0),
        description="Per cent taken off for absent or unserviceable major equipment, as reported",
    )
    premium_persons: Count = Field(0, description="Of the persons, who get the risk premium")

    @model_validator(mode="after")
    def _sound(self) -> "ClaimLine":
        if self.from_ >= self.to:
            told = f"`from` {self.from_} must lie before `to` {self.to}"
            raise QuestionError(told, ("from",))
        if self.premium_persons > self.persons:
            told = f"{self.premium_persons} of {self.persons} persons get a premium"
            raise QuestionError(told, ("premium_persons",))
        return self


class Claim(Document):
    """The lines of a claim."""

    lines: list[ClaimLine] = Field(min_length=1, description="Units, numbers and times")

    @model_validator(mode="after")
    def _claimed_once(self) -> "Claim":
        for index, line in enumerate(self.lines):
            if line in self.lines[:index]:
                time = f"{counted(line.persons, 'person')} from {line.from_} to {line.to}"
                told = f"the line of {line.unit}, {time} is listed twice"
                raise QuestionError(told, ("lines", index))
        return self


class ReimburseInput(Inputs):
    """A claim as a document; or one line of it: persons, and a time or a year."""

    model_config = ConfigDict(populate_by_name=True)

    persons: Count = Field(0, description="Persons deployed, on average")
    from_: Day | None = Field(None, alias="from", description="First day")
    to: Day | None = Field(None, description="First day no longer")
    year: ClaimYear | None = Field(None, description="A calendar year, for a time")
    deduction: Share = Field(
        Decimal(0),
        description="Per cent taken off for absent or unserviceable major equipment, as reported",
    )
    premium_persons: Count = Field(0, description="Of the persons, who get the risk premium")
    claim: Claim | None = Field(None, description="A claim of several lines")
    tariff: str = Field(TARIFF, description="The tariff")


@question(
    "reimburse",
    title="What is paid for troops",
    timed="no day",
    inputs=ReimburseInput,
    answer=ReimburseAnswer,
    example={"persons": 850, "year": 2017, "on": "2018-01-15"},
)
def reimburse(world: World, inputs: ReimburseInput, on: date) -> ReimburseAnswer:
    """What the United Nations pays for troops and police for a time, by period and to the cent."""
    with located("tariff"):
        tariff = find_tariff(world.catalogue, inputs.tariff)
    parts: list[ClaimPart] = []
    for number, line in enumerate(_lines(inputs)):
        with located(*(("claim", "lines", number) if inputs.claim else ())):
            parts += _parts(tariff, line)
    total = sum((part.net for part in parts), Decimal(0))
    asked = sum(part.person_months for part in parts)
    notes = [tariff.note] if tariff.note else []
    if any(part.premium for part in parts) and tariff.premium:
        notes.append(
            f"{tariff.premium.says} The limit of {tariff.premium.most} % is one of the "
            "Organization as a whole, not of a claim."
        )
    return ReimburseAnswer(
        question="reimburse",
        on=on,
        catalogue=world.catalogue.key,
        title=f"{tariff.title}, {tariff.currency} a {tariff.unit}",
        lead=f"{tariff.currency} {total:,} for {float(asked):,.2f} person-months.",
        notes=tuple(notes),
        tariff=tariff.id,
        currency=tariff.currency,
        parts=tuple(parts),
        total=total,
    )


def _lines(inputs: ReimburseInput) -> tuple[ClaimLine, ...]:
    loose = bool(inputs.persons or inputs.from_ or inputs.to or inputs.year)
    if inputs.claim is not None:
        if loose or inputs.deduction or inputs.premium_persons:
            raise QuestionError("give either a claim or persons and a time, not both", ("claim",))
        return tuple(inputs.claim.lines)
    if not inputs.persons:
        raise QuestionError("give a number of persons above 0, or a claim", ("persons",))
    if inputs.year and (inputs.from_ or inputs.to):
        raise QuestionError("give either a year or `from` and `to`", ("year",))
    start, end = inputs.from_, inputs.to
    if inputs.year:
        start, end = date(inputs.year, 1, 1), date(inputs.year + 1, 1, 1)
    if start is None or end is None:
        raise QuestionError("give `from` and `to`, or a year", ("from" if start is None else "to",))
    if start >= end:
        raise QuestionError(f"`from` {start} must lie before `to` {end}", ("from",))
    if inputs.premium_persons > inputs.persons:
        raise QuestionError(
            f"{inputs.premium_persons} of {inputs.persons} persons cannot get a premium",
            ("premium_persons",),
        )
    return (
        ClaimLine(
            persons=inputs.persons,
            from_=start,
            to=end,
            deduction=inputs.deduction,
            premium_persons=inputs.premium_persons,
        ),
    )


def _parts(tariff: Tariff, line: ClaimLine) -> Iterator[ClaimPart]:
    for period, span in periods(tariff, Interval(line.from_, line.to)):
        yield _part(tariff, line, period, span)


def _part(tariff: Tariff, line: ClaimLine, period: TariffPeriod, span: Interval) -> ClaimPart:
    """One period of one line, each of its sums in whole cents."""
    time = months(span)
    gross = _cents(Fraction(period.rate) * line.persons * time)
    deducted = _cents(Fraction(gross) * Fraction(line.deduction) / 100)
    premium = Decimal("0.00")
    if line.premium_persons:
        if tariff.premium is None or span.start not in tariff.premium.during:
            told = f"no premium is on record for {span.start}"
            if tariff.premium:
                told += f": {tariff.premium.during.apart(span.start)}"
            raise QuestionError(told, ("premium_persons",))
        rate = Fraction(period.rate) * Fraction(tariff.premium.percent) / 100
        premium = _cents(rate * line.premium_persons * time)
    cites = (period.cite, tariff.premium.cite) if premium and tariff.premium else (period.cite,)
    return ClaimPart(
        unit=line.unit,
        persons=line.persons,
        span=span,
        rate=period.rate,
        months=str(time),
        gross=gross,
        deducted=deducted,
        premium=premium,
        cites=cites,
    )


def _cents(exact: Fraction) -> Decimal:
    """To the cent, halves up."""
    return int(exact * 100 + Fraction(1, 2)) * CENT
