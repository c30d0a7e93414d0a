"""How long the directed dyad-year panel of 1816 to 2016 takes, how much memory, and its peer.

Obligations, capabilities, contiguity and majors, written as Parquet. Needs the datasets in the
store (`foedus data add cow-states`, `atop`, `nmc` and `cow-contiguity`). The peer is R's
peacesciencer, run where it is installed.

Run: python bench/panel.py
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

NEEDED = ("cow-states", "atop", "nmc", "cow-contiguity")
GROUPS = "atop,capabilities,contiguity,majors"
MEASURED = "measured elsewhere: whole process 10.5 s and 1.65 GB, warm 6.8 s"
PEER = (10.5, 6.8)
AIMS = (15, 40)
PEER_CODE = """
suppressMessages({library(peacesciencer); library(dplyr)})
panel <- function() create_dyadyears(directed = TRUE, subset_years = 1816:2016) |>
  add_atop_alliance() |> add_nmc() |> add_contiguity() |> add_cow_majors()
write <- function(d) nanoparquet::write_parquet(d, tempfile(fileext = ".parquet"))
write(panel())
cat(system.time(write(panel()))[["elapsed"]])
"""
INSIDE = """
import json, resource, sys, time
from datetime import date
import foedus
from foedus.exchange.table import write_table
from pathlib import Path
world = foedus.load()
def run(first):
    begun, worked = time.perf_counter(), time.process_time()
    answer = world.panel(on=date(2016, 1, 1), unit="dyad-year", first=first, last=2016,
                         columns=["atop", "capabilities", "contiguity", "majors"])
    made = time.perf_counter() - begun
    write_table(answer.table(), Path(sys.argv[1]))
    return time.perf_counter() - begun, time.process_time() - worked, answer.rows, made
run(2010)
found = {first: [run(first) for _ in range(5)] for first in map(int, sys.argv[2:])}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([found, peak]))
"""
WINDOWS = (2004, 1990, 1816)  # a quarter of the rows, a half, all


Run = tuple[float, float, int, float]
"""Seconds, seconds of all processors together, rows, and seconds until the panel is made."""


def whole_process(folder: str) -> tuple[float, float, float]:
    """Seconds, processor seconds and megabytes of the command as typed; the medians of five.

    As where foedus is installed, its bytecode is there: a first run, not counted, leaves it.
    """
    compiled = {**os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
    compiled.pop("PYTHONDONTWRITEBYTECODE", None)
    runs = []
    words = ["panel", "dyad-year", "--from", "1816", "--to", "2016", "--with", GROUPS, "--out"]
    for _ in range(6):
        begun, worked = time.perf_counter(), children()
        subprocess.run(
            [sys.executable, "-m", "foedus", *words, f"{folder}/panel.parquet"],
            check=True,
            stdout=subprocess.DEVNULL,
            env=compiled,
        )
        runs.append((time.perf_counter() - begun, children() - worked))
    seconds, cpu = (statistics.median(times) for times in zip(*runs[1:], strict=True))
    return seconds, cpu, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def children() -> float:
    """Processor seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def in_process(folder: str) -> tuple[dict[int, Run], float]:
    """The median run for each window of years, and megabytes, in one warm process."""
    words = [f"{folder}/panel.parquet", *map(str, WINDOWS)]
    run = subprocess.run(
        [sys.executable, "-c", INSIDE, *words], check=True, capture_output=True, text=True
    )
    found, peak = json.loads(run.stdout)
    medians = {int(first): sorted(runs)[len(runs) // 2] for first, runs in found.items()}
    return medians, peak / 1024


def peer() -> tuple[float, float] | None:
    """Seconds of the peer as a whole process and warm; None where it is not installed."""
    if shutil.which("Rscript") is None:
        return None
    begun = time.perf_counter()
    run = subprocess.run(["Rscript", "-e", PEER_CODE], capture_output=True, text=True, check=False)
    if run.returncode:
        return None
    warm = float(run.stdout)
    return time.perf_counter() - begun - warm, warm


def main() -> None:
    from foedus.data.store.manifest import absent
    from foedus.data.store.store import Store, default_folder

    store = Store(default_folder())
    missing = [name for name in NEEDED if not store.has(name)]
    if missing:
        sys.exit(absent(missing[0]))
    with tempfile.TemporaryDirectory() as folder:
        whole, whole_cpu, whole_peak = whole_process(folder)
        windows, warm_peak = in_process(folder)
    theirs = peer()
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(
        f"{'':34} {'seconds':>8} {'CPU':>6} {'rows':>10} {'MB':>6} {'times faster':>13} {'aim':>4}"
    )
    warm, warm_cpu, rows, made = windows[WINDOWS[-1]]
    against = theirs or PEER
    lines = (
        ("whole process", whole, whole_cpu, whole_peak, against[0], AIMS[0]),
        ("in process, warm", warm, warm_cpu, warm_peak, against[1], AIMS[1]),
    )
    for name, seconds, cpu, peak, reference, aim in lines:
        faster = f"{reference / seconds:.1f}"
        print(f"{name:34} {seconds:8.2f} {cpu:6.2f} {rows:10,} {peak:6.0f} {faster:>13} {aim:>4}")
    for name, first in zip(("1x", "2x", "4x"), WINDOWS, strict=True):
        seconds, cpu, rows, _ = windows[first]
        print(f"{f'in process, {name} ({first} to 2016)':34} {seconds:8.2f} {cpu:6.2f} {rows:10,}")
    print(f"in process: {made:.2f} s to make the panel, {warm - made:.2f} s in the Parquet writer")
    if theirs:
        print(f"peacesciencer: whole process {theirs[0]:.1f} s, warm {theirs[1]:.1f} s")
    else:
        print(f"peacesciencer is not installed here; {MEASURED}")
    assert whole_peak < 1024, "more than 1 GB"
    assert warm_peak < 1024, "more than 1 GB"


if __name__ == "__main__":
    main()
