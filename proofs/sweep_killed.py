"""A sweep whose processes are killed, again and again, gives what one that runs through gives.

Run `python proofs/sweep_killed.py [--times N]` from the project. Each time the command is killed
(SIGKILL, which nobody hears) at another moment, until it has run to its end; then its table is
compared with that of one worker that nobody disturbed, byte by byte. No worker may outlive it.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

SEED: Final = 1949
SWEEP: Final = """every: pairs
framework: nato
on: 2030-01-01
"""
ASK: Final = "casus --attacked EST --attacker RUS --at Tallinn"


def command(folder: Path, out: str, workers: int) -> list[str]:
    """The command that writes the table."""
    arguments = ["sweep", str(folder / "sweep.yaml"), "--ask", ASK, "--out", str(folder / out)]
    return [sys.executable, "-m", "foedus", *arguments, "--workers", str(workers)]


def done(folder: Path) -> int:
    """How many parts are done."""
    return len([*folder.glob("killed.parquet.parts/*.parquet")])


def of_sweep(folder: Path) -> list[str]:
    """The processes that still have the folder as their own."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.joinpath("cwd").resolve() == folder.resolve():
                found.append(process.name)
        except OSError:  # it has ended, or is another's
            continue
    return found


def main() -> None:
    """Kill and go on, and say whether the tables are the same."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=6, help="kills at most")
    times = parser.parse_args().times
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sweep.yaml").write_text(SWEEP, encoding="utf-8")
        subprocess.run(command(folder, "whole.parquet", 1), check=True, cwd=folder)
        killed = 0
        for _ in range(times):
            before = done(folder)
            running = subprocess.Popen(command(folder, "killed.parquet", 2), cwd=folder)
            while running.poll() is None and done(folder) < before + chance.randint(1, 3):
                time.sleep(0.01)
            if running.poll() is not None:
                break
            running.send_signal(signal.SIGKILL)
            running.wait()
            killed += 1
            time.sleep(1)
            left = of_sweep(folder)
            print(f"killed with {done(folder)} parts done; {len(left)} workers outlived it")
            assert not left
        subprocess.run(command(folder, "killed.parquet", 2), check=True, cwd=folder)
        whole, other = (folder / f"{one}.parquet" for one in ("whole", "killed"))
        same = whole.read_bytes() == other.read_bytes()
        print(f"killed {killed} times; the tables are {'the same' if same else 'NOT the same'}")
        sys.exit(0 if same and killed else 1)


if __name__ == "__main__":
    main()
