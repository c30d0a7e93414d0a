"""How fast foedus is: loading, one casus, a million events, a scenario, the command line.

Run `python bench/run.py [--events N]` from the project. There is no peer for these questions, so
the batch interpreter is measured against the explaining one on the same events. Figures are of the
machine at hand; quote medians.
"""

import argparse
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

import foedus
from foedus.asking.world import World
from foedus.cases import read_cases
from foedus.catalogue.changes import Join
from foedus.errors import QuestionError
from foedus.judging.events.batch import judge_batch
from foedus.model.events import KINDS, OBJECTS

SEED = 1949
CASES = Path(__file__).parents[1] / "tests" / "cases"


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def median(action: Callable[[], object], runs: int) -> float:
    """The median of several runs, in seconds."""
    return statistics.median(timed(action) for _ in range(runs))


def process(*command: str) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def random_events(world: World, size: int) -> pl.DataFrame:
    """Events of any kind between any two, anywhere on earth, from 1816 to today."""
    generator = np.random.default_rng(SEED)
    states = sorted(world.catalogue.states)
    attackers = [*states, *sorted(world.catalogue.definitions.actors)]
    first, last = date(1816, 1, 1).toordinal(), date(2026, 1, 1).toordinal()
    days = generator.integers(first, last, size) - date(1970, 1, 1).toordinal()
    return pl.DataFrame(
        {
            "on": pl.Series(days.astype(np.int32)).cast(pl.Date),
            "kind": generator.choice(KINDS, size),
            "attacked": generator.choice(states, size),
            "attacker": generator.choice(attackers, size),
            "object": generator.choice(OBJECTS, size),
            "lat": generator.uniform(-80, 80, size),
            "lon": generator.uniform(-180, 180, size),
        }
    )


def one_casus(world: World) -> list[float]:
    """The time of each solved casus case, after a first pass that warms the indexes."""
    cases = [c for f in CASES.glob("*.yaml") for c in read_cases(f) if c.question == "casus"]
    times = []
    for warm in (True, False):
        for case in cases:
            start = time.perf_counter()
            try:
                world.ask("casus", case.inputs["event"], on=case.on)
            except QuestionError:
                continue
            if not warm:
                times.append(time.perf_counter() - start)
    return times


def explain_rows(world: World, events: pl.DataFrame) -> float:
    """Seconds to explain the same events one by one."""

    def ask() -> None:
        for row in events.iter_rows(named=True):
            if row["attacked"] != row["attacker"]:
                at = {"lat": row["lat"], "lon": row["lon"]}
                asked = {k: row[k] for k in ("kind", "attacked", "attacker", "object")}
                world.ask("casus", {**asked, "at": at}, on=row["on"])

    return timed(ask)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    size = parser.parse_args().events
    random.seed(SEED)
    python = sys.executable
    show("interpreter alone, cold", median(process(python, "-c", ""), 7))
    show("load, cold process", median(process(python, "-c", "import foedus; foedus.load()"), 7))
    show("load, in process", median(foedus.load, 7))
    casus = (python, "-m", "foedus", "casus", "--on", "1982-04-02", "--attacked", "GBR")
    show("foedus casus, cold process", median(process(*casus), 7))

    world = foedus.load()
    times = one_casus(world)
    show(f"one casus, median of {len(times)} solved cases", statistics.median(times))
    show("one casus, 99th percentile", statistics.quantiles(times, n=100)[98])

    change = [Join("nato", "AUT", date(2026, 1, 1))]
    world.with_changes(change)
    show("a scenario, median of 1,000", median(lambda: world.with_changes(change), 1000))

    events = random_events(world, size)
    provisions = judge_batch(world.catalogue, events.head(1)).width
    seconds = timed(lambda: judge_batch(world.catalogue, events))
    show(f"{size:,} events over {provisions} provisions", seconds)
    sample = events.head(500)
    ratio = (explain_rows(world, sample) / len(sample)) / (seconds / size)
    print(f"{'batch is faster than explain, per event':<52}{ratio:>10,.0f} times")


def show(what: str, seconds: float) -> None:
    """One line of the table."""
    value = f"{seconds * 1000:,.2f} ms" if seconds < 1 else f"{seconds:,.2f} s"
    print(f"{what:<52}{value:>16}")


if __name__ == "__main__":
    main()
