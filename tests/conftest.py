"""What every test may ask for, and how skips are told.

FOEDUS_EXPLORE=1 makes Hypothesis look further, and elsewhere; a proof is then run whole.
"""

import os
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

import foedus
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.identity import passphrases
from proofs.exploring import TENTH, Part

EXPLORE = bool(os.environ.get("FOEDUS_EXPLORE"))

for library in ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(library, "1")  # tests run side by side: each process needs one core
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes compile the package once

settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "explore", settings.get_profile("repeatable"), derandomize=False, max_examples=600
)
settings.load_profile("explore" if EXPLORE else "repeatable")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a third of the time, a test waits for a server to end, a
    browser to draw or a disk to write.
    """
    return (os.cpu_count() or 1) + 1


def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter") -> None:
    """A line for each reason to skip, whatever number of tests it made skip."""
    for line in told(terminalreporter.getreports("skipped")):
        terminalreporter.write_line(line)


def told(skipped: Iterable[pytest.TestReport]) -> Iterator[str]:
    """Each reason with its count, the most frequent first."""
    counts: dict[str, int] = {}
    for report in skipped:
        # of a skip it is where, the line, and why; from a worker it comes as a list
        assert isinstance(report.longrepr, tuple | list)
        reason = str(report.longrepr[2]).removeprefix("Skipped: ")
        counts[reason] = counts.get(reason, 0) + 1
    for reason, count in sorted(counts.items(), key=lambda item: -item[1]):
        yield f"{count} skipped: {reason}"


@pytest.fixture(scope="session")
def part() -> Part:
    """How much of a proof a test runs: a tenth, always the same; exploring, all of it anew."""
    return Part(random.randrange(1_000_000), 1) if EXPLORE else TENTH


@contextmanager
def cheap_passphrases() -> Iterator[None]:
    """Passphrases kept at no cost: where many people come, and how they are kept is not tested."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrases, "_hasher", lambda: hasher)
        patch.setattr(passphrases, "_NOBODY", hasher.hash("nobody at all"))
        yield


@pytest.fixture(scope="session")
def world() -> World:
    return foedus.load()


@pytest.fixture(scope="session")
def catalogue(world: World) -> Catalogue:
    return world.catalogue
