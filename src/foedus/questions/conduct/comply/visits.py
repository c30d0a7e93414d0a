"""The ledger of inspections against quotas, and how far notifications were made in time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import sqrt

import msgspec

from foedus.model.arms_control import Period, Visits, anniversary
from foedus.model.citations import Citation
from foedus.questions.conduct.comply.declared import Inspection, Notice

Z95 = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 per cent."""


class Quota(msgspec.Struct, frozen=True):
    """A state's passive quota in a period: what was accepted, refused, and is left.

    `quota` and `left` are None where the number of objects is not known.
    """

    matched_by = ("provision", "title", "state", "period")
    provision: str
    title: str
    state: str
    period: str
    quota: int | None
    accepted: int
    refused: int
    left: int | None
    remarks: tuple[str, ...]
    cite: Citation


class Ratio(msgspec.Struct, frozen=True):
    """How many of the notifications due were made in time, with Wilson's 95 per cent interval."""

    matched_by = ("state", "told_by")
    state: str
    told_by: str
    due: int
    in_time: int
    late: int
    missing: int
    share: float
    low: float
    high: float


def span(period: Period, on: date, began: date) -> tuple[date, date]:
    """The period with a day in it, half-open; the year of a treaty begins on its anniversaries."""
    if period != "treaty-year":
        return date(on.year, 1, 1), date(on.year + 1, 1, 1)
    first = anniversary(began, on.year)
    first = first if first <= on else anniversary(began, on.year - 1)
    return first, anniversary(began, first.year + 1)


def remarks(
    visits: Visits, held: Sequence[Inspection], quota: int | None, refused: int
) -> Iterator[str]:
    """What is worth saying of the inspections of a period."""
    accepted = [i for i in held if i.accepted]
    if quota is not None and len(accepted) > quota:
        yield f"{len(accepted) - quota} more than it had to accept"
    if refused and quota is not None and len(accepted) < quota:
        yield f"{refused} refused with quota left; the instrument decides which grounds allow it"
    most = visits.from_one(quota)
    if most:
        for state, number in sorted(Counter(i.by for i in accepted).items()):
            if number > most:
                yield f"{number} by {state}; {most} from one state had to be accepted"


def period_text(first: date, last: date) -> str:
    """A period as it is shown."""
    if (first.month, first.day) == (1, 1):
        return str(first.year)
    return f"{first} to {last - timedelta(days=1)}"


def ratios(notices: Iterable[Notice], on: date) -> Iterator[Ratio]:
    """Per state and teller; what was not yet due on the day does not count."""
    groups: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        if notice.due <= on:
            groups.setdefault((notice.state, notice.told_by), []).append(notice)
    for (state, told_by), due in sorted(groups.items()):
        made = [n for n in due if n.made is not None and n.made <= on]
        in_time = sum(1 for n in made if n.made is not None and n.made <= n.due)
        low, high = wilson(in_time, len(due))
        yield Ratio(
            state=state,
            told_by=told_by,
            due=len(due),
            in_time=in_time,
            late=len(made) - in_time,
            missing=len(due) - len(made),
            share=in_time / len(due),
            low=low,
            high=high,
        )


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's score interval of 95 per cent for a share."""
    share, square = successes / trials, Z95 * Z95
    centre = (share + square / (2 * trials)) / (1 + square / trials)
    spread = share * (1 - share) / trials + square / (4 * trials * trials)
    half = Z95 * sqrt(spread) / (1 + square / trials)
    return max(0.0, centre - half), min(1.0, centre + half)
