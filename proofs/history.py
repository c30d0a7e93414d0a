"""Reading a history of acts at a node: whether each was recorded once, in an order that permits it.

What is permitted is said here once more, for motions in a body that decides by consensus, without
any of the code that judges acts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from foedus.model.entries import Entry


@dataclass(frozen=True)
class Asked:
    """An act that was asked for, when and how it was answered: by entries, or by a refusal."""

    request: str
    party: str
    act: str
    given: dict[str, Any]
    sent: int
    answered: int
    entries: tuple[str, ...] = ()
    refused: str = ""

    @property
    def person(self) -> str:
        return f"p-{self.party.lower()}"


@dataclass
class Motion:
    """A motion as far as the record was read."""

    deadline: datetime | None
    over: bool = False


class Replay:
    """The record, read entry by entry; what would be permitted next."""

    def __init__(self) -> None:
        self.motions: dict[str, Motion] = {}
        self.positions: dict[str, tuple[str, str, str]] = {}
        """Of each: whose it is, on which motion, and where it stands."""
        self.later: dict[str, str] = {}
        """The correction of each that was corrected."""
        self.gone: set[str] = set()

    def permits(self, one: Asked, at: datetime) -> bool:
        """Whether an act is permitted now, at a moment."""
        given = one.given
        if one.act == "table":
            return "silence_until" not in given or _moment(given["silence_until"]) > at
        if one.act == "annul":
            return self._own(given["entry"], one.party) and self._last(given["entry"]) != ""
        motion = self.motions.get(given["motion"])
        if motion is None or motion.over or (motion.deadline and at >= motion.deadline):
            return False
        if one.act == "extend":
            return motion.deadline is not None and _moment(given["until"]) > motion.deadline
        if one.act == "conclude":
            return motion.deadline is None and bool(self.votes(given["motion"]))
        if corrects := given.get("corrects"):
            fits = self._own(corrects, one.party) and corrects not in self.later
            if not fits or not self._last(corrects):
                return False
            if self.positions[corrects][1] != given["motion"]:
                return False
        if given.get("break_silence"):
            return motion.deadline is not None
        return motion.deadline is None or given["stand"] == "for"

    def votes(self, motion: str) -> dict[str, str]:
        """The latest position of each member on a motion that stands."""
        found = {}
        corrections = {*self.later.values()}
        for name, (party, about, _) in self.positions.items():
            if about == motion and name not in corrections and (last := self._last(name)):
                found[party] = self.positions[last][2]
        return found

    def _own(self, position: str, party: str) -> bool:
        return position in self.positions and self.positions[position][0] == party

    def _last(self, position: str) -> str:
        """The last correction of a position; empty where one of them was annulled."""
        while position not in self.gone:
            if position not in self.later:
                return position
            position = self.later[position]
        return ""

    def put(self, entry: Entry) -> None:
        """Read the next entry. Raises AssertionError where nothing permits it."""
        said: Any = entry.content
        match said.kind:
            case "motion":
                self.motions[entry.id] = Motion(said.deadline)
            case "position":
                self.positions[entry.id] = entry.by, said.motion, said.stand
                if entry.draft.corrects:
                    self.later[entry.draft.corrects] = entry.id
            case "withdrawn":
                self.gone.add(said.entry)
            case "extended":
                self.motions[said.motion].deadline = said.deadline
            case "concluded":
                self._end(entry, said)
            case _:
                raise AssertionError(f"nobody asked for {entry}")

    def _end(self, entry: Entry, said: Any) -> None:
        motion, votes = self.motions[said.motion], self.votes(said.motion)
        assert not motion.over, f"{said.motion} ended twice, again by {entry.id}"
        if entry.act == "silence":
            assert motion.deadline is not None
            assert motion.deadline <= entry.recorded, entry
            assert said.outcome == "adopted", entry
        right = "rejected" if "against" in votes.values() else "adopted"
        assert said.outcome == right, f"{entry.id} closes {said.motion} as {said.outcome}: {votes}"
        motion.over = True


def checked(history: Sequence[Asked], entries: Sequence[Entry]) -> dict[str, int]:
    """Check a history beside the record that came of it; how much there was of what.

    Raises AssertionError, which tells what does not hold.
    """
    _numbered(entries)
    acts = _acts(history, entries)
    _in_time(acts)
    refused = _replayed(history, entries, acts)
    return {"acts": len(acts), "refusals": refused, "entries": len(entries)}


def _numbered(entries: Sequence[Entry]) -> None:
    """No number is missing, and no time goes back."""
    letters: Counter[str] = Counter()
    for at, entry in enumerate(entries):
        kind = entry.id.partition("-")[0]
        letters[kind] += 1
        assert (entry.number, entry.id) == (at, f"{kind}-{letters[kind]}"), entry
    times = [entry.recorded for entry in entries]
    assert times == sorted(times)


def _acts(history: Sequence[Asked], entries: Sequence[Entry]) -> dict[int, Asked]:
    """Each act that was acknowledged, by the number of its first entry: once, and whole."""
    by_id = {entry.id: entry for entry in entries}
    found, of_requests = dict[int, Asked](), dict[tuple[str, str], list[str]]()
    for one in history:
        if one.refused:
            continue
        told = of_requests.setdefault((one.person, one.request), list(one.entries))
        assert told == list(one.entries), f"one request was recorded twice: {one}"
        first = by_id[one.entries[0]].number
        there = [e for e in entries[first:] if e.recorded == entries[first].recorded]
        assert [entry.id for entry in there] == list(one.entries), one
        assert (there[0].request, there[0].person) == (one.request, one.person), one
        same = found.get(first, one)  # of one sent again, the first that was sent, or answered
        sent, answered = min(same.sent, one.sent), min(same.answered, one.answered)
        found[first] = replace(one, sent=sent, answered=answered)
    known = {name for one in found.values() for name in one.entries}
    unasked = [e for e in entries if e.id not in known and e.act != "silence"]
    assert not unasked, f"nobody was told of {unasked[:3]}"
    return found


def _in_time(acts: Mapping[int, Asked]) -> None:
    """Whatever was acknowledged before another was asked for stands before it."""
    steps = [(one.sent, 1, number) for number, one in acts.items()]
    steps += [(one.answered, 0, number) for number, one in acts.items()]
    highest = -1
    for _, sent, number in sorted(steps):
        if not sent:
            highest = max(highest, number)
        assert not sent or number > highest, f"{acts[number]} stands before what it came after"


def _replayed(history: Sequence[Asked], entries: Sequence[Entry], acts: Mapping[int, Asked]) -> int:
    """Each act was permitted in its turn, and each refusal right at a moment of its own."""
    replay, last = Replay(), len(entries)
    open_, waiting = list[tuple[Asked, int]](), list[tuple[int, int, Asked]]()
    for one in history:
        if one.refused:
            before = [n for n, other in acts.items() if other.answered < one.sent]
            after = [n for n, other in acts.items() if other.sent > one.answered]
            waiting.append((max(before, default=-1) + 1, min(after, default=last), one))
    waiting.sort(key=lambda found: found[:2], reverse=True)
    count = len(waiting)
    for at in range(last + 1):
        while waiting and waiting[-1][0] <= at:
            _, until, one = waiting.pop()
            open_.append((one, until))
        times = [entries[n].recorded for n in (at - 1, at) if 0 <= n < last]
        open_ = [found for found in open_ if all(replay.permits(found[0], t) for t in times)]
        for one, until in open_:
            assert until > at, f"nothing forbade what was refused: {one}"
        if at < last:
            if at in acts:
                assert replay.permits(acts[at], entries[at].recorded), f"not permitted: {acts[at]}"
            replay.put(entries[at])
    return count


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
