"""`foedus sweep`: questions asked of many scenarios, into one table."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from foedus.asking.day import day
from foedus.asking.world import World
from foedus.documents.problems import DefinitionError
from foedus.doors.cli.drafts import parsed
from foedus.doors.cli.paths import EXISTING, FILE, Written
from foedus.doors.cli.progress import told, waiting
from foedus.doors.cli.question import Faulty, inputs_given, world_of
from foedus.doors.cli.shown import Refused
from foedus.doors.cli.streams import complain
from foedus.errors import QuestionError
from foedus.model.wording import counted
from foedus.scenarios.plan import Plan, read_sweep
from foedus.scenarios.run import SweepError, Sweeping, here, local
from foedus.scenarios.work import Ask, Job, Worker


@told
@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--ask",
    "asks",
    multiple=True,
    metavar="QUESTION",
    help='A question as a command has it, as "power nato/nac"; repeat for several.',
)
@click.option(
    "--events", type=FILE, metavar="FILE", help="Judge a table of events too: .parquet or .csv."
)
@click.option(
    "--out", required=True, type=Written(".parquet"), metavar="FILE", help="The table: .parquet."
)
@click.option(
    "--on",
    metavar="DATE",
    help="The day asked about, where a question gives none.  [default: that of the sweep]",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="What is drawn follows from it alone."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes that work at once.  [default: as many as processors]",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Work on the cluster of a Dask scheduler, as tcp://10.0.0.1:8786, and not here.",
)
@click.option(
    "--definitions", type=EXISTING, multiple=True, help="A folder of your own definitions to add."
)
@click.option("--data", multiple=True, help="Add the alliances of a dataset as frameworks: atop.")
def sweep(
    file: Path,
    asks: tuple[str, ...],
    events: Path | None,
    out: Path,
    on: str | None,
    seed: int,
    workers: int | None,
    dask: str | None,
    definitions: tuple[Path, ...],
    data: tuple[str, ...],
) -> None:
    """Ask questions of every scenario of a sweep, and write what differs to one table.

    What it will take is told first. A sweep that was stopped goes on where it was.
    """
    if not asks and events is None:
        raise click.UsageError("give a question by --ask, or a table by --events")
    if dask and workers:
        raise click.UsageError("--workers are processes of this machine; give it or --dask")
    world = world_of(definitions, data)
    try:
        plan = read_sweep(file, world, seed)
        asked = tuple(_ask(world, text, on, plan) for text in asks)
        job = Job(plan, asked, events, definitions, data)
        worker = Worker(job, world)
        sweeping = Sweeping(job, worker, out)
        with waiting("sweep: beginning"):
            worker.check()
            spans = sweeping.begin()
            number = min(workers or os.cpu_count() or 1, max(1, len(spans)))
            cost = _cost(sweeping, len(asks) + (events is not None), spans, number)
    except DefinitionError as error:
        raise Faulty(str(error)) from None
    except (QuestionError, SweepError) as error:
        raise Refused(str(error)) from None
    complain(cost)
    done = [0]
    name = f"sweep: {{:,}} of {counted(len(plan), 'scenario')}"
    with waiting(lambda: name.format(done[0])):
        try:
            executor = here(worker) if number == 1 else local(number)
            if dask:
                from foedus.scenarios.cluster import cluster

                executor = cluster(dask)
            rows = sweeping.run(spans, executor, lambda so_many: done.__setitem__(0, so_many))
        except SweepError as error:
            raise Refused(str(error)) from None
    click.echo(f"wrote {out}: {counted(len(plan), 'scenario')}, {counted(rows, 'row')}")


def _ask(world: World, text: str, on: str | None, plan: Plan) -> Ask:
    question, options = parsed(text)
    try:
        inputs = inputs_given(world, question, options)
        given = inputs.pop("on", None) or on
        asked = day(given) if given else plan.on or datetime.now(UTC).date()
        return Ask(text, question.name, inputs, asked)
    except QuestionError as error:
        raise Refused(f"--ask {text!r}: {error}") from None


def _cost(sweeping: Sweeping, questions: int, spans: list[range], workers: int) -> str:
    scenarios, left = len(sweeping.job.plan), sum(map(len, spans))
    before = f", {scenarios - left:,} of them done before" if left < scenarios else ""
    what = f"{counted(scenarios, 'scenario')} x {counted(questions, 'question')}{before}"
    seconds = sweeping.estimate(spans, workers)
    long = f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
    if seconds >= 7200:
        long = f"{seconds / 3600:.0f} h"
    return f"{what}: about {long} with {counted(workers, 'worker')}"
