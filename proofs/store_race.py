"""Two writers and ten readers on one dataset, with pauses at every step of the file system.

    python proofs/store_race.py --seconds 60

Each process pauses at random before every opening, renaming, removing, listing, locking and
syncing of a file, so that their steps interleave in ways that a quiet machine would never show. A
third writer is killed (`kill -9`) again and again. It is proved that

- no process meets an error;
- a reader finds, each time, all tables of one commit, and reads to the end what it began with;
- a query in SQL and `verify` find the same;
- the key of the store changes with what is read: one key, one commit;
- nothing is lost: what is there at the end is the last thing that was committed, and nothing else.

It ends with 0 where all holds, and tells what does not.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

WRITERS, READERS, DOOMED = 2, 10, 1
STEPS = frozenset(
    {
        "open",
        "os.mkdir",
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.listdir",
        "os.scandir",
        "shutil.rmtree",
        "fcntl.flock",
    }
)


def pauses(seed: int, store: Path, longest: float) -> None:
    """From here on this process pauses before each step in the store, sometimes for long."""
    chance = random.Random(seed)

    def pause() -> None:
        if chance.random() < 0.3:
            time.sleep(longest * chance.random() ** 3)

    def step(event: str, given: tuple[Any, ...]) -> None:
        if event in STEPS and (event == "fcntl.flock" or str(given[0]).startswith(str(store))):
            pause()

    synced = os.fsync

    def sync(fd: Any) -> None:
        pause()
        synced(fd)
        pause()

    os.fsync = sync
    sys.addaudithook(step)


def write(store: Path, files: Path, numbers: range, until: float) -> dict[str, Any]:
    """Commit one serial number after another; the last that was, by its generation."""
    from foedus.data.store.store import Store
    from tests.data.store.made_up import ADAPTER, written

    commits = {}
    for number in numbers:
        if time.time() > until:
            break
        done = Store(store).add(ADAPTER, [written(files, number)], datetime.now(UTC), "", {})
        commits[done.folder] = number
    return {"commits": commits}


def read(store: Path, seed: int, until: float) -> dict[str, Any]:
    """Read in every way, and hold what is read against itself."""
    from foedus.data.store.sql import ask
    from foedus.data.store.store import Store
    from tests.data.store.made_up import NAME, serial

    found = Store(store)
    seen: dict[str, str] = {}
    reads = 0
    first: int | None
    while time.time() < until:
        before = found.key
        match (reads + seed) % 4:
            case 0:
                with found.reading() as reading:
                    first = serial(reading)
                    assert serial(reading) == first, "a reading changed while it was read"
            case 1:
                plan = found.scan(NAME, "lines")
                time.sleep(0.05)
                [first] = plan.collect()["serial"].unique().to_list()
            case 2:
                query = (
                    'select distinct l.serial, s.serial from "made-up/lines" l, "made-up/sums" s'
                )
                [(first, other)] = ask(found, query).rows
                assert first == other, f"SQL saw two commits: {first} and {other}"
            case _:
                first = None
                faults = found.verify(NAME)
                assert not faults, faults
        if first is not None and found.key == before:
            assert seen.setdefault(before, str(first)) == str(first), "one key, two commits"
        reads += 1
    return {"reads": reads, "seen": seen}


def child(role: str, seed: int, store: Path, files: Path, until: float, longest: float) -> None:
    """One process: a writer or a reader; it prints what it did as JSON."""
    import polars  # noqa: F401  its own files are none of the store's steps

    pauses(seed, store, longest)
    numbers = range(seed * 100_000, (seed + 1) * 100_000)
    done = read(store, seed, until) if role == "read" else write(store, files, numbers, until)
    print(json.dumps(done))


def prove(seconds: float, seed: int, longest: float) -> list[str]:
    """What does not hold, a sentence each."""
    from foedus.data.store.store import Store
    from tests.data.store.made_up import ADAPTER, NAME, serial, written

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        store = folder / "store"
        first = Store(store).add(ADAPTER, [written(folder, 1)], datetime.now(UTC), "", {})
        until = time.time() + seconds + 3  # what the processes need to start

        def start(role: str, number: int) -> "subprocess.Popen[str]":
            own = folder / f"files-{number}"
            own.mkdir(exist_ok=True)
            given = (role, number, store, own, until, longest)
            return subprocess.Popen(
                [sys.executable, __file__, "--child", *map(str, given)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )

        base = seed * 1000
        writers = [start("write", base + n) for n in range(1, WRITERS + 1)]
        readers = [start("read", base + n) for n in range(11, 11 + READERS)]
        kills = _kill_again_and_again(start, base + 500, until, random.Random(seed))
        faults, commits, seen, reads = [], {first.folder: 1}, dict[str, str](), 0
        for process in (*writers, *readers):
            out, err = process.communicate(timeout=seconds + 120)
            if process.returncode:
                faults.append(f"a process met an error: {err.strip().splitlines()[-1]}\n{err}")
                continue
            done = json.loads(out)
            commits |= done.get("commits", {})
            reads += done.get("reads", 0)
            for key, number in done.get("seen", {}).items():
                if seen.setdefault(key, number) != number:
                    faults.append(f"one key stood for the commits {number} and {seen[key]}")
        end = Store(store)
        last = end.manifest(NAME)
        by_doomed = serial(end) // 100_000 == base + 500
        if last is None or (last.folder not in commits and not by_doomed):
            faults.append("what is stored at the end was committed by nobody")
        faults += end.verify(NAME)
        newest = end.add(ADAPTER, [written(folder, 2)], datetime.now(UTC), "", {})
        rest = [path.name for path in (store / NAME).iterdir() if path.name != newest.folder]
        if rest:
            faults.append(f"a rest was left: {rest}")
        print(
            f"{len(commits)} commits by {WRITERS} writers, {reads} readings by {READERS} readers "
            f"of {len(seen)} keys, {kills} writers killed, {len(faults)} faults"
        )
        return faults


def _kill_again_and_again(start: Any, number: int, until: float, chance: random.Random) -> int:
    kills = 0
    while time.time() < until:
        process = start("write", number)
        time.sleep(min(1.5 + 2 * chance.random(), max(0.0, until - time.time())))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += 1
    return kills


def main() -> None:
    """Prove it, or be one of the processes."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pause", type=float, default=0.05, help="the longest pause, in seconds")
    options.add_argument("--child", nargs=6, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        role, seed, store, files, until, longest = given.child
        child(role, int(seed), Path(store), Path(files), float(until), float(longest))
        return
    faults = prove(given.seconds, given.seed, given.pause)
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
