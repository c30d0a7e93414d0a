"""What happened after the last check of the catalogue is not in it, and every answer says so."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from foedus.asking.declare import every
from foedus.asking.world import World

NOTE = "The catalogue was last checked on {}; what has happened since is not in it."
TODAY: dict[str, dict[str, Any]] = {
    "decide": {"body": "nato/nac", "in_favour": ["USA"]},
    "ties": {"states": ["EST", "LVA", "POL"]},
}
"""Inputs where those of the example are of another time, or of all pairs of states."""


def _until(world: World) -> date:
    until = world.catalogue.lists.known_until
    assert until is not None
    return until


def test_the_catalogue_knows_as_much_as_the_latest_check_of_a_list(world: World) -> None:
    checked = {said.checked for f in world.catalogue.frameworks.values() for said in f.lists}
    assert _until(world) == max(checked)


@pytest.mark.parametrize("name", every())
def test_every_answer_about_a_later_day_says_so_once(name: str, world: World) -> None:
    given: dict[str, Any] = {k: v for k, v in every()[name].example.items() if k != "on"}
    given = TODAY.get(name, given)
    last = _until(world)
    for on, times in (
        (last - timedelta(days=1), 0),
        (last, 0),
        (last + timedelta(days=1), 1),
    ):
        notes = world.ask(name, given, on=on).notes
        assert notes.count(NOTE.format(last)) == times, on
        assert sum("last checked" in note for note in notes) <= 1, on


def test_a_list_that_was_checked_before_the_others_has_a_note_of_its_own(world: World) -> None:
    framework = world.catalogue.frameworks["rio"]
    lists = tuple(msgspec.structs.replace(x, checked=date(2020, 1, 1)) for x in framework.lists)
    older = msgspec.structs.replace(framework, lists=lists)
    aged = World(world.catalogue.with_frameworks([older], "older"))
    listed = "The list was last checked on 2020-01-01."
    for on, notes in (
        (date(2020, 1, 1), ()),
        (_until(world), (listed,)),
        (_until(world) + timedelta(days=1), (listed, NOTE.format(_until(world)))),
    ):
        told = aged.member(framework="rio", state="BRA", on=on).notes
        assert tuple(note for note in told if "last checked" in note) == notes


def test_a_catalogue_without_a_check_says_nothing_of_it(world: World) -> None:
    frameworks = world.catalogue.frameworks.values()
    bare = [msgspec.structs.replace(framework, lists=()) for framework in frameworks]
    answer = World(world.catalogue.with_frameworks(bare, "bare")).member(
        framework="nato", state="USA", on="2990-01-01"
    )
    assert not any("last checked" in note for note in answer.notes)
