"""What the record says that somebody is to do, by when, and whether it was done.

Positions under silence, motions to close, notices that a clause asks for, commitments of decisions,
assistance that was accepted: each with what it rests on.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeAlias

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.chamber import ChamberError, chamber
from foedus.judging.notices import when
from foedus.model.citations import Citation
from foedus.record.applied import cited
from foedus.record.contents.crisis import Report
from foedus.record.contents.decisions import Motion
from foedus.record.crises import Crisis, crisis
from foedus.record.motions import MotionState, motion_state
from foedus.record.record import Record
from foedus.record.standing import first_of, standing

Kind: TypeAlias = Literal["position", "closing", "notice", "commitment", "delivery"]
How: TypeAlias = Literal["kept", "kept late", "overdue", "open", "no time set"]


class Undertaking(msgspec.Struct, frozen=True):
    """What somebody is to do: who, what, by which moment, and the entry by which it was done.

    `due` is None where no time is set. `promised` tells what was undertaken from what may be left
    undone: a member under silence may say nothing. `open` is false where it is no longer to be
    done, done or not.
    """

    matched_by = ("kind", "about", "who", "what")
    kind: Kind
    about: str
    who: tuple[str, ...]
    what: str
    due: datetime | None
    cite: Citation
    done: str = ""
    done_on: date | None = None
    promised: bool = True
    open: bool = True

    def late(self, moment: datetime) -> bool:
        """Whether it was not done, and its time is over."""
        return self.promised and not self.done and self.due is not None and moment >= self.due

    def in_time(self) -> bool | None:
        """Whether it was done in time; None where it was not done, or no time is set."""
        if not self.done or self.due is None or self.done_on is None:
            return None
        return self.done_on <= self.due.date()

    def how(self, moment: datetime) -> How:
        """How it was kept, as of a moment."""
        if self.done:
            return "kept late" if self.in_time() is False else "kept"
        if self.late(moment):
            return "overdue"
        return "open" if self.due else "no time set"

    def judged(self, moment: datetime) -> bool:
        """Whether it had a time, and was done or is overdue: what has no time cannot be late."""
        return self.due is not None and self.how(moment) in ("kept", "kept late", "overdue")


def undertakings(catalogue: Catalogue, record: Record, moment: datetime) -> Iterator[Undertaking]:
    """All that is on record, in the order in which it came there.

    What was corrected is named by its first entry, by which acts speak of it.
    """
    for entry, _ in standing(record, Motion):
        if (motion := motion_state(record, entry.id)) is not None:
            name = first_of(record, motion.entry).id
            yield from _of_motion(catalogue, name, motion, moment)
    for entry, _ in standing(record, Report):
        if (event := crisis(record, entry.id)) is not None:
            name = first_of(record, event.entry).id
            yield from _notices(catalogue, name, event)
            yield from _deliveries(name, event)


def _of_motion(
    catalogue: Catalogue, name: str, state: MotionState, moment: datetime
) -> Iterator[Undertaking]:
    motion = state.motion
    silent = state.deadline is not None
    if not state.over(moment):
        try:
            room = chamber(catalogue, motion.body, motion.matter, state.entry.draft.valid)
        except ChamberError:
            return
        left = tuple(m for m in room.seated if m not in state.positions and m not in room.barred)
        what = "break silence, or say nothing" if silent else "take position"
        cite = room.decision.cite
        yield Undertaking(
            "position", name, left, f"{what}: {motion.title}", state.deadline, cite, promised=False
        )
        if not silent:
            yield Undertaking(
                "closing", name, ("chair",), f"close: {motion.title}", None, cite, promised=False
            )
    adopted = state.concluded.outcome == "adopted" if state.concluded else state.silent(moment)
    if adopted:
        for number, commitment in enumerate(motion.commits, start=1):
            account = state.accounts.get(number)
            yield Undertaking(
                "commitment",
                name,
                (commitment.who,),
                commitment.what,
                _end_of(commitment.by) if commitment.by else None,
                cited(state.entry),
                done=account.id if account else "",
                done_on=account.draft.valid if account else None,
                open=account is None,
            )


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _notices(catalogue: Catalogue, name: str, event: Crisis) -> Iterator[Undertaking]:
    """The notices that the clauses ask for under which something was done about an event."""
    happened, report = event.report.happened, event.report
    acts = (*event.invocations, *event.determinations, *event.responses)
    named = dict.fromkeys(said.provision for _, said in acts)
    helping = tuple(dict.fromkeys(entry.by for entry, _ in event.responses))
    for clause in catalogue.clauses_on(happened):
        if clause.provision.id not in named:
            continue
        for notice in clause.provision.notices:
            if happened not in notice.during:
                continue
            senders = {
                "attacked": report.attacked,
                "helpers": helping,
                "parties": tuple(dict.fromkeys((*report.attacked, *helping))),
            }[notice.by]
            given = next(
                (
                    entry
                    for entry, said in event.notices
                    if (said.provision, said.to) == (clause.provision.id, notice.addressee)
                ),
                None,
            )
            what = f"notify {notice.addressee} under {clause.provision.id}: {notice.says}"
            due = _end_of(happened) if notice.at_once else when(notice, happened, "UTC")[1]
            yield Undertaking(
                "notice",
                name,
                senders,
                what,
                due,
                notice.cite,
                done=given.id if given else "",
                done_on=given.draft.valid if given else None,
                open=given is None,
            )


def _deliveries(name: str, event: Crisis) -> Iterator[Undertaking]:
    """What was offered and accepted, by whoever offered it."""
    steps = {entry.id: (entry, said) for entry, said in event.assistance}
    for entry, said in event.assistance:
        if said.step != "accepted":
            continue
        offered = steps.get(said.follows)
        later = [e for e, s in event.assistance if s.follows == entry.id]
        delivered = next((e for e in later if steps[e.id][1].step == "delivered"), None)
        yield Undertaking(
            "delivery",
            name,
            (offered[0].by if offered else "",),
            said.what,
            None,
            cited(entry),
            done=delivered.id if delivered else "",
            done_on=delivered.draft.valid if delivered else None,
            open=not later,
        )
