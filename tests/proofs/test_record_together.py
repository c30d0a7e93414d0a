"""A part of what several processes do at one node, and whether faults of a history are found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from foedus.model.entries import Audience, Content, Draft, Entry
from foedus.record.contents.decisions import Concluded, Motion, Position
from proofs import record_together
from proofs.exploring import Part
from proofs.history import Asked, checked
from proofs.server import MISSING, installed, running

START = datetime(2026, 12, 1, 12, tzinfo=UTC)
Changed = tuple[Sequence[Asked], Sequence[Entry]]


def test_two_processes_at_one_node_lose_nothing_and_do_not_both_do_what_excludes(
    part: Part,
) -> None:
    if not installed():
        pytest.skip(MISSING)
    with running(durable=False) as server:
        found = record_together.prove(part, server, 2, 1_400)
    assert min(found["acts"], found["refusals"]) > 20


def entry(number: int, name: str, by: str, content: Content, act: str) -> Entry:
    audience = Audience(by, ("nato",))
    draft = Draft(framework="nato", by=by, valid=START.date(), audience=audience, content=content)
    recorded = START + timedelta(seconds=number)
    person = f"p-{by.lower()}"
    return Entry(
        number=number, id=name, act=act, person=person, recorded=recorded, draft=draft,
        request=f"r-{number}",
    )  # fmt: skip


@pytest.fixture
def played() -> Changed:
    """A motion, a vote against, its end, and a vote that came too late."""
    position: dict[str, Any] = {"motion": "M-1", "stand": "against"}
    done = [
        ("EST", "table", {}, "M-1", Motion("nato/nac", "any", "Deploy")),
        ("HUN", "position", position, "P-1", Position("M-1", "against")),
        ("secretariat", "conclude", {"motion": "M-1"}, "D-1", Concluded("M-1", "rejected", "x")),
    ]
    entries = [entry(n, name, by, said, act) for n, (by, act, _, name, said) in enumerate(done)]
    history = [
        Asked(f"r-{n}", by, act, given, 10 * n, 10 * n + 5, (name,))
        for n, (by, act, given, name, _) in enumerate(done)
    ]
    late = Asked("r-9", "EST", "position", position, 30, 35, refused="M-1 is closed")
    return [*history, late], entries


def lost(history: Sequence[Asked], entries: Sequence[Entry]) -> Changed:
    """The end is not there that was acknowledged."""
    return history, entries[:2]


def not_counted(history: Sequence[Asked], entries: Sequence[Entry]) -> Changed:
    """It was closed as if the vote against had not been seen."""
    draft = msgspec.structs.replace(entries[2].draft, content=Concluded("M-1", "adopted", "x"))
    return history, [*entries[:2], msgspec.structs.replace(entries[2], draft=draft)]


def too_late(history: Sequence[Asked], entries: Sequence[Entry]) -> Changed:
    """The vote that came too late was taken all the same."""
    late = entry(3, "P-2", "EST", Position("M-1", "against"), "position")
    told = replace(history[3], request="r-3", refused="", entries=("P-2",))
    return [*history[:3], told], [*entries, late]


def out_of_turn(history: Sequence[Asked], entries: Sequence[Entry]) -> Changed:
    """The vote stands before the end, and was only asked for after it."""
    return [history[0], replace(history[1], sent=40, answered=45), *history[2:]], entries


def refused_in_time(history: Sequence[Asked], entries: Sequence[Entry]) -> Changed:
    """A vote was refused while the motion was open."""
    return [*history[:3], replace(history[3], sent=6, answered=8)], entries


@pytest.mark.parametrize("change", [lost, not_counted, too_late, out_of_turn, refused_in_time])
def test_what_is_wrong_in_a_history_is_found(
    played: Changed, change: Callable[..., Changed]
) -> None:
    assert checked(*played) == {"acts": 3, "refusals": 1, "entries": 3}
    with pytest.raises((AssertionError, KeyError)):
        checked(*change(*played))
