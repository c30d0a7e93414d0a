"""A node to try things on: five nations and a secretariat, a crisis, and three motions.

It is made up, and says so in its titles. It lies in the days before now, so that one silence has
ended, one was broken, and one motion is open.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from foedus.asking.world import World
from foedus.model.people import SECRETARIAT, Appointment, Person, Post
from foedus.nodes.access import Access
from foedus.nodes.kept import Clock, now
from foedus.nodes.node import Node, shipped
from foedus.nodes.people.people import Named, People

DAYS: Final = 6
"""How long before now it begins."""
NATIONS: Final = ("EST", "LVA", "LTU", "POL", "FIN")
EXERCISE: Final = "Exercise Grey Harbour (made up)"

Step = tuple[timedelta, str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Demo:
    """What was made: acts, the entries that came of them, and how to sign in."""

    acts: int
    entries: int
    handles: tuple[str, ...]
    passphrase: str


def _people(node: Node, passphrase: str) -> dict[str, Person]:
    """One person for each party who acts, invited by an administrator of that party."""
    people = People(node)
    first = people.enrol(people.first_invitation(), Named("secretariat-admin"), passphrase)
    found = dict[str, Person]()
    for party in (SECRETARIAT, *NATIONS):
        name, admin = party.lower(), first
        post: Post = "secretariat"
        if party != SECRETARIAT:
            begins = people.invite(first, party, [Appointment("administrator")])
            admin = people.enrol(begins, Named(f"{name}-admin"), passphrase)
            post = "head-of-delegation"
        invitation = people.invite(admin, party, [Appointment(post)])
        found[party] = people.enrol(invitation, Named(name, f"{party} (made up)"), passphrase)
    return found


def _steps(start: datetime) -> list[Step]:
    """What is done, how long after the start, and by whom."""
    day, hour, first = timedelta(days=1), timedelta(hours=1), start.date()

    def clause(number: int) -> dict[str, Any]:
        return {"event": "EV-1", "provision": f"nato/art-{number}"}

    return [
        (
            0 * hour,
            "EST",
            "report",
            {
                "framework": "nato",
                "title": f"{EXERCISE}: armed attack on the harbour of Tallinn",
                "happened": first,
                "attacked": ["EST"],
                "at": "Tallinn",
            },
        ),
        (1 * hour, "EST", "consult", {**clause(4), "words": "We ask the Council to consult."}),
        (
            2 * hour,
            SECRETARIAT,
            "table",
            {
                "body": "nato/nac",
                "title": f"{EXERCISE}: statement of the Council",
                "silence_until": start + 1 * day,
            },
        ),
        (5 * hour, "LTU", "position", _breaking("M-1", "The second paragraph says too little.")),
        (
            6 * hour,
            SECRETARIAT,
            "table",
            {
                "body": "nato/nac",
                "title": f"{EXERCISE}: statement of the Council, second draft",
                "silence_until": start + 2 * day,
            },
        ),
        (
            2 * day + 1 * hour,
            "EST",
            "invoke",
            {**clause(5), "words": "Estonia invokes Article 5."},
        ),
        (
            2 * day + 6 * hour,
            SECRETARIAT,
            "determine",
            {**clause(5), "body": "nato/nac", "words": "The attack is one under Article 5."},
        ),
        (3 * day, "POL", "respond", {**clause(5), "what": "Sends air defence", "amount": "1 unit"}),
        (3 * day + 2 * hour, "FIN", "respond", {**clause(5), "what": "Opens its harbours"}),
        (
            4 * day,
            "LVA",
            "table",
            {"body": "nato/nac", "title": f"{EXERCISE}: a joint stock of fuel"},
        ),
        (4 * day + 1 * hour, "EST", "position", {"motion": "M-3", "stand": "for"}),
        (4 * day + 2 * hour, "LTU", "position", {"motion": "M-3", "stand": "for"}),
    ]


def _breaking(motion: str, why: str) -> dict[str, Any]:
    return {"motion": motion, "break_silence": True, "reason": why}


def demo(
    place: str | Path,
    passphrase: str = "",
    *,
    clock: Clock = now,
    base: Callable[[], World] = shipped,
) -> Demo:
    """Make the node in a new place, with one passphrase for all. Raises NodeError."""
    start = clock().replace(minute=0, second=0, microsecond=0) - timedelta(days=DAYS)
    moment, steps = start, _steps(start)
    passphrase = passphrase or secrets.token_urlsafe(15)
    with Node.create(place, "nato", clock=lambda: moment, base=base) as node:
        people = _people(node, passphrase)
        for after, party, act, given in steps:
            moment = start + after
            Access(node, people[party]).act(act, given)
        moment = clock()
        node.beat()
        handles = tuple(party.lower() for party in people)
        return Demo(len(steps), node.record().size, handles, passphrase)
