"""What the record of a node tells: undertakings kept, and how motions fare."""

from collections.abc import Iterator
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING

from msgspec.structs import replace

from foedus.catalogue.chamber import ChamberError, chamber
from foedus.judging.undertakings import undertakings
from foedus.measures.measure import Each, Figure, Measure, NotKnownError, Value
from foedus.model.citations import Citation
from foedus.model.wording import counted
from foedus.reckoning.association import wilson
from foedus.record.contents.decisions import Motion
from foedus.record.motions import MotionState, motion_state
from foedus.record.record import Record
from foedus.record.standing import standing

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

WILSON = Citation(
    "Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the "
    "American Statistical Association 22 (the interval)",
    "209-212",
    confidence="medium",
)
LIMITS = "What was done and not put on record, and what this reader may not see."


class Undertakings(Measure):
    """Trust: undertakings on record that were kept."""

    name = "undertakings"
    title = "Trust: undertakings kept"
    asks = "Is what was undertaken done, and in time?"
    order = 41
    recorded = True
    least = 0
    figures = (
        Figure(
            "kept in time",
            "share of the undertakings with a time that were kept in it",
            "kept in time / (kept + kept late + overdue)",
        ),
        Figure(
            "kept at all",
            "share of them that were kept, in time or late",
            "(kept in time + kept late) / (kept + kept late + overdue)",
        ),
    )
    papers = (WILSON,)
    denominator = (
        "commitments of adopted motions, notices that clauses ask for and help accepted, with a "
        "time that has come or that were done before it"
    )
    uncertainty = "Wilson's interval of 95 per cent: what came due is taken as a sample."
    not_shown = f"{LIMITS} How hard it was to keep: easy promises are kept by all."

    def values(self, seen: "Seen") -> Iterator[Value]:
        record, moment = seen.by_then
        found = [
            u
            for u in undertakings(seen.catalogue, record, moment)
            if u.promised
            and u.judged(moment)
            and record.find(u.about).draft.framework == seen.framework.id
        ]
        if not found:
            raise NotKnownError("no undertaking with a time has come due on record by that day")
        hows = [u.how(moment) for u in found]
        each = []
        for who in sorted({party for u in found for party in u.who}):
            own = [how for u, how in zip(found, hows, strict=True) if who in u.who]
            kept = own.count("kept")
            each.append(Each(who, kept / len(own), f"{kept} of {len(own)} in time"))
        in_time, late = hows.count("kept"), hows.count("kept late")
        yield _share("kept in time", in_time, len(found), "undertaking", tuple(each))
        yield _share("kept at all", in_time + late, len(found), "undertaking", ())


class Answers(Measure):
    """Trust: who answers before a vote is closed."""

    name = "answers"
    title = "Trust: answers in time"
    asks = "Do members say where they stand before a vote is closed?"
    order = 42
    recorded = True
    least = 0
    figures = (
        Figure(
            "answered",
            "share of the votes on motions that have ended that were cast before their end",
            "positions before the end / (members that might vote, over motions)",
        ),
    )
    papers = (WILSON,)
    denominator = (
        "members that might vote on a motion of the framework's bodies, over the motions on record "
        "that ended by a vote; under silence to say nothing is an answer, and those are left out"
    )
    uncertainty = "Wilson's interval of 95 per cent, as if answers were given one by one."
    not_shown = f"{LIMITS} What an answer was worth; and those that were given outside the record."

    def values(self, seen: "Seen") -> Iterator[Value]:
        record, moment = seen.by_then
        asked: dict[str, list[bool]] = {}
        motions = 0
        for state in _of_framework(seen, record):
            if state.deadline is not None or not state.over(moment):
                continue
            try:
                room = chamber(
                    seen.catalogue, state.motion.body, state.motion.matter, state.entry.draft.valid
                )
            except ChamberError:
                continue  # the definition does not say who votes there
            motions += 1
            end = _end(state)
            for member in room.voters(room.readings[0]):
                taken = state.positions.get(member)
                asked.setdefault(member, []).append(taken is not None and taken.at <= end)
        if not asked:
            raise NotKnownError("no motion has ended by a vote on record by that day")
        each = tuple(
            Each(member, sum(own) / len(own), f"{sum(own)} of {counted(len(own), 'motion')}")
            for member, own in sorted(asked.items(), key=lambda a: (sum(a[1]) / len(a[1]), a[0]))
        )
        given, whole = (sum(map(count, asked.values())) for count in (sum, len))
        value = _share("answered", given, whole, "vote", each)
        yield replace(value, of=f"{value.of} on {counted(motions, 'motion')}")


