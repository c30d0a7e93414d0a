"""What `notify` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal, TypeAlias

import msgspec

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.calendar import CalendarEntry
from foedus.model.citations import Citation
from foedus.model.verdicts import Because, Verdict
from foedus.questions.conduct.notify.tally import Tally

Standing: TypeAlias = Literal["ahead", "overdue", "in time", "late", ""]
TONES: dict[Standing, Tone] = {"ahead": "", "overdue": "bad", "in time": "good", "late": "bad"}
KEEPS: dict[Verdict, tuple[str, Tone]] = {
    True: ("kept", "good"),
    False: ("exceeded", "bad"),
    None: ("open", "unsure"),
}


class Due(msgspec.Struct, frozen=True):
    """A notification: due, not due, or open.

    `deadline` is the last day (or moment) for it, `standing` how that lies to the day asked about
    and to the day it was made. `reached` are the thresholds crossed, `short` why it is not due and
    `settles` what would settle it.
    """

    matched_by = ("activity", "provision", "addressee")
    activity: str
    provision: str
    title: str
    says: str
    verdict: Verdict
    owed_by: tuple[str, ...]
    addressee: str
    by: str
    deadline: date | None
    moment: datetime | None
    standing: Standing
    days: int
    reached: tuple[str, ...]
    short: tuple[str, ...]
    settles: tuple[str, ...]
    tree: Because
    cite: Citation

    @property
    def due_text(self) -> str:
        """The deadline as it is shown."""
        return str(self.moment or self.deadline or self.by)

    @property
    def standing_text(self) -> str:
        """How the deadline lies to the day asked about."""
        days = f"{self.days} day{'' if self.days == 1 else 's'}"
        match self.standing:
            case "ahead":
                return f"in {days}" if self.days else "today"
            case "overdue":
                return f"was due {days} ago"
            case "in time":
                return f"made, {days} before the deadline" if self.days else "made, on the last day"
            case "late":
                return f"made {days} late"
            case _:
                return ""


class Routine(msgspec.Struct, frozen=True):
    """A duty that does not hang on an activity, and the next day on which it falls due."""

    matched_by = ("provision", "title")
    provision: str
    title: str
    says: str
    addressee: str
    by: str
    next: date | None
    cite: Citation


class NotifyAnswer(Answer, frozen=True, kw_only=True):
    """Which notifications activities owe, which not and why, and whether limits are kept."""

    due: tuple[Due, ...]
    undetermined: tuple[Due, ...]
    not_due: tuple[Due, ...]
    limits: tuple[Tally, ...]
    routine: tuple[Routine, ...]
    several: bool

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "Due",
            ("Provision", "What is due", "From whom", "To whom", "By", "", "Threshold reached"),
            tuple(self._due()),
            empty="No notification is due.",
        )
        if self.undetermined:
            rows = tuple(
                Row(
                    (d.provision, self._titled(d), "; ".join(d.settles)),
                    because=d.tree,
                    cites=(d.cite,),
                    tone="unsure",
                )
                for d in self.undetermined
            )
            yield Section(
                "Not settled",
                ("Provision", "What may be due", "What would settle it"),
                rows,
                tone="unsure",
            )
        rows = tuple(
            Row((d.provision, self._titled(d), "; ".join(d.short)), because=d.tree, tone="quiet")
            for d in self.not_due
        )
        if rows:
            yield Section(
                "Not due", ("Provision", "What is not due", "Why not"), rows, tone="quiet"
            )
        if self.limits:
            yield Section(
                "Limits on activities",
                ("Provision", "Limit", "State", "Period", "Counted", "Ceiling", ""),
                tuple(self._limits()),
            )
        if self.routine:
            yield Section(
                "Due whatever the activity",
                ("Provision", "Duty", "To whom", "Next"),
                tuple(self._routine()),
            )

    def _titled(self, due: Due) -> str:
        return f"{due.title}: {due.activity}" if self.several else due.title

    def _due(self) -> Iterator[Row]:
        for due in self.due:
            cells = (
                due.provision,
                self._titled(due),
                ", ".join(due.owed_by) or "the host state",
                due.addressee,
                due.due_text,
                due.standing_text,
                "; ".join(due.reached),
            )
            yield Row(cells, because=due.tree, cites=(due.cite,), tone=TONES.get(due.standing, ""))

    def _limits(self) -> Iterator[Row]:
        """A row for each limit and period; states that stand alike share one."""
        alike: dict[tuple[object, ...], list[Tally]] = {}
        for tally in self.limits:
            key = (tally.provision, tally.period, tally.counted, tally.unsure, tally.verdict)
            alike.setdefault(key, []).append(tally)
        for tally, *others in alike.values():
            words, tone = KEEPS[tally.verdict]
            counted = str(len(tally.counted))
            if tally.unsure:
                counted += f" to {len(tally.counted) + len(tally.unsure)}"
            cells = (
                tally.provision,
                tally.title,
                ", ".join(t.state for t in (tally, *others)),
                tally.period,
                counted,
                str(tally.ceiling),
                f"{words}: {'; '.join(tally.settles)}" if tally.settles else words,
            )
            yield Row(cells, cites=(tally.cite,), tone=tone)

    def _routine(self) -> Iterator[Row]:
        for duty in self.routine:
            cells = (duty.provision, duty.says, duty.addressee, str(duty.next or duty.by))
            yield Row(cells, cites=(duty.cite,))

    def calendar(self) -> Sequence[CalendarEntry]:
        """The deadlines of what is due, and the next days of the routine."""
        return tuple(self._entries())

    def _entries(self) -> Iterator[CalendarEntry]:
        for due in self.due:
            starts = due.moment or due.deadline
            if starts is not None:
                yield CalendarEntry(
                    uid=f"{due.provision}/{due.activity}/{starts}@foedus",
                    starts=starts,
                    summary=f"{due.title}: {due.activity}",
                    description=f"{', '.join(due.owed_by)} to {due.addressee}. {due.says} "
                    f"{due.cite}",
                )
        for duty in self.routine:
            if duty.next is not None:
                yield CalendarEntry(
                    uid=f"{duty.provision}/{duty.next}@foedus",
                    starts=duty.next,
                    summary=duty.title,
                    description=f"To {duty.addressee}. {duty.says} {duty.cite}",
                )
