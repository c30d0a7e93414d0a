"""Working off a sweep on a cluster of Dask's `distributed`, by the address of its scheduler.

Each worker makes its world once, and keeps it for the parts that follow. The files that a sweep
names (a table of events, definitions) must lie under the same path on every worker.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import foedus
from foedus.scenarios.run import Executor, Span, SweepError
from foedus.scenarios.work import Job, Worker

if TYPE_CHECKING:
    import polars as pl

PATIENCE: Final = 15
"""Seconds to wait for the scheduler, and for a first worker."""
_workers: dict[bytes, Worker] = {}
"""In a process of a worker: the world of the sweep at hand, made once."""


def cluster(address: str) -> Executor:
    """Works off the parts on the workers of a scheduler. Raises SweepError where there is none."""

    def work(job: Job, spans: Sequence[Span]) -> "Iterator[tuple[Span, pl.DataFrame]]":
        from distributed import Client, as_completed

        try:
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            told = f"no Dask scheduler answers at {address}"
            raise SweepError(f"{told}: {str(error).splitlines()[0]}") from None
        with client:
            _check(client, address)
            shared = client.scatter(job, broadcast=True, hash=False)
            doing = {
                client.submit(part, shared, span.start, span.stop, pure=False): span
                for span in spans
            }
            for done in as_completed(list(doing), loop=client.loop):
                yield doing[done], _result(done)

    return work


def part(job: Job, start: int, stop: int) -> "pl.DataFrame":
    """On a worker: the rows of scenarios from `start` up to, but not including, `stop`."""
    import pickle

    key = pickle.dumps(job)
    if key not in _workers:
        _workers.clear()
        _workers[key] = Worker(job)
    return _workers[key].part(range(start, stop))


def version() -> str:
    """On a worker: the version of foedus, and the catalogue that it ships."""
    return f"{foedus.__version__} {foedus.load().catalogue.key}"


def _check(client: Any, address: str) -> None:
    """Raise SweepError for a cluster without workers, or with another foedus."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found = client.run(version)
    except TimeoutError:
        raise SweepError(f"the scheduler at {address} has no workers; start some") from None
    except ModuleNotFoundError:
        raise SweepError(f"the workers at {address} have no foedus; install this one") from None
    others = sorted(worker for worker, one in found.items() if one != version())
    if others:
        told = "another version of foedus or of its definitions"
        raise SweepError(f"{', '.join(others)} has {told}; install this one there")


def _result(done: Any) -> "pl.DataFrame":
    try:
        table: pl.DataFrame = done.result()
    except FileNotFoundError as error:
        told = "a file of the sweep must lie under the same path on every worker"
        raise SweepError(f"{error.filename} is not on a worker: {told}") from None
    except Exception as error:
        if type(error).__name__ in ("KilledWorker", "CancelledError"):
            told = "workers were ended from outside, perhaps for want of memory"
            raise SweepError(f"{told}; run the command again") from None
        raise
    return table
