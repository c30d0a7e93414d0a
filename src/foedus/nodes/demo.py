"""A node to try things on: five nations and a secretariat, a crisis, and three motions.

It is made up, and says so in its titles. It lies in the days before now, so that one silence has
ended, one was broken, and one motion is open.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from foedus.asking.world import World
from foedus.model.people import SECRETARIAT, Appointment, Person, Post
from foedus.nodes.node import Clock, Node, now, shipped

DAYS: Final = 6
"""How long before now it begins."""
NATIONS: Final = ("EST", "LVA", "LTU", "POL", "FIN")
EXERCISE: Final = "Exercise Grey Harbour (made up)"

Step = tuple[timedelta, str, str, Mapping[str, Any]]


def people() -> dict[str, Person]:
    """Who acts in it, by their party."""
    posts: dict[str, Post] = {SECRETARIAT: "secretariat"}
    return {
        party: Person(
            f"demo-{party.lower()}", party, (Appointment(posts.get(party, "head-of-delegation")),)
        )
        for party in (*NATIONS, SECRETARIAT)
    }


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
    place: str | Path, *, clock: Clock = now, base: Callable[[], World] = shipped
) -> tuple[int, int]:
    """Make the node in a new place; how many acts it did, and how many entries came of them.

    Raises NodeError.
    """
    start = clock().replace(minute=0, second=0, microsecond=0) - timedelta(days=DAYS)
    moment, who, steps = start, people(), _steps(start)
    with Node.create(place, "nato", clock=lambda: moment, base=base) as node:
        for after, party, act, given in steps:
            moment = start + after
            node.act(act, given, who[party])
        moment = clock()
        node.beat()
        return len(steps), node.record().size
