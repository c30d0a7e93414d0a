"""How long asking takes in process, beside another commit in the same run.

Run: python bench/asking.py [--peer COMMIT]. The peer is checked out beside the project for the time
of the run, and rounds of the two alternate, so that both meet the same machine. Figures are the
quickest of many short rounds: what the code needs where nothing disturbs it.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMITS = {"member": 30.0, "casus, each provision examined": 10.0}
"""Microseconds that the plan allows."""
ROUNDS = 5
COLD = 20
COMMAND = (
    "-m", "foedus", "casus", "--on", "2001-09-11", "--attacked", "USA", "--attacker", "al-qaida",
    "--at", "New York", "--kind", "terrorist-attack",
)  # fmt: skip
PROGRAM = """
import json, time
from datetime import date
start = time.process_time()
import foedus
world = foedus.load()
loaded = time.process_time() - start

def quickest(ask, times):
    ask()
    best = float("inf")
    for _ in range(100):
        start = time.perf_counter()
        for _ in range(times):
            ask()
        best = min(best, (time.perf_counter() - start) / times)
    return best * 1e6

member = quickest(
    lambda: world.ask("member", framework="nato", state="FIN", on=date(2023, 4, 4)), 50)
days = {
    date(1982, 4, 2): {"attacked": "GBR", "attacker": "ARG", "at": "Falkland Islands"},
    date(2001, 9, 11): {"attacked": "USA", "attacker": "al-qaida", "at": "New York",
                        "kind": "terrorist-attack"},
}
casus = sum(quickest(lambda: world.ask("casus", event, on=on), 5) for on, event in days.items())
examined = sum(
    clause.provision.trigger is not None and clause.in_force(on)
    for on in days for clause in world.catalogue.clauses())
print(json.dumps({
    "load, ms of CPU": loaded * 1e3, "member": member, "casus": casus / len(days),
    "casus, each provision examined": casus / examined}))
"""


def asked(tree: Path) -> dict[str, float]:
    """The figures of one tree, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=_env(tree), capture_output=True, check=True
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def cold(tree: Path) -> float:
    """Milliseconds of CPU that the command takes, start and all."""
    before = os.times()
    subprocess.run(
        [sys.executable, *COMMAND], env=_env(tree), stdout=subprocess.DEVNULL, check=True
    )
    after = os.times()
    spent = after.children_user + after.children_system
    return (spent - before.children_user - before.children_system) * 1e3


def _env(tree: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(tree / "src")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="a commit to be measured beside this tree")
    peer = parser.parse_args().peer
    with tempfile.TemporaryDirectory() as folder:
        trees = {"here": ROOT}
        if peer:
            trees[peer] = Path(folder) / "peer"
            git = ["git", "-C", str(ROOT), "worktree"]
            subprocess.run([*git, "add", "--quiet", "--detach", trees[peer], peer], check=True)
        try:
            for tree in trees.values():
                cold(tree)  # what is compiled once is compiled now
            rounds = [{n: asked(tree) for n, tree in trees.items()} for _ in range(ROUNDS)]
            starts = [{n: cold(tree) for n, tree in trees.items()} for _ in range(COLD)]
        finally:
            if peer:
                subprocess.run([*git, "remove", "--force", trees[peer]], check=True)
    for name in trees:
        best = {key: min(r[name][key] for r in rounds) for key in rounds[0][name]}
        print(f"{name}:")
        for key, value in best.items():
            limit = f" (limit {LIMITS[key]:g})" if key in LIMITS else ""
            print(f"  {key}: {value:.1f}{'' if 'CPU' in key else ' us'}{limit}")
        print(f"  cold casus: {statistics.median(s[name] for s in starts):.0f} ms of CPU (median)")


if __name__ == "__main__":
    main()