class Motions(Measure):
    """Flexibility: time to decide, what is stalled, and whose motions are adopted."""

    name = "motions"
    title = "Flexibility: decisions"
    asks = "How long do decisions take, and what lies open?"
    order = 56
    recorded = True
    least = 0
    figures = (
        Figure(
            "days to decide",
            "median time from tabling to the end, of the motions that have ended",
            "median of end - tabled",
            "days",
            0.0,
            None,
        ),
        Figure(
            "days open",
            "median time since tabling, of the motions that have not ended",
            "median of day - tabled",
            "days",
            0.0,
            None,
        ),
        Figure(
            "adopted",
            "share of the motions that have ended that were adopted",
            "adopted / ended",
        ),
    )
    papers = (WILSON,)
    denominator = "motions of the framework's bodies on record by the day, withdrawn ones left out"
    uncertainty = "Wilson's interval of 95 per cent for the share: motions are taken as a sample."
    not_shown = (
        f"{LIMITS} What was never tabled because it would have failed: a body that decides by "
        "consensus adopts nearly all that comes to it."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        record, moment = seen.by_then
        found = list(_of_framework(seen, record))
        if not found:
            raise NotKnownError("no motion is on record by that day")
        ended = [state for state in found if state.over(moment)]
        open_ = [state for state in found if not state.over(moment)]
        if ended:
            took = [(_end(state).date(), state) for state in ended]
            yield _days("days to decide", [(_since(s, day), s) for day, s in took], "that ended")
        if open_:
            yield _days("days open", [(_since(s, seen.on), s) for s in open_], "still open")
        if ended:
            by: dict[str, list[bool]] = {}
            for state in ended:
                by.setdefault(state.entry.by, []).append(_adopted(state, moment))
            each = tuple(
                Each(who, sum(won) / len(won), f"{sum(won)} of {len(won)} tabled by it")
                for who, won in sorted(by.items())
            )
            adopted = sum(sum(won) for won in by.values())
            yield _share("adopted", adopted, len(ended), "motion", each)


def _of_framework(seen: "Seen", record: Record) -> Iterator[MotionState]:
    for entry, _ in standing(record, Motion):
        if entry.draft.framework == seen.framework.id:
            state = motion_state(record, entry.id)
            if state is not None:
                yield state


def _end(state: MotionState) -> datetime:
    """When a motion that is over ended: as written down, when silence was broken, or its end."""
    if state.ended is not None:
        return state.ended
    if state.broken is not None:
        return state.broken.at
    assert state.deadline is not None  # it is over, and nothing else can have ended it
    return state.deadline


def _adopted(state: MotionState, moment: datetime) -> bool:
    if state.concluded is not None:
        return state.concluded.outcome == "adopted"
    return state.silent(moment)


def _since(state: MotionState, day: date) -> float:
    return float((day - state.entry.draft.valid).days)


def _days(figure: str, found: list[tuple[float, MotionState]], how: str) -> Value:
    days = [number for number, _ in found]
    return Value(
        figure=figure,
        value=float(median(days)),
        low=min(days) if len(days) > 1 else None,
        high=max(days) if len(days) > 1 else None,
        interval="the fewest and the most" if len(days) > 1 else "",
        of=f"{counted(len(days), 'motion')} {how}",
        each=tuple(
            Each(state.entry.id, number, state.motion.title)
            for number, state in sorted(found, key=lambda f: (-f[0], f[1].entry.id))
        ),
    )


def _share(figure: str, part: int, whole: int, noun: str, each: tuple[Each, ...]) -> Value:
    low, high = wilson(part, whole)
    return Value(
        figure=figure,
        value=part / whole,
        low=low,
        high=high,
        interval="95 per cent",
        of=f"{part} of {counted(whole, noun)}",
        each=each,
    )
