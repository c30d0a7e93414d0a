"""Clocks of instruments: how a party leaves, by which notice, and when an instrument runs out."""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, TypeAlias

import msgspec

from foedus.model.citations import Citation
from foedus.model.time import ALWAYS, Interval
from foedus.model.wording import counted

Exit: TypeAlias = Literal["notice", "end-of-term", "consent", "none"]
Unit: TypeAlias = Literal["day", "month", "year"]


class Period(msgspec.Struct, frozen=True):
    """A length of calendar time, such as 150 days or six months."""

    number: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day of the same number this much later; the last of the month where there is none."""
        return self._moved(day, self.number)

    def before(self, day: date) -> date:
        """The day of the same number this much earlier; the last of the month where none is."""
        return self._moved(day, -self.number)

    def _moved(self, day: date, number: int) -> date:
        if self.unit == "day":
            return day + timedelta(days=number)
        months = day.year * 12 + day.month - 1 + number * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        if not MINYEAR <= year <= MAXYEAR:
            raise OverflowError(f"{self} from {day} leads to the year {year}")
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

    def __str__(self) -> str:
        return counted(self.number, self.unit)


class WaitingTime(msgspec.Struct, frozen=True):
    """A time that an instrument must have been in force before notice is given, or takes effect."""

    lasts: Period
    bars: Literal["notice", "effect"] = "notice"
    note: str = ""


class Proviso(msgspec.Struct, frozen=True):
    """A clause that moves the effect of a notice.

    `delay`: while `fact` is true when the period ends, not before the day of the fact `until`.
    `extend`: the period ends on the day that `fact` gives, if that is later. `replace`: the effect
    comes on the day that `fact` gives, if that is earlier.
    """

    moves: Literal["delay", "extend", "replace"]
    fact: str
    says: str
    cite: Citation
    until: str = ""


class FollowUp(msgspec.Struct, frozen=True):
    """What others must do once a notice is given: who, what, and how many days after it at most."""

    says: str
    by: str
    cite: Citation
    within: int | None = None


class Clock(msgspec.Struct, frozen=True):
    """How a party leaves an instrument, as the text stood for a time.

    `leave` is `notice`: by a notice that takes effect after a period; `end-of-term`: only at the
    end of a running term, by a notice that lies `notice` ahead of it; `consent`: only as the
    parties agree; `none`: the text has no clause on it. `clear_days` are counted without the day
    of the notice and the day of the effect. Where `whole_last_day` is set, the period runs to the
    end of its last day, and the state is free on the next one. `runs_from` says whether the period
    runs from the notice or from its receipt. A `term` runs from `since`, and is `prolonged` again
    and again where that is given.
    """

    leave: Exit
    says: str
    cite: Citation
    during: Interval = ALWAYS
    notice: Period | None = None
    runs_from: Literal["notice", "receipt"] = "notice"
    clear_days: bool = False
    whole_last_day: bool = False
    threshold: WaitingTime | None = None
    term: Period | None = None
    since: date | None = None
    prolonged: Period | None = None
    ends_for_all: bool = False
    addressed_to: tuple[str, ...] = ()
    must_state: str = ""
    provisos: tuple[Proviso, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    note: str = ""

    def term_end(self, start: date, on: date) -> date | None:
        """The end of the term that runs on a day, of an instrument in force since `start`.

        None where there is no term, or the only one is over.
        """
        if self.term is None:
            return None
        begun = self.since or start
        end, again = self.term.after(begun), 0
        while end <= on:
            if self.prolonged is None:
                return None
            again += 1
            end = Period(self.prolonged.number * again, self.prolonged.unit).after(
                self.term.after(begun)
            )
        return end
