"""How long tables of events take to judge, beside another commit in the same run; and in how much
memory a file of many millions is.

Run: python bench/batch.py [--peer COMMIT] [--events N] [--file N]. The peer is checked out beside
the project for the time of the run, and judges with the catalogue of its own time; where that is
this one's, every cell is compared. There is no other peer: no other tool answers the question.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
AIM = 2.5
"""Seconds of wall time for a million random events on two processors that do nothing else."""
ROUNDS = 3
EVENTS = """
import sys
from datetime import date
import numpy as np
import polars as pl
import foedus
from foedus.model.events import KINDS, OBJECTS

world = foedus.load()
generator = np.random.default_rng(1949)
ids = sorted(world.catalogue.states)

def events(size, first, last, states, attackers, kinds, north, east):
    span = (date(y, 1, 1).toordinal() - date(1970, 1, 1).toordinal() for y in (first, last))
    return pl.DataFrame({
        "on": pl.Series(generator.integers(*span, size).astype(np.int32)).cast(pl.Date),
        "kind": generator.choice(kinds, size),
        "attacked": generator.choice(states, size),
        "attacker": generator.choice(attackers, size),
        "object": generator.choice(OBJECTS, size),
        "lat": generator.uniform(*north, size),
        "lon": generator.uniform(*east, size),
    })

def anywhere(size):
    attackers = [*ids, *sorted(world.catalogue.definitions.actors)]
    return events(size, 1816, 2026, ids, attackers, KINDS, (-80, 80), (-180, 180))

def dense(size):
    nato = {p.state for f in world.catalogue.frameworks.values() if f.id == "nato"
            for i in f.instruments for p in world.catalogue.parties(f, i)}
    others = {"ARG", "AUS", "CHN", "EGY", "IRQ", "ISR", "JPN", "KOR", "NZL", "PRK", "RUS", "SUN"}
    states = sorted(nato | others)
    return events(size, 1950, 2025, states, states, KINDS[:3], (25, 72), (-130, 150))
"""
TABLES = (
    EVENTS
    + """
import json, time
target, size = sys.argv[1], int(sys.argv[2])
figures = {}
for name, table in (("random", anywhere(size)), ("dense", dense(size * 3 // 10))):
    world.casus_batch(table.head(1))
    wall, cpu = time.perf_counter(), time.process_time()
    judged = world.casus_batch(table)
    figures[f"{len(table):,} events, {name}"] = (
        time.perf_counter() - wall, time.process_time() - cpu)
    judged.write_ipc(f"{target}/{name}.arrow")
print(json.dumps(figures))
"""
)
FILE = (
    EVENTS
    + """
import json, resource, time
from pathlib import Path
folder, size = Path(sys.argv[1]), int(sys.argv[2])
source, target = folder / "events.parquet", folder / "verdicts.parquet"
parts = [anywhere(min(500_000, size - start)).write_parquet(folder / f"{start:012}.part.parquet")
         for start in range(0, size, 500_000)]
pl.scan_parquet(folder / "*.part.parquet").sink_parquet(source)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
wall, cpu = time.perf_counter(), time.process_time()
world.casus_file(source, target)
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu,
    before / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    target.stat().st_size / 1e6]))
"""
)
SAME = """
import sys
import polars as pl
here, there = (pl.read_ipc(path) for path in sys.argv[1:])
if here.columns != there.columns:
    print("another catalogue: not compared")
else:
    cells = sum(int(here[c].ne_missing(there[c]).sum()) for c in here.columns)
    print(f"{cells:,} of {here.width * here.height:,} cells differ")
"""


def run(tree: Path, program: str, *arguments: object) -> str:
    """What a program prints that runs in a process of its own with the code of one tree."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
    return subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, check=True, text=True
    ).stdout


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="a commit to be measured beside this tree")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--file", type=int, default=10_000_000, help="events of the file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trees = {"here": ROOT}
        git = ["git", "-C", str(ROOT), "worktree"]
        if asked.peer:
            trees[asked.peer] = folder / "peer"
            subprocess.run(
                [*git, "add", "--quiet", "--detach", trees[asked.peer], asked.peer], check=True
            )
        try:
            tables(trees, folder, asked.events)
        finally:
            if asked.peer:
                subprocess.run([*git, "remove", "--force", trees[asked.peer]], check=True)
        if asked.file:
            wall, cpu, before, most, size = json.loads(run(ROOT, FILE, folder, asked.file))
            print(f"{asked.file:,} events from file to file: {wall:.1f} s, {cpu:.1f} s of CPU;")
            print(f"  peak memory {most:,.0f} MB ({before:,.0f} before); {size:,.0f} MB written")


def tables(trees: dict[str, Path], folder: Path, events: int) -> None:
    """Measure tables in every tree, in rounds that alternate, and compare what comes out."""
    rounds: dict[str, list[dict[str, list[float]]]] = {tree: [] for tree in trees}
    for tree in trees:
        (folder / tree).mkdir()
    for _ in range(ROUNDS):
        for tree, path in trees.items():
            rounds[tree].append(json.loads(run(path, TABLES, folder / tree, events)))
    for what in rounds["here"][0]:
        print(f"{what}:")
        for tree, figures in rounds.items():
            wall, cpu = (min(f[what][n] for f in figures) for n in (0, 1))
            aim = f" (aim {AIM})" if tree == "here" and "random" in what else ""
            print(f"  {tree}: {wall:.2f} s{aim}, {cpu:.2f} s of CPU (least of {ROUNDS})")
    for peer in list(trees)[1:]:
        for kind in ("random", "dense"):
            files = (folder / tree / f"{kind}.arrow" for tree in ("here", peer))
            print(f"{kind}, beside {peer}: {run(ROOT, SAME, *files).strip()}")


if __name__ == "__main__":
    main()
