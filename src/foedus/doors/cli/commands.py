"""Commands that are no questions: checking definitions and cases, and what developers need."""

import json
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import click
from click.shell_completion import get_completion_class

import foedus
from foedus.authoring import bundle
from foedus.documents.problems import DefinitionError
from foedus.doors.cli.paths import EXISTING, FILE, Written
from foedus.doors.cli.progress import told, waiting
from foedus.doors.cli.shown import save
from foedus.model.wording import counted


def _report(error: DefinitionError) -> None:
    for problem in error.problems:
        click.echo(str(problem), err=True)
    click.echo(counted(error.count, "problem"), err=True)
    sys.exit(1)


@click.command()
@click.argument("folders", nargs=-1, type=EXISTING)
def check(folders: tuple[Path, ...]) -> None:
    """Validate your own definitions on top of foedus's; without a folder, foedus's own."""
    own = tuple(folder for folder in folders if folder.resolve() != bundle.SOURCES)
    try:
        with waiting("check"):
            if own:
                from foedus.authoring.compile import compile_folders  # the models load slowly

                definitions = compile_folders(own, bundle.load()[0])
            else:
                definitions = bundle.compile_sources()
    except DefinitionError as error:
        _report(error)
    else:
        provisions = sum(
            len(i.provisions) for f in definitions.frameworks.values() for i in f.instruments
        )
        click.echo(
            f"{counted(len(definitions.frameworks), 'framework')}, "
            f"{counted(provisions, 'provision')}, "
            f"{counted(len(definitions.states), 'state')}: no problems"
        )


@click.command()
@click.argument("files", nargs=-1, required=True, type=EXISTING)
@click.option("--definitions", type=EXISTING, multiple=True, help="A folder of your own to add.")
def cases(files: tuple[Path, ...], definitions: tuple[Path, ...]) -> None:
    """Run files of solved cases; the last line counts them, and any failure is exit status 1."""
    from foedus.cases import read_cases, run

    world = foedus.load(*definitions)
    counts: Counter[str] = Counter()
    try:
        for file in files:
            for outcome in run(read_cases(file), world):
                click.echo(str(outcome))
                counts[outcome.result] += 1
    except DefinitionError as error:
        _report(error)
    skipped = f", {counts['SKIP']} skipped" if counts["SKIP"] else ""
    click.echo(f"{counts['PASS']} passed, {counts['FAIL']} failed{skipped}")
    sys.exit(1 if counts["FAIL"] else 0)


@click.command("compile")
@click.option("--check", "only_check", is_flag=True, help="Only say whether it is up to date.")
def compile_bundle(only_check: bool) -> None:
    """Compile foedus's own definitions into the bundle that the package ships."""
    if only_check:
        if not bundle.is_current():
            raise click.ClickException("the bundle is not up to date; run `foedus compile`")
        click.echo("the bundle is up to date")
        return
    try:
        with waiting("compile"):
            key, content = bundle.packed(bundle.compile_sources())
        bundle.write(content, bundle.SHIPPED)
    except DefinitionError as error:
        _report(error)
    click.echo(f"wrote {bundle.SHIPPED.name} ({key[:12]})")


@click.command()
def schema() -> None:
    """Print the JSON Schema of a framework file, for an editor to complete and check."""
    from foedus.authoring.framework.shape import FrameworkFile
    from foedus.documents.validate import json_schema

    click.echo(json.dumps(json_schema(FrameworkFile), indent=2))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that makes a shell complete foedus's commands."""
    found = get_completion_class(shell)
    assert found is not None
    from foedus.doors.cli.app import _group

    click.echo(found(_group, {}, "foedus", "_FOEDUS_COMPLETE").source())


@click.command()
@click.argument("question")
@click.option(
    "--out",
    type=Written(),
    required=True,
    metavar="FILE",
    help="The workbook to write, its name ending in .xlsx.",
)
@click.option("--input", "wanted", metavar="NAME", help="Which input, where there are several.")
@click.option(
    "--from",
    "given",
    type=FILE,
    metavar="FILE",
    help="A document (.yaml, .json or .xlsx) that the workbook is to hold.",
)
@click.option(
    "--columns",
    type=FILE,
    metavar="MAP.yaml",
    help="A map of columns: the workbook, or a .csv file, gets its headings, units and styles.",
)
def template(
    question: str, out: Path, wanted: str | None, given: Path | None, columns: Path | None
) -> None:
    """Write a workbook to fill in for a question that takes a document, or one that holds it."""
    from foedus.documents.reading import read_document
    from foedus.doors.cli.columns import document_of

    taken = document_of(question, wanted)
    endings = (".xlsx", ".csv") if columns else (".xlsx",)
    if out.suffix.lower() not in endings:
        told = " or ".join(endings)
        raise click.UsageError(f"{out} is not a workbook: its name must end in {told}")
    document = read_document(given, taken.shape) if given else None
    save(out, _template(taken.shape, out, document, columns))
    click.echo(f"wrote {out}")


def _template(shape: Any, out: Path, document: Any, columns: Path | None) -> bytes:
    """The content of a template, or of a document, by foedus's own headings or by a map's."""
    from foedus.exchange.workbook import write_document, write_sheets

    made = BytesIO()
    if columns is None:
        write_document(shape, made, document)
        return made.getvalue()
    from foedus.documents.columns.map import read_map
    from foedus.documents.columns.write import csv_through, tables_through

    by = read_map(columns, shape)
    if out.suffix.lower() == ".csv":
        if sum(bool(table.columns) for table in by.tables) != 1:
            raise click.UsageError(f"{columns} maps several tables, and a CSV file holds one")
        return csv_through(by, shape, document)
    write_sheets(tables_through(by, shape, document), made)
    return made.getvalue()


for _command in (check, compile_bundle):
    told(_command)
