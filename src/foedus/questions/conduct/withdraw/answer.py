"""What `withdraw` answers, and how it is shown."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from foedus.judging.leaving.findings import Falls
from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.calendar import CalendarEntry
from foedus.model.citations import Citation
from foedus.model.verdicts import Verdict
from foedus.model.wording import counted
from foedus.reckoning.notice import VIENNA, Mover, Stage

TONES: dict[bool | None, Tone] = {True: "bad", False: "quiet", None: "unsure"}
LAW_OF_TREATIES: Final = "VCLT"
WORDS: dict[bool | None, str] = {True: "yes", False: "no", None: "not known"}


class Addressee(msgspec.Struct, frozen=True):
    """Who is told, or must act, and what; `within` days after the notice where that is set."""

    matched_by = ("whom", "what")
    whom: str
    what: str
    within: int | None
    cite: Citation


class Recorded(msgspec.Struct, frozen=True):
    """What the record says: notice, first day no longer bound, how it ended."""

    matched_by = ("notice", "ended")
    notice: date | None
    ended: date
    how: str
    cite: Citation | None


class WithdrawAnswer(Answer, frozen=True, kw_only=True):
    """How a notice runs, and what falls with the exit.

    `may` is None where the instrument leaves it open. `effective` ends the period of notice,
    `free_from` is the first day no longer bound; both are None where the day cannot be told.
    `settled` is False while a fact that is not given could still move them.
    """

    framework: str
    instrument: str
    state: str
    notice: date
    may: Verdict
    effective: date | None
    free_from: date | None
    settled: bool
    earliest: date | None
    revoked: bool
    steps: tuple[Stage, ...]
    movers: tuple[Mover, ...]
    addressees: tuple[Addressee, ...]
    falls: Falls
    recorded: tuple[Recorded, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def calendar(self) -> Sequence[CalendarEntry]:
        """The dated steps of the clock, and what others must do by when."""
        return tuple(self._calendar())

    def _calendar(self) -> Iterator[CalendarEntry]:
        if self.may is False:
            return
        uid = f"{self.state}-{self.instrument.replace('/', '-')}-{self.notice}"
        for number, step in enumerate(self.steps):
            if step.on is not None:
                summary = f"{self.state}, {self.instrument}: {step.says}"
                yield CalendarEntry(f"{uid}-{number}", step.on, summary, description=str(step.cite))
        for number, todo in enumerate(self.addressees):
            if todo.within is not None:
                due = self.notice + timedelta(days=todo.within)
                yield CalendarEntry(
                    f"{uid}-due-{number}", due, f"Latest day {todo.whom}: {todo.what}"
                )

    def _sections(self) -> Iterator[Section]:
        steps = tuple(
            Row((str(s.on or "no day"), s.says, _article(s.cite)), cites=(s.cite,))
            for s in self.steps
        )
        yield Section("The clock", ("Day", "Step", "Article"), steps)
        if self.movers:
            yield Section(
                "What moves the day",
                ("Met", "Clause", "Fact", "Article"),
                tuple(
                    Row(
                        (WORDS[m.verdict], m.says, m.settles, _article(m.cite)),
                        cites=(m.cite,),
                        tone=TONES[m.verdict],
                    )
                    for m in self.movers
                ),
            )
        yield Section("To be told", ("Who", "What", "Within"), tuple(self._told()))
        if self.recorded:
            yield Section(
                "On record",
                ("Notice", "Free from", "By"),
                tuple(
                    Row(
                        (str(r.notice or ""), str(r.ended), r.how),
                        cites=(r.cite,) if r.cite else (),
                    )
                    for r in self.recorded
                ),
            )
        if self.revoked:
            return
        yield Section(
            "What falls with it" if self.may else "What would fall with it",
            ("Kind", "Id", "What", "Why"),
            tuple(
                Row((f.kind, f.id, f.what, f.why), cites=(f.cite,) if f.cite else ())
                for f in self.falls.items
            ),
            "Nothing more than the instrument.",
        )
        yield from self._ties()

    def _told(self) -> Iterator[Row]:
        for a in self.addressees:
            within = counted(a.within, "day") if a.within is not None else ""
            yield Row((a.whom, a.what, within), cites=(a.cite,))

    def _ties(self) -> Iterator[Section]:
        if not self.falls.ties:
            return
        yield Section(
            "Duties that fall, by partner",
            ("Partner", f"{self.state} owes", "is owed", "Strongest lost", "Strongest left", "By"),
            tuple(
                Row(
                    (
                        t.partner,
                        str(t.owed_by),
                        str(t.owed_to),
                        str(t.strongest_lost),
                        f"{t.strongest_left} {t.words}" if t.by else t.words,
                        t.by,
                    ),
                    tone="bad" if t.strongest_left < t.strongest_lost else "",
                )
                for t in self.falls.ties
            ),
        )
        yield Section(
            "What remains with them",
            ("Framework", "Name", "Number", "Partners"),
            tuple(
                Row((identifier, name, str(len(whom)), ", ".join(whom)))
                for identifier, name, whom in self.falls.remaining
            ),
            "Nothing that foedus records.",
        )


def _article(cite: Citation) -> str:
    """The article, and of which text where it is not the instrument itself."""
    return f"{LAW_OF_TREATIES}, {cite.article}" if cite.source == VIENNA else cite.article
