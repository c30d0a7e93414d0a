"""`foedus data`: bringing public datasets into the store, and asking what is there."""

import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from foedus.authoring.load import load_definitions
from foedus.data.store.adapter import Adapter, Coverage
from foedus.data.store.commit import StoreError
from foedus.data.store.manifest import Manifest, MissingDataError
from foedus.data.store.raw import FileError
from foedus.data.store.registry import UnknownDatasetError, every, find
from foedus.data.store.store import Store
from foedus.doors.cli.covered import ties
from foedus.doors.cli.paths import EXISTING
from foedus.doors.cli.progress import told, waiting
from foedus.doors.cli.render import as_json as print_json
from foedus.doors.cli.render import console
from foedus.doors.cli.sql import sql
from foedus.doors.cli.stored import opened, refuse
from foedus.model.wording import counted

if TYPE_CHECKING:
    from rich.table import Table


@click.group()
def data() -> None:
    """Public datasets: bring them into your own store, look at them, and cite them.

    Nothing is downloaded unless you ask for it, and foedus ships none of them. They are kept as
    Parquet files in your data folder (FOEDUS_DATA, where it is set).
    """


class Listed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A dataset as a machine reads it: what is known of it, and what of it is stored."""

    name: str
    title: str
    version: str
    authors: str
    home: str
    terms: str
    coverage: Coverage
    files: tuple[str, ...]
    sources: tuple[str, ...]
    by_hand: str
    stored: Manifest | None


def _listed(adapter: Adapter, store: Store) -> Listed:
    return Listed(
        adapter.name,
        adapter.title,
        adapter.version,
        adapter.authors,
        adapter.home,
        adapter.terms,
        adapter.coverage,
        tuple(file.patterns[0] for file in adapter.files),
        tuple(source.url for source in adapter.sources),
        adapter.by_hand,
        _manifest(store, adapter.name),
    )


JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")


@data.command("list")
@JSON
def list_datasets(as_json: bool) -> None:
    """The datasets foedus reads, and which are in the store."""
    store = opened()
    if as_json:
        print_json([_listed(adapter, store) for adapter in every().values()])
        return
    table = _table()
    for column in ("Dataset", "Version", "Years", "In the store", "What it is"):
        table.add_column(column, overflow="fold", no_wrap=column != "What it is")
    faults: list[str] = []
    for adapter in every().values():
        version, years = adapter.version, f"{adapter.coverage.first}-{adapter.coverage.last}"
        try:
            stored = store.manifest(adapter.name)
            if stored and stored.version != version:  # of another version the years may be others
                version, years = stored.version, "-"
            added = f"{stored.added:%Y-%m-%d}, {counted(stored.rows, 'row')}" if stored else "-"
        except MissingDataError as error:
            faults.append(str(error))
            added = "cannot be read"
        table.add_row(adapter.name, version, years, added, adapter.title)
    console().print(table)
    click.echo(f"\nThe store is {store.folder}.")
    if faults:
        refuse(dict.fromkeys(faults))


@data.command()
@click.argument("name")
@click.option(
    "--file",
    "files",
    type=EXISTING,
    multiple=True,
    help="The authors' file, a folder or a zip with it. Repeatable. Without it: from their site.",
)
def add(name: str, files: tuple[Path, ...]) -> None:
    """Bring a dataset into the store: from its authors' site, or from files you have.

    The files are checked before anything is replaced; where something is wrong with them, or you
    stop it midway, the store is as it was.
    """
    adapter, store = _adapter(name), opened()
    try:
        manifest = _stored(adapter, store, files, "") if files else _download(adapter, store)
    except FileError as error:
        refuse(error.faults)
    except StoreError as error:
        refuse([str(error)])
    except OSError as error:
        refuse([f"{error.filename or store.folder}: {error.strerror}"])
    tables = ", ".join(f"{table.name} ({counted(table.rows, 'row')})" for table in manifest.tables)
    click.echo(f"{name} {manifest.version} is in the store: {tables}.")
    for unseen in dict.fromkeys(file.name for file in manifest.files if not file.known):
        click.echo(f"{unseen} is not a file foedus has seen before; it passed every check.")
    click.echo(f"Cite it as `foedus data cite {name}` says. {adapter.terms}")


def _download(adapter: Adapter, store: Store) -> Manifest:
    from foedus.data.store.fetch import fetch

    with tempfile.TemporaryDirectory() as folder:
        paths = fetch(adapter, Path(folder), progress=sys.stderr.isatty())
        origin = ", ".join(source.url for source in adapter.sources)
        return _stored(adapter, store, paths, origin)


def _stored(adapter: Adapter, store: Store, paths: Sequence[Path], origin: str) -> Manifest:
    """Put files into the store; states go by their names in the shipped definitions."""
    definitions, _ = load_definitions()
    with waiting(f"data add {adapter.name}"):
        return store.add(adapter, paths, datetime.now(UTC), origin, definitions.states, _waits)


def _waits(why: str) -> None:
    click.echo(why, err=True)


@data.command()
@click.argument("name")
@JSON
def info(name: str, as_json: bool) -> None:
    """What a dataset is, whose, under which terms, and what of it is in the store."""
    adapter, store = _adapter(name), opened()
    if as_json:
        print_json(_listed(adapter, store))
        return
    stored = _manifest(store, name)
    page = console()
    page.print(f"[bold]{adapter.title}[/] {adapter.version}")
    table = _table(headed=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    coverage = adapter.coverage
    for label, value in (
        ("Authors", adapter.authors),
        ("Home", adapter.home),
        ("Terms", adapter.terms),
        ("Covers", f"{coverage.first} to {coverage.last}. {coverage.note}".strip()),
        *((name, f"{first} to {last}") for name, (first, last) in coverage.columns.items()),
        ("Files", ", ".join(file.patterns[0] for file in adapter.files)),
        ("From", ", ".join(s.url for s in adapter.sources) or adapter.by_hand),
        ("In the store", f"since {stored.added:%Y-%m-%d %H:%M} UTC" if stored else "no"),
    ):
        table.add_row(label, value)
    for file in stored.files if stored else ():
        seen = "known" if file.known else "not seen before"
        table.add_row("File", f"{file.name} from {file.source}, {file.sha256[:12]} ({seen})")
    for held in stored.tables if stored else ():
        table.add_row(
            "Table", f'"{name}/{held.name}": {counted(held.rows, "row")}; {", ".join(held.columns)}'
        )
    page.print(table)


@data.command()
@click.argument("name", required=False)
def verify(name: str | None) -> None:
    """Check that the stored tables are as they were stored; without a name, all."""
    store = opened()
    names = [_adapter(name).name] if name else list(store.names())
    faults: list[str] = []
    with waiting("data verify"):
        for each in names:
            try:
                faults += store.verify(each)
            except MissingDataError as error:
                faults.append(str(error))
    if faults:
        refuse(faults)
    click.echo(f"{counted(len(names), 'dataset is', 'datasets are')} as stored.")


@data.command()
@click.argument("name")
def cite(name: str) -> None:
    """The dataset's citation as BibTeX, with a comment on its terms."""
    adapter = _adapter(name)
    click.echo(f"% {adapter.title} {adapter.version}. {adapter.terms}\n{adapter.citation}")


