"""Cases of `path`: how changes come about, and from when; what is expected holds of each."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from foedus.asking.day import day
from foedus.asking.world import World
from foedus.cases.case import Case, left_over
from foedus.errors import UnknownNameError
from foedus.questions.conduct.path.answer import PathAnswer
from foedus.questions.conduct.path.found import Path

PLAIN = ("basis", "settled", "in_time")
DAYS = ("earliest", "latest_start")


def read(inputs: dict[str, Any]) -> dict[str, Any]:
    """Changes as lines or in their short spelling, and what was done."""
    given = dict(inputs)
    changes, done = given.pop("changes"), given.pop("done", [])
    lines = [change for change in changes if isinstance(change, dict)]
    given["change"] = [change for change in changes if isinstance(change, str)]
    if lines or done:
        given["plan"] = {"changes": lines, "done": done}
    return given


def compare(case: Case, answer: PathAnswer, world: World) -> Iterator[str]:
    """Words and days as they are, `none` for no day; lists as the head of a case file says."""
    for found in answer.paths:
        expect = case.expected()
        yield from _compared(expect, found, world)
        yield from left_over(expect)


def _compared(expect: dict[str, Any], found: Path, world: World) -> Iterator[str]:
    for name in PLAIN:
        got = getattr(found, name)
        wanted = expect.pop(name, got)
        if wanted != got:
            yield f"{found.change}: expected {name} {wanted}, got {got}"
    for name in DAYS:
        got_day: date | None = getattr(found, name)
        wanted = expect.pop(name, got_day)
        if (None if wanted in ("none", None) else day(wanted)) != got_day:
            yield f"{found.change}: expected {name} {wanted}, got {got_day}"
    wanted = expect.pop("eligible", found.eligible)
    if (None if wanted == "undetermined" else wanted) is not found.eligible:
        yield f"{found.change}: expected eligible {wanted}, got {found.eligible}"
    depositary = expect.pop("depositary", found.depositary)
    if _id(depositary, world) != _id(found.depositary, world):
        yield f"{found.change}: expected depositary {depositary}, got {found.depositary}"
    ratify = expect.pop("ratify", None)
    if isinstance(ratify, int) and ratify != len(found.ratify):
        yield f"{found.change}: expected {ratify} to ratify, got {len(found.ratify)}"
    exact = {"outstanding": found.outstanding}
    if isinstance(ratify, list):
        exact["ratify"], expect["ratify"] = found.ratify, ratify
    for name, got_states in exact.items():
        states = expect.pop(name, got_states)
        if sorted(states) != sorted(got_states):
            yield f"{found.change}: expected {name} {sorted(states)}, got {sorted(got_states)}"
    articles = [cite.article for cite in found.cites()]
    for wanted in expect.pop("articles", []):
        if not any(wanted in article for article in articles):
            yield f"{found.change}: expected {wanted} among {', '.join(articles)}"
    among = {"agree": set(found.agree), "falls": {fallen.id for fallen in found.also}}
    for name, ids in among.items():
        listed = expect.pop(name, None)
        missing = sorted({*(listed or ())} - ids)
        if missing or (listed == [] and ids):
            yield f"{found.change}: expected {name} {listed}, got {sorted(ids)}"


def _id(name: str, world: World) -> str:
    """The id of a state, where it is one."""
    try:
        return world.catalogue.state(name).id
    except UnknownNameError:
        return name
