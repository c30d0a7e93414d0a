"""A table judged again after changes is as if it were judged for the first time."""

import random
from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

import foedus
from foedus.asking.world import World
from foedus.judging.events.again import Again

DAY = date(1995, 6, 1)
CHANGES = (
    ["leave:nato:TUR:1995-06-01"],
    ["leave:un:FRA:1995-06-01", "join:nato:FIN:1995-06-01"],
    ["amend-duty:nato/art-5:1:1995-06-01", "settle:un-security-council-authorisation"],
    ["leave:rio-treaty:USA:1991-02-03"],
)


@pytest.fixture(scope="module")
def world() -> World:
    return foedus.load()


@pytest.fixture(scope="module")
def events() -> pl.DataFrame:
    chance = random.Random(1949)
    states = ["TUR", "FRA", "USA", "FIN", "MDA", "RUS", "GRC", "PER", "CUB"]
    pairs = [chance.sample(states, 2) for _ in range(60)]
    return pl.DataFrame(
        {
            "on": [date(chance.randrange(1990, 2000), 1 + n % 12, 15) for n in range(60)],
            "kind": [chance.choice(["armed-attack", "cyber-attack"]) for _ in pairs],
            "attacked": [pair[0] for pair in pairs],
            "attacker": [pair[1] if n % 5 else None for n, pair in enumerate(pairs)],
            "lat": [chance.uniform(-10, 60) if n % 2 else None for n in range(60)],
            "lon": [chance.uniform(-90, 90) if n % 2 else None for n in range(60)],
            "fact.un-security-council-authorisation": [n % 3 == 0 for n in range(60)],
        }
    )


@pytest.fixture(scope="module")
def again(world: World, events: pl.DataFrame) -> Again:
    return Again(world.catalogue, events, [DAY])


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: changes[0])
def test_judged_again_is_judged_anew(
    again: Again, world: World, events: pl.DataFrame, changes: Sequence[str]
) -> None:
    changed = world.with_changes(changes)
    assert again.judged(changed.catalogue).equals(changed.casus_batch(events))


def test_what_a_change_tells_on_is_judged_again(again: Again, world: World) -> None:
    [change] = CHANGES[0]
    found = again.judged(world.with_changes([change]).catalogue)
    differ = {name for name in found.columns if not found[name].equals(again.verdicts[name])}
    assert differ >= {"nato/art-4", "nato/art-5"}
