"""Running a sweep: part by part, each kept once it is done, so that nothing is done twice.

The result depends on neither how many workers there are nor which of them is done first: a part is
the same scenarios always, and each is made from its number.
"""

import hashlib
import json
import multiprocessing
import os
import platform
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import foedus
from foedus.errors import FoedusError
from foedus.scenarios.work import Job, Worker

if TYPE_CHECKING:
    import polars as pl

PART: Final = 20
"""The scenarios of a part."""
HANDFUL: Final = 5
LONGEST: Final = 2.0
"""So many scenarios, for so many seconds at most, are timed to tell what a sweep will take."""

Span: TypeAlias = range
Executor: TypeAlias = "Callable[[Job, Sequence[Span]], Iterator[tuple[Span, pl.DataFrame]]]"
"""What works off parts, wherever that is, and hands each over once it is done, in any order."""


class SweepError(FoedusError):
    """A sweep that cannot go on, in one sentence."""


@dataclass(frozen=True)
class Sweeping:
    """A sweep that is written to a file; its parts lie beside that until all are there."""

    job: Job
    worker: Worker
    out: Path

    @property
    def parts(self) -> Path:
        """The folder of the parts that are done."""
        return self.out.with_name(f"{self.out.name}.parts")

    @property
    def manifest(self) -> Path:
        """What the sweep was made from, beside it."""
        return self.out.with_name(f"{self.out.name}.json")

    def described(self) -> dict[str, Any]:
        """What the result depends on; the same again gives the same result."""
        import polars as pl

        job = self.job
        inputs = f"{job.plan!r} {[(a.question, dict(a.inputs)) for a in job.asks]!r}"
        return {
            "sweep": job.plan.title,
            "scenarios": len(job.plan),
            "seed": job.plan.seed,
            "questions": [{"ask": ask.text, "on": str(ask.on)} for ask in job.asks],
            "events": None if job.events is None else _file(job.events),
            "inputs": hashlib.sha256(inputs.encode()).hexdigest(),
            "world": self.worker.world.key,
            "catalogue": self.worker.world.catalogue.key,
            "foedus": foedus.__version__,
            "python": platform.python_version(),
            "polars": pl.__version__,
        }

    def begin(self) -> list[Span]:
        """The parts that are still to be done. Raises SweepError if another sweep lies there."""
        told = self.described()
        self.parts.mkdir(exist_ok=True)
        kept = self.parts / "manifest.json"
        if kept.exists() and json.loads(kept.read_text(encoding="utf-8")) != told:
            raise SweepError(
                f"{self.parts} holds parts of another sweep (other inputs, seed or versions); "
                "finish that one, or remove the folder"
            )
        _write(kept, lambda path: path.write_text(json.dumps(told, indent=2), encoding="utf-8"))
        return [span for span in self._spans() if not self._part(span).exists()]

    def estimate(self, spans: Sequence[Span], workers: int) -> float:
        """About how many seconds it will take, from a handful of scenarios."""
        numbers = [number for span in spans for number in span]
        begun, done = time.monotonic(), 0
        for number in numbers[:: max(1, len(numbers) // HANDFUL)][:HANDFUL]:
            self.worker.part([number])
            done += 1
            if time.monotonic() - begun > LONGEST:
                break
        each = (time.monotonic() - begun) / max(1, done)
        return each * len(numbers) / min(workers, max(1, len(spans)))

    def run(
        self, spans: Sequence[Span], executor: Executor, progress: Callable[[int], object]
    ) -> int:
        """Do the parts, and write the whole; how many rows it has."""
        done = len(self.job.plan) - sum(map(len, spans))
        progress(done)
        for span, table in executor(self.job, spans):
            _write(self._part(span), table.write_parquet)
            done += len(span)
            progress(done)
        return self._finish()

    def _finish(self) -> int:
        import polars as pl

        spans = self._spans()
        whole = pl.concat([pl.read_parquet(self._part(span)) for span in spans])
        _write(self.out, whole.write_parquet)
        told = json.dumps({**self.described(), "rows": len(whole)}, indent=2)
        _write(self.manifest, lambda path: path.write_text(f"{told}\n", encoding="utf-8"))
        for span in spans:
            self._part(span).unlink()
        (self.parts / "manifest.json").unlink()
        self.parts.rmdir()
        return len(whole)

    def _spans(self) -> list[Span]:
        last = len(self.job.plan) + 1
        return [range(first, min(first + PART, last)) for first in range(1, last, PART)]

    def _part(self, span: Span) -> Path:
        return self.parts / f"{span.start:09}.parquet"


def _write(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file whole, or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        write(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _file(path: Path) -> dict[str, str]:
    return {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def here(worker: Worker) -> Executor:
    """Works off the parts in this process, one after the other."""
    return lambda _, spans: ((span, worker.part(span)) for span in spans)


def local(workers: int) -> Executor:
    """Works off the parts in so many processes of this machine."""

    def work(job: Job, spans: Sequence[Span]) -> "Iterator[tuple[Span, pl.DataFrame]]":
        # a process that is forked would share the threads of Polars, and wait for them for ever
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, spawn, initializer=_begin, initargs=(job,))
        try:
            doing = {pool.submit(_work, span): span for span in spans}
            for done in as_completed(doing):
                yield doing[done], done.result()
        except BrokenProcessPool:
            told = "a worker was ended from outside, perhaps for want of memory"
            raise SweepError(f"{told}; run the command again, with fewer workers") from None
        finally:
            pool.shutdown(cancel_futures=True)

    return work


_worker: Worker | None = None


def _begin(job: Job) -> None:
    """Begin a process: one thread each, for there is one for each processor."""
    global _worker
    os.environ["POLARS_MAX_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever began it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = Worker(job)


def _end_with_parent() -> None:
    """Who was killed cannot tell its workers to end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(span: Span) -> "pl.DataFrame":
    assert _worker is not None
    return _worker.part(span)
