"""What `grant` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from foedus.judging.shares.shown import rate_section
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.citations import Citation
from foedus.model.verdicts import Because, Verdict
from foedus.reckoning.sharing.reading import RateStep

TONES: dict[Verdict, Tone] = {True: "good", False: "bad", None: "unsure"}
WORDS: dict[Verdict, str] = {True: "met", False: "not met", None: "not known"}


class GrantShare(msgspec.Struct, frozen=True):
    """A recipient's part of the costs and of the grant."""

    matched_by = ("name",)
    name: str
    country: str
    size: str
    share: Decimal
    cost: Decimal
    grant: Decimal


class GrantAnswer(Answer, frozen=True, kw_only=True):
    """Whether a consortium is eligible and why, the rate in per cent, and the grant.

    The grant of a consortium that is not eligible is nil; that of one of which it is not known is
    what it would be.
    """

    eligible: Verdict
    tree: Because
    activity: str
    rate: Decimal
    lines: tuple[RateStep, ...]
    cost: Decimal
    grant: Decimal
    shares: tuple[GrantShare, ...]
    cites: tuple[Citation, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        conditions = tuple(
            Row(
                (WORDS[part.verdict], part.text, part.cite.article if part.cite else ""),
                because=part,
                cites=(part.cite,) if part.cite else (),
                tone=TONES[part.verdict],
            )
            for part in self.tree.parts
        )
        yield Section("Eligibility", ("", "Condition", "Article"), conditions)
        yield rate_section(self.lines, self.activity, self.rate)
        rows = tuple(
            Row(
                (
                    share.name,
                    share.country,
                    share.size,
                    f"{share.share:f}",
                    f"{share.cost:,}",
                    f"{share.grant:,}",
                    f"{share.cost - share.grant:,}",
                ),
                cites=self.cites,
            )
            for share in self.shares
        )
        sums = Row(
            (
                "Sum",
                "",
                "",
                "100",
                f"{self.cost:,}",
                f"{self.grant:,}",
                f"{self.cost - self.grant:,}",
            )
        )
        columns = ("Recipient", "Country", "Size", "Costs %", "Costs", "Grant", "Own means")
        yield Section("Sums in EUR", columns, (*rows, sums))
