"""How many instructions five small paths take, held to committed figures.

Run `python bench/instructions.py`. The machine may be busy or slow: Valgrind counts what the
processor is told to do, and two runs count the same. A path that takes more than 1.15 times its
figure in `bench/instructions.json` fails. Where the rise is meant, `--write` writes the figures
anew; do so with the versions of uv.lock, as CI has them. Times are printed, and fail nothing.

A figure is of a process that loads the catalogue and goes the path so many times, less that of one
that only loads it. The figures are of the Python of Debian 12; another build of that version is
allowed for by a yardstick, a loop in plain Python, and another version is not judged.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
FIGURES: Final = Path(__file__).with_suffix(".json")
LIMIT: Final = 1.15
YARDSTICK: Final = "yardstick"
LOAD: Final = "load"
VERSION: Final = ".".join(map(str, sys.version_info[:2]))
VALGRIND: Final = (
    *("valgrind", "--tool=cachegrind", "--cache-sim=no", "--branch-sim=no"),
    *("--cachegrind-out-file=/dev/null", "--trace-children=no"),
)

# -- the paths: each gives what is then done so many times -----------------------------------------

Action = Callable[[], object]


def yardstick(_: Path) -> Action:
    """No foedus at all: what an interpreter does with numbers, texts and mappings."""

    def count() -> dict[str, int]:
        seen: dict[str, int] = {}
        for number in range(50_000):
            word = f"{number * number % 997}"
            seen[word] = seen.get(word, 0) + number
        return seen

    return count


def load(_: Path) -> Action:
    import foedus

    foedus.load()
    return lambda: None


def member(_: Path) -> Action:
    import foedus

    world = foedus.load()
    return lambda: world.member(framework="nato", state="FIN", on="2023-04-04")


def casus(_: Path) -> Action:
    import foedus

    world = foedus.load()
    event = {"attacked": ["GBR"], "attacker": ["ARG"], "at": "Falkland Islands"}
    return lambda: world.ask("casus", event, on="1982-04-02")


def decide(_: Path) -> Action:
    import foedus
    from foedus.asking.declare import find

    world = foedus.load()
    given = dict(find("decide").example)
    on = given.pop("on")
    return lambda: world.ask("decide", given, on=on)


def workbook(folder: Path) -> Action:
    import foedus
    from foedus.asking.declare import find
    from foedus.documents.reading import read_document

    world = foedus.load()
    shape = find("generate").documents["call"].shape
    return lambda: read_document(folder / "call.xlsx", shape, world.catalogue)


def batch(_: Path) -> Action:
    from run import random_events

    import foedus
    from foedus.judging.events.batch import judge_batch

    world = foedus.load()
    events = random_events(world, 1_000)
    return lambda: judge_batch(world.catalogue, events)


PATHS: Final[Mapping[str, tuple[Callable[[Path], Action], int]]] = {
    YARDSTICK: (yardstick, 4),
    LOAD: (load, 1),
    "member": (member, 1_200),
    "casus": (casus, 40),
    "decide": (decide, 60),
    "workbook": (workbook, 3),
    "batch": (batch, 1),
}
"""What is done, and how often."""
LONGEST_FIRST: Final = tuple(PATHS)[::-1]


def go(name: str, folder: Path) -> None:
    """Go one path, in a process of its own."""
    make, times = PATHS[name]
    action = make(folder)
    for _ in range(times):
        action()


# -- counting --------------------------------------------------------------------------------------


def prepared(folder: Path) -> dict[str, str]:
    """A copy of the package, of which no source is newer than the bundle, and the environment."""
    source = folder / "src" / "foedus"
    shutil.copytree(ROOT / "src" / "foedus", source, ignore=shutil.ignore_patterns("__pycache__"))
    os.utime(source / "definitions.msgpack")
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(source.parent),
        "PYTHONHASHSEED": "0",
        "POLARS_MAX_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def process(name: str, folder: Path, env: Mapping[str, str], *before: str) -> tuple[str, float]:
    """What a process that goes the path says, and the seconds of processor time it took."""
    start = os.times()
    command = [*before, sys.executable, __file__, "--go", name, "--folder", str(folder)]
    run = subprocess.run(command, env=dict(env), capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{name} failed: {run.stderr.strip()[-2000:]}")
    end = os.times()
    spent = end.children_user + end.children_system - start.children_user - start.children_system
    return run.stderr, spent


def count(name: str, folder: Path, env: Mapping[str, str]) -> int:
    """The instructions of a process that goes the path."""
    said, _ = process(name, folder, env, *VALGRIND)
    found = re.search(r"I\s+refs:\s+([\d,]+)", said)
    if found is None:
        raise SystemExit(f"valgrind told no count: {said.strip()[-300:]}")
    return int(found[1].replace(",", ""))


def net(counted: Mapping[str, float]) -> dict[str, float]:
    """The figures: of a path, what it takes beyond loading."""
    return {
        name: value - (0 if name in (YARDSTICK, LOAD) else counted[LOAD])
        for name, value in counted.items()
    }


def ratios(now: Mapping[str, float], then: Mapping[str, float]) -> dict[str, float]:
    """How much more each path takes than its figure, on the measure of the yardstick."""
    scale = now[YARDSTICK] / then[YARDSTICK]
    return {
        name: value / (then[name] * scale)
        for name, value in now.items()
        if name != YARDSTICK and name in then
    }


def over(found: Mapping[str, float]) -> list[str]:
    """The paths that take too much; the time to load is a path too."""
    return [name for name, ratio in found.items() if ratio > LIMIT]


def main() -> None:
    """Count, print, and fail where a path takes too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the figures anew")
    parser.add_argument("--go", choices=PATHS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.go:
        go(given.go, given.folder)
        return
    if shutil.which("valgrind") is None:
        print("no instructions were counted: valgrind is not here (apt-get install valgrind)")
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        env = prepared(folder)
        example_workbook(folder / "call.xlsx")
        seconds = {}
        for name in PATHS:
            process(name, folder, env)  # what is compiled once is compiled now
            seconds[name] = process(name, folder, env)[1]
        start = time.monotonic()
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # a busy machine counts the same
            counts = pool.map(lambda name: count(name, folder, env), LONGEST_FIRST)
            counted = dict(zip(LONGEST_FIRST, counts, strict=True))
        print(f"counted in {time.monotonic() - start:.0f} s, with Python {VERSION}")
    tell(net(counted), net(seconds), write=given.write)


def example_workbook(path: Path) -> None:
    """The workbook of a call for forces, as its example is."""
    from foedus.asking.declare import find
    from foedus.exchange.workbook import write_document

    question = find("generate")
    shape: Any = question.documents["call"].shape
    write_document(shape, path, shape.model_validate(question.example["call"]))


def tell(now: Mapping[str, float], seconds: Mapping[str, float], *, write: bool) -> None:
    """Print the figures beside those committed; write them, or fail where they are too high."""
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    if write:
        whole = {name: round(value) for name, value in now.items()}
        times = {name: round(value, 3) for name, value in seconds.items()}
        kept[VERSION] = {"instructions": whole, "seconds": times}
        FIGURES.write_text(f"{json.dumps(kept, indent=2, sort_keys=True)}\n", encoding="utf-8")
    if VERSION not in kept:
        for name, value in now.items():
            print(f"{name:<12}{value / 1e6:>12,.1f} million")
        print(
            f"not judged: no figures are committed for Python {VERSION}, only for {', '.join(kept)}"
        )
        return
    then = kept[VERSION]
    found, walls = ratios(now, then["instructions"]), ratios(seconds, then["seconds"])
    build = now[YARDSTICK] / then["instructions"][YARDSTICK]
    if abs(build - 1) > 0.01:
        print(f"another build of Python: it needs {build:.2f} times as much for the same, and may")
    for name, ratio in found.items():
        told = f"{now[name] / 1e6:>12,.1f} million{ratio:>8.3f} of the figure"
        print(f"{name:<12}{told}   (time {seconds[name]:.2f} s, {walls[name]:.2f})")
    if names := over(found):
        sys.exit(
            f"more than {LIMIT} times the instructions of bench/instructions.json: "
            f"{', '.join(names)}"
        )


if __name__ == "__main__":
    main()
