"""A sweep on a Dask cluster: two workers of one thread each give what one gives, and sooner.

Run `python -m proofs.sweep_dask [--scenarios N]` from the project, on a machine that does nothing
else. It begins a cluster of this machine with one worker, then one with two, has each judge the
same event in the same scenarios, compares the tables byte for byte, and tells how long each took.
"""

import argparse
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Final

import foedus
from foedus.scenarios.cluster import cluster
from foedus.scenarios.plan import read_sweep
from foedus.scenarios.run import Sweeping
from foedus.scenarios.work import Ask, Job, Worker

DOCUMENT: Final = """sweep: Pairs of exits
every: pairs
framework: nato
on: 2010-01-01
"""
EVENT: Final = {"attacked": ["EST"], "attacker": ["RUS"], "at": "Tallinn"}
LEAST: Final = 1.7
"""So much sooner two workers must be done than one."""


def main() -> None:
    """Print what was found; end with an error where it does not hold."""
    from distributed import LocalCluster

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scenarios", type=int, default=300)
    given = parser.parse_args()
    world = foedus.load()
    found: dict[int, tuple[float, bytes]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sweep.yaml").write_text(DOCUMENT, encoding="utf-8")
        plan = read_sweep(folder / "sweep.yaml", world, 0)
        job = Job(plan, (Ask("casus", "casus", EVENT, date(2022, 2, 24)),))
        for workers in (1, 2):
            sweeping = Sweeping(job, Worker(job, world), folder / f"{workers}.parquet")
            spans = sweeping.begin()
            spans = spans[: max(1, given.scenarios // len(spans[0]))]
            with LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            ) as made:
                executor = cluster(made.scheduler_address)
                list(executor(job, spans[:workers]))  # each worker makes its world
                begun = time.perf_counter()
                tables = dict(executor(job, spans))
                took = time.perf_counter() - begun
            whole = b"".join(tables[span].write_ipc(None).getvalue() for span in spans)
            found[workers] = took, whole
            print(f"{workers} worker{'s' * (workers > 1)}: {took:.1f} s", flush=True)
    times = found[1][0] / found[2][0]
    same = found[1][1] == found[2][1]
    print(f"{times:.2f} times one worker (at least {LEAST}); the same bytes: {same}")
    if not same or times < LEAST:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
