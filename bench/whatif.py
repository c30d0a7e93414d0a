"""How fast a question is asked before and after what is supposed, beside a plain loop.

Run `python bench/whatif.py [--scenarios N] [--processes N]` from the project. Each pair is one of
five questions and one exit from one of three frameworks. The question of the world as it is, is
asked once; the plain loop asks it again for every pair, of catalogues that share no index. Time is
that of the processors, for the machine may have other work.
"""

import argparse
import random
import time
import tracemalloc
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from typing import Any, Final

import msgspec

import foedus
from foedus.asking.declare import find
from foedus.asking.whatif.answer import what_if
from foedus.asking.whatif.ask import Asked
from foedus.asking.whatif.inputs import Supposed
from foedus.asking.whatif.reading import read_changes
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue

SEED: Final = 1949
ON: Final = date(2023, 6, 1)
EXIT: Final = date(2023, 1, 1)
QUESTIONS: Final[dict[str, dict[str, Any]]] = {
    "casus": {"attacked": ["POL"], "attacker": ["RUS"], "at": "Warsaw"},
    "bound": {"states": ["POL", "USA"]},
    "decide": {"body": "nato/nac", "in_favour": ["USA", "GBR"]},
    "power": {"body": "nato/nac"},
    "apportion": {"key": "nato/common-funding-2021", "amount": "1000000"},
}


def exits(world: World, number: int) -> list[str]:
    """So many exits, as options have them."""
    catalogue = world.catalogue
    members = [
        (name, state)
        for name in ("nato", "eu", "csto")
        for state in catalogue.members_on(catalogue.framework(name), EXIT)
    ]
    chosen = random.Random(SEED).choices(members, k=number)
    return [f"leave:{name}:{state}:{EXIT}" for name, state in chosen]


def shared(world: World, changes: Sequence[str]) -> int:
    """Every question before and after every change."""
    asked = [Asked(world, find(name), given, ON) for name, given in QUESTIONS.items()]
    for change in changes:
        supposed = Supposed(spelled=read_changes([change]))
        changed = supposed.world(world)
        for one in asked:
            one.after(supposed, changed)
    return len(changes) * len(asked)


def plain(world: World, changes: Sequence[str]) -> int:
    """The same by catalogues of their own, and each question asked twice for every change."""
    for change in changes:
        found = Supposed(spelled=read_changes([change])).world(world)
        apart = msgspec.structs.replace(
            found.catalogue.definitions, frameworks=dict(found.catalogue.frameworks)
        )
        for name, given in QUESTIONS.items():
            before = world.ask(name, given, on=ON)
            after = World(Catalogue(apart, found.catalogue.key)).ask(name, given, on=ON)
            what_if(before, after, question=name, on=ON, supposed=found.supposed)
    return len(changes) * len(QUESTIONS)


def measured(way: Callable[[World, Sequence[str]], int], changes: Sequence[str]) -> float:
    """Seconds of the processor, after a first change that warms the indexes."""
    world = foedus.load()
    way(world, changes[:1])
    start = time.process_time()
    way(world, changes)
    return time.process_time() - start


def one(changes: Sequence[str]) -> float:
    """Seconds of one process."""
    return measured(shared, changes)


def bytes_of_a_scenario(world: World, changes: Sequence[str]) -> float:
    """What a scenario that is kept takes, while one question has been asked of it."""
    given = {"framework": "nato", "state": "USA"}
    first = world.with_changes(changes[:1])
    first.ask("member", given, on=ON)
    tracemalloc.start()
    kept = [world.with_changes([change]) for change in changes]
    for changed in kept:
        changed.ask("member", given, on=ON)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken / len(kept)


def main() -> None:
    """Print how many pairs a second."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scenarios", type=int, default=200)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    world = foedus.load()
    changes = exits(world, given.scenarios)
    parts = [changes[number :: given.processes] for number in range(given.processes)]
    with ProcessPoolExecutor(given.processes) as pool:
        longest = max(pool.map(one, parts))
    pairs = len(changes) * len(QUESTIONS)
    print(f"{'pairs':<28}{pairs:>12,}")
    print(f"{f'shared, {given.processes} processes':<28}{pairs / longest:>12,.0f} pairs a second")
    few = changes[: max(1, len(changes) // 10)]
    alone = len(few) * len(QUESTIONS) / measured(plain, few)
    print(f"{'plain loop, 1 process':<28}{alone:>12,.0f} pairs a second")
    print(f"{'a scenario kept':<28}{bytes_of_a_scenario(world, changes) / 1e3:>12,.1f} kB")


if __name__ == "__main__":
    main()
