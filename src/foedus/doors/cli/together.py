"""`foedus act NAME --from FILE`: acts of a file, a line an act, all together or none."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.acting.declare import Act
from foedus.documents.problems import DefinitionError
from foedus.doors.cli.asnode import access, node_at
from foedus.doors.cli.paths import FILE, Written
from foedus.doors.cli.question import Faulty, inputs_of
from foedus.doors.cli.shown import save
from foedus.errors import QuestionError
from foedus.model.wording import counted

if TYPE_CHECKING:
    from foedus.acting.table import Table
    from foedus.nodes.access import Access
    from foedus.nodes.orders import Done, Recorded
    from foedus.record.ledger.keys import Signer


def options_of(declared: Act[Any]) -> list[click.Parameter]:
    """The options for acts of a file."""

    def template(ctx: click.Context, _: click.Parameter, out: Path | None) -> None:
        if out is not None:
            from foedus.exchange.acts import empty

            save(out, empty(declared))
            click.echo(f"wrote {out}")
            ctx.exit()

    return [
        click.Option(
            ["--from", "source"],
            type=FILE,
            metavar="FILE",
            help="Do it once for each line of a workbook, .csv, .yaml or .json file: all are "
            "recorded, or none. What is given beside it counts for lines that leave it out.",
        ),
        click.Option(
            ["--skip-refused", "returned"],
            type=Written(".xlsx"),
            metavar="FILE.xlsx",
            help="Record the lines of --from that are not refused, and write the others into this "
            "workbook, each with why.",
        ),
        click.Option(
            ["--template"],
            type=Written(".xlsx"),
            metavar="FILE.xlsx",
            is_eager=True,
            expose_value=False,
            callback=template,
            help="Only write a workbook to fill in for --from.",
        ),
    ]


def done_together(
    declared: Act[Any],
    source: Path,
    returned: Path | None,
    *,
    node: str,
    handle: str | None,
    request: str,
    signer: "Signer | None",
    yes: bool,
    preview: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Do the acts of a file as it was given on the command line."""
    from foedus.acting.table import read_table
    from foedus.documents.source import taken
    from foedus.nodes.orders import digest

    with node_at(node) as found:
        who = access(found, handle)
        try:
            common = inputs_of(declared, options, {})
            table = read_table(declared, str(source), taken(source), common)
            found_out = _judged(who, table, skip=returned is not None)
        except DefinitionError as error:
            raise Faulty(str(error)) from None
        for draft in found_out.drafts:
            click.echo(draft.told, err=as_json)
        for line in _told(table, found_out.refused):
            click.echo(f"Refused: {line}", err=True)
        if preview:
            return
        if not yes:
            click.confirm(f"Record {_counted(found_out.drafts)}?", abort=True, err=True)
        try:
            made = who.act_all(
                declared.name,
                _lines(table),
                skip=returned is not None,
                request=request,
                shown=digest(found_out.drafts),
                signatures=_signed(found_out, signer),
            )
        except QuestionError as error:
            raise Faulty(_faulty(table, error)) from None
    _show(table, made, returned, as_json=as_json)


def _judged(who: "Access", table: "Table", *, skip: bool) -> "Done":
    try:
        return who.drafts_of(table.act.name, _lines(table), skip=skip)
    except QuestionError as error:
        raise Faulty(_faulty(table, error)) from None


def _lines(table: "Table") -> Any:
    from foedus.nodes.many import Lines

    return Lines(table.given, table.unread)


def _faulty(table: "Table", error: QuestionError) -> str:
    """Every fault with its cell, where it lies in lines; else what refuses the whole."""
    from foedus.nodes.many import RefusedLinesError

    if not isinstance(error, RefusedLinesError):
        return str(error)
    placed = [
        table.lines.problem(int(fault.at[1]), fault.at[2:], str(fault)) for fault in error.faults
    ]
    return f"{DefinitionError(placed)}\nNothing was recorded."


def _told(table: "Table", refused: Mapping[int, QuestionError]) -> Iterator[str]:
    for line, error in sorted(refused.items()):
        yield from map(str, table.problems(line, error))


def _signed(done: "Done", signer: "Signer | None") -> Mapping[int, Any] | None:
    """The signature of each line: of the first that it would have recorded."""
    from foedus.record.signed import sign

    if signer is None:
        return None
    firsts = {line: at for at, line in reversed(list(enumerate(done.lines)))}
    return {line: sign(done.drafts[at], signer) for line, at in firsts.items()}


def _show(table: "Table", made: "Recorded", returned: Path | None, *, as_json: bool) -> None:
    from foedus.exchange.acts import returned as workbook
    from foedus.record.plain import to_plain

    if as_json:
        click.echo(json.dumps([to_plain(entry) for entry in made.entries], indent=2))
    else:
        click.echo(f"Recorded {_counted(made.entries)}{_span(made)}.")
    if returned is not None and made.refused:
        save(returned, workbook(table, made.refused))
        count = counted(len(made.refused), "line")
        click.echo(f"{returned} has {count} that {_was(made.refused)} refused.", err=as_json)


def _was(refused: Mapping[int, QuestionError]) -> str:
    return "was" if len(refused) == 1 else "were"


def _counted(what: Any) -> str:
    return counted(len(what), "entry", "entries")


def _span(made: "Recorded") -> str:
    names = [entry.id for entry in made.entries]
    if len(names) > 3:
        return f", {names[0]} to {names[-1]}"
    return f": {', '.join(names)}" if names else ""
