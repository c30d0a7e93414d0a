"""`foedus data sql`: asking the stored tables, for a person or for another program."""

import csv
import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import click

from foedus.data.store.manifest import MissingDataError
from foedus.data.store.sql import COUNTED, MOST, Result, SqlError, ask, write_parquet
from foedus.doors.cli.plain import NARROW, WIDE, aligned
from foedus.doors.cli.progress import waiting
from foedus.doors.cli.render import as_json, console, print_section
from foedus.doors.cli.stored import opened, refuse
from foedus.doors.cli.streams import whole
from foedus.model.answers import Row, Section
from foedus.model.wording import counted

Form: TypeAlias = Literal["table", "csv", "json", "parquet"]
FIRST: Final = 50
"""Rows that are printed as a table."""
LARGEST: Final = 2**63


@click.command()
@click.argument("query")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    default="table",
    show_default=True,
    help="What is printed: a table of the first rows, or the whole result.",
)
@click.option("--csv", "form", flag_value="csv", help="The same as --format csv.")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--plain", is_flag=True, help="Print all rows of the table as plain aligned text.")
@click.option(
    "--width", type=click.IntRange(NARROW, WIDE), metavar="N", help="Columns of the page."
)
def sql(query: str, form: Form, plain: bool, width: int | None) -> None:
    """Ask the stored tables in SQL; a table is called "DATASET/TABLE", in double quotes.

    Example: foedus data sql 'select member, count(*) from "atop/members" group by all'
    """
    try:
        if form == "parquet":
            _parquet(query)
            return
        most = MOST if form in ("json", "csv") or plain else FIRST
        with waiting("data sql"):
            result = ask(opened(), query, most)
    except (SqlError, MissingDataError) as error:
        refuse([str(error)])
    if form == "json":
        as_json(
            [
                {n: _plain(v) for n, v in zip(result.columns, row, strict=True)}
                for row in result.rows
            ]
        )
    elif form == "csv":
        _csv(result)
    elif plain:
        for line in aligned(
            result.columns, [[_shown(value) for value in row] for row in result.rows], width
        ):
            click.echo(line)
    else:
        _table(result, width)


def _parquet(query: str) -> None:
    if sys.stdout.isatty():
        raise click.UsageError("Parquet is not for a terminal: add > FILE.parquet")
    with tempfile.TemporaryDirectory(prefix="foedus-") as folder:
        written = Path(folder) / "result.parquet"
        with waiting("data sql"):
            write_parquet(opened(), query, written)
        with written.open("rb") as content:
            shutil.copyfileobj(content, sys.stdout.buffer)


def _csv(result: Result) -> None:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_shown(value) for value in row] for row in result.rows)
    whole(lines.getvalue(), sys.stdout)


def _table(result: Result, width: int | None) -> None:
    rows = tuple(Row(tuple(_shown(value) for value in row)) for row in result.rows[:FIRST])
    page = console(width)
    print_section(page, Section("", result.columns, rows, "There is no row."))
    if not result.ends:
        click.echo(f"... and more than {COUNTED:,} more rows")
    elif result.more:
        click.echo(f"... and {counted(result.more, 'more row')}; --format csv prints them all")


def _object(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in zip(columns, row, strict=True)}


def _shown(value: Any) -> str:
    """A value as text."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.hex()
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, int) and not -LARGEST <= value < LARGEST:
        return str(value)
    known = (bool, int, float, str, Decimal, date, datetime, time, timedelta, bytes, type(None))
    return value if isinstance(value, known) else str(value)
