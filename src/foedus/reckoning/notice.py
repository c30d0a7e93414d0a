"""Running the clock of an instrument: when a notice given on a day takes effect, step by step."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import msgspec

from foedus.errors import FoedusError
from foedus.model.citations import Citation
from foedus.model.clocks import Clock, Period, Proviso
from foedus.model.events import Fact
from foedus.model.verdicts import Verdict

DAY: Final = timedelta(days=1)
VIENNA: Final = "Vienna Convention on the Law of Treaties"
SIGNED: Final = date(1969, 5, 23)


def vienna(article: str) -> Citation:
    """An article of the law of treaties, which speaks where the instrument does not."""
    return Citation(VIENNA, article, SIGNED, "1155 UNTS 331")


class Stage(msgspec.Struct, frozen=True):
    """A step of the clock: the day, what happens, and the article that says so."""

    matched_by = ("on", "says")
    on: date | None
    says: str
    cite: Citation


class Mover(msgspec.Struct, frozen=True):
    """What moves the effect, or could: `verdict` None where the fact is not known."""

    matched_by = ("says",)
    verdict: Verdict
    says: str
    settles: str
    cite: Citation


class Run(msgspec.Struct, frozen=True):
    """How a notice runs: whether it may be given, and when it takes effect.

    `effective` is the day that ends the period, `free_from` the first day no longer bound; both
    None where the notice has no effect that could be dated. `earliest` is the first day on which a
    notice barred now may be given. Facts that are not known stand in `movers`; the days then hold
    as long as none of these comes in.
    """

    may: Verdict
    effective: date | None
    free_from: date | None
    stages: tuple[Stage, ...]
    movers: tuple[Mover, ...] = ()
    earliest: date | None = None

    @property
    def settled(self) -> bool:
        """Whether the day is certain on the facts given."""
        return self.may is True and all(mover.verdict is not None for mover in self.movers)


class FactError(FoedusError):
    """A fact that no clause asks for, or of the wrong kind."""


def run(clock: Clock, start: date, notice: date, facts: Mapping[str, Fact]) -> Run:
    """Run a clock for a notice, in an instrument in force since `start`. Raises FactError."""
    _check(clock, facts)
    if clock.leave == "none":
        return _without_clause(clock, start, notice)
    if clock.leave == "consent":
        consent = (Stage(None, clock.says, clock.cite), Stage(None, CONSENT, vienna("Art. 54")))
        return Run(False, None, None, consent)
    return _Runner(clock, start, facts).run(notice)


CONSENT = "A party may leave at any time if all parties agree to it."


def _without_clause(clock: Clock, start: date, notice: date) -> Run:
    """Undetermined: the right may be implied, and then takes effect after twelve months' notice."""
    term = clock.term_end(start, notice)
    ends = (Stage(term, "The term ends, and the instrument with it.", clock.cite),) if term else ()
    return Run(
        None,
        None,
        None,
        (
            Stage(None, clock.says, clock.cite),
            Stage(None, CONSENT, vienna("Art. 54")),
            Stage(
                Period(12, "month").after(notice),
                "A party may denounce it only if the parties meant to admit that, or the nature of "
                "the instrument implies it; on twelve months' notice, so not before this day.",
                vienna("Art. 56"),
            ),
            *ends,
        ),
    )