data.add_command(told(sql))
data.add_command(told(ties))


@data.command()
@click.option("--open", "only_open", is_flag=True, help="Only those without a known reason.")
@click.option("--framework", help="Only those of one framework.")
@JSON
def compare(only_open: bool, framework: str | None, as_json: bool) -> None:
    """Where the catalogue and ATOP disagree on members or dates, and why.

    Every framework that names its ATOP ids is compared, up to the end of 2018.
    """
    import foedus
    from foedus.data.atop.compare import compare as compared

    try:
        with waiting("data compare"):
            found = compared(foedus.load().catalogue, opened())
    except MissingDataError as error:
        refuse([str(error)])
    shown = tuple(
        difference
        for difference in found.differences
        if not (only_open and difference.explained)
        and (framework is None or difference.framework == framework)
    )
    if as_json:
        print_json(msgspec.structs.replace(found, differences=shown))
        return
    still_open = sum(not difference.explained for difference in found.differences)
    click.echo(
        f"{counted(found.frameworks, 'framework')}, {counted(found.members, 'member')}: "
        f"{found.agreeing} agree to the "
        f"day; {counted(len(found.differences), 'difference')}, {still_open} of them open."
    )
    table = _table()
    for column in ("Framework", "Of", "Members", "Catalogue", "ATOP", "Why"):
        table.add_column(column, overflow="fold", no_wrap=column == "Framework")
    grouped: dict[tuple[str, str, str, str, str], list[str]] = {}
    for d in shown:
        source = d.cite.partition("; http")[0]  # the address is in the JSON, unbroken
        why = f"{d.reason} [{source}]" if d.explained else "open"
        grouped.setdefault((d.framework, d.about, d.catalogue, d.coded, why), []).append(d.state)
    for (name, about, ours, theirs, why), states in grouped.items():
        table.add_row(name, about, ", ".join(states), ours, theirs, why)
    console().print(table)


for _command in (add, verify, compare):
    told(_command)


def _adapter(name: str) -> Adapter:
    try:
        return find(name)
    except UnknownDatasetError as error:
        refuse([str(error)])


def _manifest(store: Store, name: str) -> Manifest | None:
    try:
        return store.manifest(name)
    except MissingDataError as error:
        refuse([str(error)])


def _table(*, headed: bool = True) -> "Table":
    from rich.table import Table

    return Table(
        box=None, show_header=headed, header_style="dim", padding=(0, 2, 0, 0), pad_edge=False
    )
