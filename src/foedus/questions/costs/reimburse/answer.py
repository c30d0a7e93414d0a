"""What `reimburse` answers, and how it is shown."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.time import Interval


class ClaimPart(msgspec.Struct, frozen=True):
    """A line of a claim within one period of the tariff."""

    matched_by = ("unit", "span")
    unit: str
    persons: int
    span: Interval
    rate: Decimal
    months: str
    gross: Decimal
    deducted: Decimal
    premium: Decimal
    cites: tuple[Citation, ...]

    @property
    def person_months(self) -> Fraction:
        """The persons times the months."""
        return self.persons * Fraction(self.months)

    @property
    def net(self) -> Decimal:
        """What is paid."""
        return self.gross - self.deducted + self.premium


class ReimburseAnswer(Answer, frozen=True, kw_only=True):
    """What is paid, line by line and period by period; the total is their sum."""

    tariff: str
    currency: str
    parts: tuple[ClaimPart, ...]
    total: Decimal

    def sections(self) -> Sequence[Section]:
        columns = (
            "Unit",
            "Persons",
            "Time",
            "Rate",
            "Person-months",
            "Sum",
            "Deduction",
            "Premium",
            f"Paid in {self.currency}",
        )
        rows = tuple(
            Row(
                (
                    part.unit,
                    str(part.persons),
                    str(part.span),
                    f"{part.rate:,}",
                    f"{float(part.person_months):,.2f}",
                    f"{part.gross:,}",
                    f"{-part.deducted:,}" if part.deducted else "",
                    f"{part.premium:,}" if part.premium else "",
                    f"{part.net:,}",
                ),
                cites=part.cites,
            )
            for part in self.parts
        )
        total = Row(("Sum", *[""] * 7, f"{self.total:,}"))
        return (Section("Claim", columns, (*rows, total)),)
