"""What `apportion` answers, and how it is shown."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from foedus.judging.shares.shown import rate_section
from foedus.model.answers import Answer, Row, Section
from foedus.model.charts import Chart, bars
from foedus.model.citations import Citation
from foedus.reckoning.sharing.reading import Reckoned


class Part(msgspec.Struct, frozen=True):
    """A state's part: its share exactly and as printed in per cent, and its amount.

    Those before are there where a change was asked about. `level`, `base` and `discount` are those
    of a scale. `doubt` says what of the share is not confirmed.
    """

    matched_by = ("state",)
    state: str
    name: str
    exact: str
    share: str
    amount: Decimal
    share_before: str | None = None
    amount_before: Decimal | None = None
    level: str = ""
    base: str = ""
    discount: str = ""
    doubt: str = ""


class ApportionAnswer(Answer, frozen=True, kw_only=True):
    """Who pays what; the amounts sum to the whole. `redirected` is owed to something else."""

    key: str
    amount: Decimal
    currency: str
    parts: tuple[Part, ...]
    changed: bool
    redirected: dict[str, Decimal]
    redirects: str
    reckoned: Reckoned | None
    cites: tuple[Citation, ...]

    def counts(self) -> Mapping[str, frozenset[str]]:
        return {"state pay": frozenset(p.state for p in self.parts if p.amount)}

    def unmoved(self) -> str:
        return (
            "apportion takes those who pay from the key, which a change of membership does not "
            "touch: ask with --leave or --join, or suppose another key (amend-key)"
        )

    def charts(self) -> Sequence[Chart]:
        if not self.parts:
            return ()
        amount = f"Amount {self.currency}".strip()
        rows: list[dict[str, str | float]] = []
        for part in sorted(self.parts, key=lambda part: -part.amount):
            if part.amount_before is not None:
                before: dict[str, str | float]
                before = {amount: float(part.amount_before), "Share %": part.share_before or ""}
                rows.append({"State": part.name, "Time": "before", **before})
            after: dict[str, str | float]
            after = {amount: float(part.amount), "Share %": part.share}
            rows.append({"State": part.name, "Time": "after", **after})
        series = "Time" if self.changed else ""
        tell = "What each state pays" + (", before and after the change" if self.changed else "")
        return (bars("Who pays what", rows, "State", amount, series, tell),)

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What each pays."""
        return {part.state: part.amount for part in self.parts}

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        if self.reckoned:
            found = self.reckoned
            yield rate_section(found.lines, found.activity, found.percent)
        scaled = any(part.level for part in self.parts)
        doubted = any(part.doubt for part in self.parts)
        columns = ["State", "Name"]
        columns += ["Regular rate", "Level", "Discount"] if scaled else []
        columns += ["Before", "Share % before"] if self.changed else []
        columns += [f"Amount {self.currency}".strip(), "Share %"]
        columns += ["Change"] if self.changed else []
        columns += ["Doubt"] if doubted else []
        rows = tuple(self._row(part, scaled, doubted) for part in self.parts)
        total = f"{sum((part.amount for part in self.parts), Decimal(0)):,}"
        place = columns.index(f"Amount {self.currency}".strip())
        sums = tuple(total if i == place else "" for i in range(1, len(columns)))
        yield Section("Shares", tuple(columns), (*rows, Row(("Sum", *sums))))
        if self.redirected:
            owed = tuple(
                Row((state, f"{amount:,}", self.redirects))
                for state, amount in sorted(self.redirected.items())
            )
            yield Section("Owed to other measures", ("State", "Amount", "By"), owed)

    def _row(self, part: Part, scaled: bool, doubted: bool) -> Row:
        cells = [part.state, part.name if part.name != part.state else ""]
        cells += [part.base, part.level, part.discount] if scaled else []
        if part.amount_before is not None:
            cells += [f"{part.amount_before:,}", part.share_before or ""]
        cells += [f"{part.amount:,}", part.share]
        if part.amount_before is not None:
            cells += [f"{part.amount - part.amount_before:+,}"]
        cells += [part.doubt] if doubted else []
        return Row(tuple(cells), cites=self.cites, tone="unsure" if part.doubt else "")
