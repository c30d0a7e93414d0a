"""What `comply` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from datetime import date

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.calendar import CalendarEntry
from foedus.model.charts import Chart, ceilings
from foedus.questions.conduct.comply.findings import Finding, Reported, Status, Trend
from foedus.questions.conduct.comply.visits import Quota, Ratio

TONES: dict[str, Tone] = {
    "kept": "good",
    "exceeded": "bad",
    "open": "unsure",
    "contested": "unsure",
    "given": "good",
    "missing": "bad",
    "suspended": "unsure",
}


class ComplyAnswer(Answer, frozen=True, kw_only=True):
    """How declared conduct stands to the limits of a treaty."""

    treaty: str
    limits: tuple[Finding, ...]
    reports: tuple[Reported, ...]
    next_reports: tuple[tuple[str, date], ...]
    trends: tuple[Trend, ...]
    quotas: tuple[Quota, ...]
    ratios: tuple[Ratio, ...]

    def of(self, status: Status) -> tuple[Finding, ...]:
        """The limits that stand so."""
        return tuple(f for f in self.limits if f.status == status)

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "Holdings against limits",
            ("Provision", "Limit", "Who", "Declared", "Ceiling", "Margin", ""),
            tuple(self._limits()),
            empty="Nothing was declared that a limit counts.",
        )
        silent = tuple(self._silent("open", "contested"))
        if silent:
            yield Section(
                "Open for want of any declaration",
                ("Who", "Limits for which nothing is declared", ""),
                silent,
                tone="unsure",
            )
        idle = tuple(self._silent("not yet binding", "no longer binding"))
        if idle:
            yield Section(
                "Not binding, and nothing declared", ("Who", "Limits that do not bind", ""), idle
            )
        if self.reports:
            yield Section(
                "Declarations due",
                ("Status", "Declaration", "Due", "As of", "States"),
                tuple(self._reports()),
            )
        if self.trends:
            rows = tuple(
                Row(
                    (
                        t.state,
                        t.quantity,
                        f"{t.was:,} ({t.before})",
                        f"{t.now:,} ({t.after})",
                        f"{t.now - t.was:+,}",
                    )
                )
                for t in self.trends
            )
            yield Section("Trend", ("State", "Quantity", "Before", "Now", "Change"), rows)
        if self.quotas:
            yield Section(
                "Inspections",
                ("Provision", "Quota", "State", "Period", "Accepted", "Refused", "Left", ""),
                tuple(self._quotas()),
            )
        if self.ratios:
            rows = tuple(
                Row(
                    (
                        r.state,
                        r.told_by,
                        f"{r.in_time} of {r.due}",
                        str(r.late),
                        str(r.missing),
                        f"{r.share:.2f}",
                        f"{r.low:.2f} to {r.high:.2f}",
                    )
                )
                for r in self.ratios
            )
            yield Section(
                "Notifications made",
                ("State", "Told by", "In time", "Late", "Never", "Share", "95 % interval"),
                rows,
            )

    def _silent(self, *statuses: Status) -> Iterator[Row]:
        """The limits of each group or state for which nothing at all is declared."""
        groups: dict[tuple[tuple[str, ...], str], list[Finding]] = {}
        for found in self.limits:
            if found.as_of is None and found.status in statuses:
                groups.setdefault((found.who, _why(found)), []).append(found)
        for (who, why), limits in groups.items():
            told = ", ".join(f.provision.partition("/")[2] for f in limits)
            yield Row((_who(who), told, why), cites=tuple(f.cite for f in limits))

    def _limits(self) -> Iterator[Row]:
        for found in self.limits:
            if found.as_of is None and found.status not in ("kept", "exceeded"):
                continue
            margin = "" if found.margin is None else f"{found.margin:,}"
            cells = (
                found.provision,
                found.title,
                _who(found.who),
                found.number,
                f"{found.ceiling:,}",
                margin,
                _why(found),
            )
            yield Row(cells, cites=(found.cite,), tone=TONES.get(found.status, ""))

    def _reports(self) -> Iterator[Row]:
        for report in self.reports:
            told = f"{report.title} {report.says}".strip()
            states = ", ".join(report.states)
            cells = (report.status, told, str(report.due), str(report.as_of), states)
            yield Row(cells, cites=(report.cite,), tone=TONES[report.status])

    def _quotas(self) -> Iterator[Row]:
        for quota in self.quotas:
            unknown = "the number of objects is not known" if quota.quota is None else ""
            total = "?" if quota.quota is None else str(quota.quota)
            cells = (
                quota.provision,
                quota.title,
                quota.state,
                quota.period,
                f"{quota.accepted} of {total}",
                str(quota.refused),
                "?" if quota.left is None else str(quota.left),
                "; ".join((*quota.remarks, *((unknown,) if unknown else ()))),
            )
            yield Row(cells, cites=(quota.cite,), tone="unsure" if quota.remarks else "")

    def charts(self) -> Sequence[Chart]:
        rows = [
            {
                "Limit": f"{', '.join(found.who)}: {found.title}",
                "Held": found.high,
                "Ceiling": found.ceiling,
                "Status": found.status,
            }
            for found in self.limits
            if found.high is not None
        ]
        title = "Holdings against ceilings"
        return (ceilings(title, rows, "Limit", "Held", "Ceiling"),) if rows else ()

    def calendar(self) -> Sequence[CalendarEntry]:
        """The next day on which each declaration is due."""
        return tuple(
            CalendarEntry(
                uid=f"{self.treaty}/{title}/{due}@foedus",
                starts=due,
                summary=f"{title} ({self.treaty})",
            )
            for title, due in self.next_reports
        )


def _who(who: tuple[str, ...]) -> str:
    return who[0] if len(who) == 1 else f"{len(who)} states"


def _few(items: tuple[str, ...]) -> str:
    """The items, or how many there are of them."""
    return ", ".join(items) if len(items) <= 5 else f"{len(items)} states"


def _why(found: Finding) -> str:
    parts: list[str] = [found.status]
    if found.status == "contested":
        parts.append(f"{found.if_bound} if bound, {found.if_suspended} if suspended")
    if len(found.contested) == 1:
        parts.append(found.contested[0])
    elif found.contested:
        parts.append(f"for {len(found.contested)} states it is open whether they are suspended")
    if found.binds:
        parts.append(found.binds)
    if found.undeclared and found.status != "exceeded" and len(found.who) > 1:
        parts.append(f"not declared by {_few(found.undeclared)}")
    if found.outside:
        parts.append(f"not counted: {_few(found.outside)}")
    return "; ".join(parts)
