"""How fast a sweep judges a table of events in many scenarios, beside a plain loop.

Run `python bench/sweep.py [--scenarios N] [--events N] [--workers N]` from the project. Scenarios
are pairs of exits from the North Atlantic Alliance and a day; the events are of the time before and
after, half of them anywhere and half among its members and their neighbours. The plain loop judges
the whole table anew for every scenario. Both wall time and that of the processors are told, for the
machine may have other work.
"""

import argparse
import os
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

import foedus
from foedus.asking.world import World
from foedus.model.events import KINDS, OBJECTS
from foedus.scenarios.plan import read_sweep
from foedus.scenarios.run import Sweeping, here, local
from foedus.scenarios.work import Job, Worker

SEED: Final = 1949
AIM: Final = 20
"""Seconds for 1,000 scenarios of 1,000 events on two processors that do nothing else."""
PLAIN: Final = 10
DOCUMENT: Final = """sweep: Pairs of exits, and a day
every: pairs
framework: nato
on: 2010-01-01
grid:
- leave:eu:GRC:2005-01-01|2010-01-01|2015-01-01
"""


def events(world: World, size: int) -> pl.DataFrame:
    """A table of events: half anywhere, half in Europe and around."""
    draw = np.random.default_rng(SEED)
    ids = sorted(world.catalogue.states)
    nato = world.catalogue.framework("nato")
    near = [*world.catalogue.members_on(nato, date(2010, 1, 1)), "RUS", "UKR", "SRB", "SYR"]
    half = size // 2

    def states() -> np.ndarray:
        return np.concatenate([draw.choice(ids, half), draw.choice(near, size - half)])

    first, last = (date(year, 1, 1).toordinal() - 719_163 for year in (1991, 2025))
    north = np.concatenate([draw.uniform(-80, 80, half), draw.uniform(25, 72, size - half)])
    east = np.concatenate([draw.uniform(-180, 180, half), draw.uniform(-30, 60, size - half)])
    return pl.DataFrame(
        {
            "on": pl.Series(draw.integers(first, last, size).astype(np.int32)).cast(pl.Date),
            "kind": draw.choice(KINDS, size),
            "attacked": states(),
            "attacker": states(),
            "object": draw.choice(OBJECTS, size),
            "lat": north,
            "lon": east,
        }
    )


def main() -> None:
    """Print how long each takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scenarios", type=int, default=1_000)
    parser.add_argument("--events", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    world = foedus.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sweep.yaml").write_text(DOCUMENT, encoding="utf-8")
        events(world, given.events).write_parquet(folder / "events.parquet")
        plan = read_sweep(folder / "sweep.yaml", world, SEED)
        job = Job(plan, (), folder / "events.parquet")
        sweeping = Sweeping(job, Worker(job, world), folder / "out.parquet")
        parts = sweeping.begin()
        spans = parts[: max(1, given.scenarios // len(parts[0]))]
        number = sum(map(len, spans))
        executor = local(given.workers) if given.workers > 1 else here(sweeping.worker)
        begun, used = time.perf_counter(), _used()
        rows = sum(len(table) for _, table in executor(job, spans))
        wall, cpu = time.perf_counter() - begun, _used() - used
        what = f"{number:,} scenarios x {given.events:,} events"
        print(f"{what}, {given.workers} workers (aim {AIM} s for a million, idle)")
        print(f"  sweep       {wall:8.1f} s, {cpu:.1f} s of the processors; {rows:,} rows")
        table = pl.read_parquet(folder / "events.parquet")
        begun, used = time.perf_counter(), _used()
        for one in range(1, PLAIN + 1):
            world.with_changes(plan.scenario(one).changes).casus_batch(table)
        share = number / PLAIN
        wall, cpu = (time.perf_counter() - begun) * share, (_used() - used) * share
        print(f"  plain loop  {wall:8.1f} s, {cpu:.1f} s of the processors ({PLAIN} timed)")


def _used() -> float:
    """Seconds of the processors, of this process and of those that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
