"""What one worker does: it asks the questions of some scenarios, and knows of no other worker."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

import foedus
from foedus.asking.declare import find
from foedus.asking.whatif.ask import Asked
from foedus.asking.whatif.inputs import Supposed
from foedus.asking.world import World
from foedus.catalogue.changes import Change
from foedus.errors import FoedusError, QuestionError
from foedus.scenarios.plan import Plan, Scenario
from foedus.scenarios.rows import COLUMNS, Row, of_answers, of_events

if TYPE_CHECKING:
    import polars as pl

    from foedus.judging.events.again import Again

TURNS: Final = 200
"""Of more scenarios than so many the days are not told apart beforehand."""


class Ask(NamedTuple):
    """A question with its inputs, and how it was written."""

    text: str
    question: str
    inputs: Mapping[str, Any]
    on: date


@dataclass(frozen=True)
class Job:
    """All that a worker needs to know; it can be sent to another process, or machine."""

    plan: Plan
    asks: tuple[Ask, ...]
    events: Path | None = None
    definitions: tuple[Path, ...] = ()
    datasets: tuple[str, ...] = ()


class Worker:
    """A world, and what is asked of it and of every scenario."""

    def __init__(self, job: Job, world: World | None = None) -> None:
        self.job = job
        self.world = world or foedus.load(*job.definitions, datasets=job.datasets)
        self.asked = [
            (ask.text, Asked(self.world, find(ask.question), ask.inputs, ask.on))
            for ask in job.asks
        ]

    @cached_property
    def again(self) -> "Again":
        """The table of events, judged in the world as it is."""
        from foedus.judging.events.again import Again

        assert self.job.events is not None
        numbers = range(1, min(len(self.job.plan), TURNS) + 1)
        changes = (c for number in numbers for c in self.job.plan.scenario(number).changes)
        turns = {day for change in changes for day in _days(change)}
        return Again(self.world.catalogue, read_events(self.job.events), sorted(turns))

    def check(self) -> None:
        """Refuse what no scenario could answer. Raises QuestionError."""
        if self.job.events is not None:
            try:
                _ = self.again
            except FoedusError as error:
                raise QuestionError(f"{self.job.events}: {error}") from None
        first = self._supposed(self.job.plan.scenario(1))
        for text, asked in self.asked:
            if isinstance(asked.before, QuestionError):
                try:
                    asked.after(first)
                except QuestionError as error:
                    raise QuestionError(f"--ask {text!r}: {error}") from None

    def part(self, numbers: Sequence[int]) -> "pl.DataFrame":
        """The rows of some scenarios, as a table."""
        import polars as pl

        rows = [row for number in numbers for row in self.rows(number)]
        text = dict.fromkeys(COLUMNS, pl.String)
        schema = {**text, "scenario": pl.Int64, "number": pl.Int64}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def rows(self, number: int) -> Iterator[Row]:
        """The rows of one scenario."""
        scenario = self.job.plan.scenario(number)
        begin = scenario.number, scenario.spelled
        supposed = self._supposed(scenario)
        try:
            changed = supposed.world(self.world)
        except QuestionError as error:
            yield Row(*begin, "", "refused", str(error))
            return
        for text, asked in self.asked:
            try:
                found = asked.after(supposed, changed)
            except QuestionError as error:
                yield Row(*begin, text, "refused", str(error))
            else:
                yield from of_answers(*begin, text, found)
        if self.job.events is not None:
            new = self.again.told_on(changed.catalogue)
            yield from of_events(*begin, self.job.events.name, self.again, new)

    def _supposed(self, scenario: Scenario) -> Supposed:
        return Supposed(self.job.plan.title, listed=scenario.changes)


def _days(change: Change) -> Iterator[date]:
    return (value for value in msgspec.structs.astuple(change) if isinstance(value, date))


def read_events(path: Path) -> "pl.DataFrame":
    """The table of events in a file. Raises QuestionError where it cannot be read."""
    import polars as pl

    try:
        if path.suffix.lower() == ".csv":
            return pl.read_csv(path, try_parse_dates=True)
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        told = str(error).partition("\n")[0]
        raise QuestionError(f"is no table that can be read: {told}") from None