class _Runner:
    def __init__(self, clock: Clock, start: date, facts: Mapping[str, Fact]) -> None:
        self.clock, self.start, self.facts = clock, start, facts
        self.stages: list[Stage] = []
        self.movers: list[Mover] = []
        self.dated = True

    def run(self, notice: date) -> Run:
        opens = self._opens()
        if opens is not None and opens > notice:
            later = _Runner(self.clock, self.start, {}).run(opens)
            first = Stage(
                opens,
                f"Earliest day of notice: {self._lasts()} in force since {self.start}.",
                self.clock.cite,
            )
            return Run(False, None, None, (first, *later.stages), (), opens)
        effective = self._period(notice)
        effective, whole = self._moved(effective)
        if not self.dated:
            return Run(True, None, None, tuple(self.stages), tuple(self.movers))
        term = self.clock.term_end(self.start, notice)
        if term is not None and self.clock.prolonged is None and term < effective:
            effective, whole = term, False
            self._stage(term, "The term ends first, and the instrument with it.")
        free = effective + DAY if whole else effective
        told = "The notice takes effect"
        if whole:
            told += f" at the end of the day; {free} is the first day no longer bound"
        if self.clock.ends_for_all:
            told += ", and the instrument ends for every party"
        self._stage(effective, f"{told}.")
        return Run(True, effective, free, tuple(self.stages), tuple(self.movers))

    def _stage(self, on: date | None, says: str) -> None:
        self.stages.append(Stage(on, says, self.clock.cite))

    def _lasts(self) -> str:
        return str(self.clock.threshold.lasts) if self.clock.threshold else ""

    def _opens(self) -> date | None:
        """The first day on which notice may be given at all."""
        threshold = self.clock.threshold
        if threshold is None or threshold.bars != "notice":
            return None
        return threshold.lasts.after(self.start)

    def _period(self, notice: date) -> date:
        clock = self.clock
        received = " is received" if clock.runs_from == "receipt" else " is given"
        self._stage(notice, f"The notice{received}.")
        if clock.leave == "end-of-term":
            return self._end_of_term(notice)
        if clock.notice is None:
            self._stage(notice, "The text sets no period of notice.")
            return notice
        effective = clock.notice.after(notice) + (DAY if clock.clear_days else timedelta())
        counted = ", not counting the day of the notice or the day on which it takes effect"
        self._stage(
            effective,
            f"The period of notice ends: {clock.notice}{counted if clock.clear_days else ''}.",
        )
        threshold = clock.threshold
        if threshold is not None and threshold.bars == "effect":
            least = threshold.lasts.after(self.start)
            if least > effective:
                effective = least
                self._stage(least, f"No effect before {threshold.lasts} in force.")
        return effective

    def _end_of_term(self, notice: date) -> date:
        """The end of the running term, or of the next where the notice comes too late for it."""
        clock = self.clock
        end = clock.term_end(self.start, notice)
        if end is None:
            self._stage(notice, "The only term is over.")
            return notice
        if clock.notice is None:
            self._stage(end, "The current term ends.")
            return end
        last = clock.notice.before(end)
        if notice <= last:
            self._stage(
                end, f"The current term ends; notice was due by {last}, {clock.notice} ahead."
            )
            return end
        following = clock.term_end(self.start, end)
        self._stage(end, f"Too late for the end of this term: notice was due by {last}.")
        if following is None:
            return end
        self._stage(following, "The next term ends.")
        return following

    def _moved(self, effective: date) -> tuple[date, bool]:
        whole = self.clock.whole_last_day
        for proviso in self.clock.provisos:
            match proviso.moves:
                case "delay":
                    effective = self._delayed(proviso, effective)
                case "extend":
                    day = self._day(proviso.fact)
                    if self._moves(proviso, day, day is not None and day > effective):
                        effective = day or effective
                case "replace":
                    day = self._day(proviso.fact)
                    limit = effective + DAY if whole else effective
                    if self._moves(proviso, day, day is not None and day <= limit):
                        effective, whole = day or effective, False
        return effective, whole

    def _delayed(self, proviso: Proviso, effective: date) -> date:
        met = self.facts.get(proviso.fact)
        until = self._day(proviso.until)
        if met is None and until is not None:
            met = until > effective
        if met is not True:
            self._mover(proviso, False if met is False else None)
            return effective
        if until is None:
            self.movers.append(Mover(None, proviso.says, proviso.until, proviso.cite))
            self.stages.append(Stage(None, proviso.says, proviso.cite))
            self.dated = False
            return effective
        self._mover(proviso, until > effective)
        if until > effective:
            self.stages.append(Stage(until, proviso.says, proviso.cite))
        return max(effective, until)

    def _moves(self, proviso: Proviso, day: date | None, moves: bool) -> bool:
        """Note whether a day given moves the effect; unknown where none is given."""
        self._mover(proviso, None if day is None else moves)
        if moves:
            self.stages.append(Stage(day, proviso.says, proviso.cite))
        return moves

    def _mover(self, proviso: Proviso, verdict: Verdict) -> None:
        settles = "" if verdict is not None else proviso.fact
        self.movers.append(Mover(verdict, proviso.says, settles, proviso.cite))

    def _day(self, fact: str) -> date | None:
        value = self.facts.get(fact)
        return value if isinstance(value, date) else None


def _check(clock: Clock, facts: Mapping[str, Fact]) -> None:
    """Every fact given is one that a clause asks for, and of its kind."""
    kinds: dict[str, type] = {}
    for proviso in clock.provisos:
        kinds[proviso.fact] = bool if proviso.moves == "delay" else date
        if proviso.until:
            kinds[proviso.until] = date
    for name, value in facts.items():
        if name not in kinds:
            asked = f"asks for {', '.join(kinds)}" if kinds else "asks for none"
            raise FactError(
                f"fact {name!r} has no effect on the notice; its clause {asked}", (name,)
            )
        if not isinstance(value, kinds[name]):
            kind = "true or false" if kinds[name] is bool else "a day such as 2020-01-31"
            raise FactError(f"fact {name!r} is {kind}, got {value!r}", (name,))
