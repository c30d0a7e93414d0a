"""What `exercise` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.calendar import CalendarEntry
from foedus.model.charts import Chart, spans
from foedus.model.citations import Citation
from foedus.model.wording import percent
from foedus.questions.forces.exercise.call import Kind
from foedus.questions.forces.exercise.clashes import Clash
from foedus.questions.forces.exercise.findings import (
    GapClosed,
    Guests,
    Hosting,
    LeftOut,
    LiveActivity,
    PairHistory,
    PastExercise,
    PlannedExercise,
    Reminder,
    Training,
    Year,
)
from foedus.questions.forces.exercise.problem import FULL
from foedus.questions.forces.exercise.solution import Proof

KINDS: dict[Kind, str] = {"live": "live", "cpx": "command post", "simulation": "simulation"}


class ExerciseAnswer(Answer, frozen=True, kw_only=True):
    """A programme of exercises, and what it is worth.

    `coverage` is the sum over years and gaps of weight and level in thousandths. `activities` are
    the live exercises as `notify` takes them: what is to be notified follows from them.
    """

    currency: str
    programme: tuple[PlannedExercise, ...]
    activities: tuple[LiveActivity, ...]
    left_out: tuple[LeftOut, ...]
    gaps: tuple[GapClosed, ...]
    training: tuple[Training, ...]
    years: tuple[Year, ...]
    hosting: tuple[Hosting, ...]
    guests: tuple[Guests, ...]
    evidence: tuple[PastExercise, ...]
    pairs: tuple[PairHistory, ...]
    candidate_clashes: tuple[Clash, ...]
    programme_clashes: tuple[Clash, ...]
    coverage: int
    coverage_before: int
    coverage_most: int
    proofs: tuple[Proof, ...]
    proven: bool

    def unmoved(self) -> str:
        return "exercise reads what it is given, not who is a member or a party"

    def calendar(self) -> Sequence[CalendarEntry]:
        return tuple(
            CalendarEntry(
                uid=f"exercise-{planned.id}",
                starts=planned.starts,
                ends=planned.ends,
                summary=planned.name,
                description=(
                    f"Host: {planned.host}. Participants: {', '.join(planned.participants)}. "
                    f"Trains: {', '.join((*planned.domains, *planned.objectives))}."
                ),
                location=planned.place,
            )
            for planned in self.programme
        )

    def charts(self) -> Sequence[Chart]:
        rows = [
            {
                "Exercise": planned.name,
                "First day": planned.starts.isoformat(),
                "The day after": planned.ends.isoformat(),
                "Type": KINDS[planned.kind],
                "Host": planned.host,
            }
            for planned in self.programme
        ]
        if not rows:
            return ()
        tell = "When each exercise of the programme is held, and of which type it is"
        days = ("First day", "The day after")
        return (spans("Calendar", rows, "Exercise", *days, "Type", tell),)

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "Programme",
            ("Id", "First day", "Last day", "Exercise", "Type", "Host", "Participants", "Cost"),
            tuple(_planned(planned) for planned in self.programme),
            empty="No candidate can be held that closes a gap further.",
        )
        if self.left_out:
            rows = (Row((x.id, x.name, "; ".join(x.reasons)), tone="quiet") for x in self.left_out)
            yield Section("Left out", ("Id", "Exercise", "Why"), tuple(rows))
        calendar_years = tuple(str(year.year) for year in self.years)
        yield Section(
            "Gaps", ("Gap", "Weight", *calendar_years, "Through"), tuple(map(_gap, self.gaps))
        )
        yield Section(
            "Coverage by what is trained",
            ("Trains", "Gaps", "Weight", "Before", "After", "Exercises"),
            tuple(map(_training, self.training)),
        )
        yield Section(
            f"Years, in {self.currency}",
            ("Year", "Budget", "Spent", "Left", "Exercises", "Before", "After"),
            tuple(map(_year, self.years)),
        )
        yield Section(
            "Hosting",
            ("Nation", "Hosted before", "Hosts", "Which"),
            tuple(map(_hosting, self.hosting)),
        )
        yield _matrix(
            "Who hosts whom: held + planned",
            {(g.host, g.guest): f"{g.held}+{g.planned}" for g in self.guests},
        )
        yield Section(
            "Evidence, and what it is still worth",
            ("Held before", "Last day", "Host", "Participants", *calendar_years),
            tuple(map(_evidence, self.evidence)),
            empty="The call has no history: nobody is known to have trained together.",
        )
        yield from self._together()
        yield self._clashes()
        yield from self._lessons()

    def _together(self) -> Iterator[Section]:
        """The matrix of nations, and who stay strangers."""
        cells: dict[tuple[str, str], str] = {}
        for pair in self.pairs:
            count = f"{pair.held}+{pair.planned}" if pair.held or pair.planned else "never"
            cells[pair.one, pair.other] = cells[pair.other, pair.one] = count
        yield _matrix("Together: exercises held + planned", cells)
        strangers = [f"{p.one}-{p.other}" for p in self.pairs if not p.held and not p.planned]
        if strangers:
            row = Row((", ".join(strangers),))
            yield Section("Still never together", ("",), (row,), tone="unsure")

    def _clashes(self) -> Section:
        rows = [
            Row((clash.one, clash.other, str(clash), what), tone="unsure")
            for what, clashes in (
                ("in the programme, within the limits", self.programme_clashes),
                ("one of them at most", [c for c in self.candidate_clashes if not c.allowed]),
                ("overlap in any case", [c for c in self.candidate_clashes if c.allowed]),
            )
            for clash in clashes
        ]
        columns = ("Exercise", "And", "Share", "")
        return Section("Clashes", columns, tuple(rows), empty="No two exercises clash.")

    def _lessons(self) -> Iterator[Section]:
        minded: dict[str, tuple[Reminder, list[str]]] = {}
        for planned in self.programme:
            for reminder in planned.lessons:
                minded.setdefault(reminder.lesson, (reminder, []))[1].append(planned.id)
        if minded:
            columns = ("Lesson", "From", "Recommendation", "Owner", "Status", "Mind it in")
            rows = tuple(_lesson(reminder, ids) for reminder, ids in minded.values())
            yield Section("Lessons still open with the same nations", columns, rows)


def _matrix(title: str, cells: dict[tuple[str, str], str]) -> Section:
    """A table with a row for each first of the pairs and a column for each second."""
    columns = sorted({column for _, column in cells})
    rows = (
        Row((row, *(cells.get((row, column), "") for column in columns)))
        for row in sorted({row for row, _ in cells})
    )
    return Section(title, ("", *columns), tuple(rows), empty="Nobody hosts anybody.")


def _planned(planned: PlannedExercise) -> Row:
    cells = (
        planned.id,
        str(planned.starts),
        str(planned.ends - timedelta(days=1)),
        planned.name,
        KINDS[planned.kind],
        planned.host,
        ", ".join(planned.participants),
        f"{planned.cost:,}",
    )
    return Row(cells)


def _gap(gap: GapClosed) -> Row:
    levels = (
        share(after) if after == before else f"{share(before)} → {share(after)}"
        for before, after in zip(gap.before, gap.after, strict=True)
    )
    title = f"{'-'.join(gap.nations)} {gap.trains}"
    tone: Tone = "good" if gap.after[-1] == FULL else "unsure" if gap.after[-1] else "bad"
    cells = (title, str(gap.weight), *levels, ", ".join(gap.through))
    return Row(cells, because=gap.because, tone=tone)


def _training(t: Training) -> Row:
    shares = (share(t.before), share(t.after))
    return Row((t.trains, str(t.gaps), str(t.weight), *shares, str(t.exercises)))


def _year(y: Year) -> Row:
    money = (f"{y.budget:,}", f"{y.spent:,}", f"{y.budget - y.spent:,}")
    return Row((str(y.year), *money, str(y.exercises), share(y.before), share(y.after)))


def _hosting(h: Hosting) -> Row:
    return Row((h.nation, str(h.before), str(len(h.planned)), ", ".join(h.planned)))


def _evidence(held: PastExercise) -> Row:
    cells = (
        held.name,
        str(held.ends - timedelta(days=1)),
        held.host or "",
        ", ".join(held.participants),
        *(share(level) for level in held.worth),
    )
    cites = (Citation(held.name, where=held.source),) if held.source else ()
    return Row(cells, cites=cites)


def _lesson(reminder: Reminder, ids: Sequence[str]) -> Row:
    due = "" if reminder.due is None else f", due {reminder.due}"
    cells = (
        reminder.lesson,
        f"{reminder.exercise}: {reminder.objective}",
        reminder.recommendation,
        reminder.owner or "nobody",
        f"{reminder.status}{', overdue' if reminder.overdue else ''}{due}",
        ", ".join(ids),
    )
    return Row(cells, tone="bad" if reminder.overdue else "unsure")


def share(level: int) -> str:
    """A level for a reader."""
    return percent(level, FULL)
