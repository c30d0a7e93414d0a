"""`foedus act`: a command for each declared act."""

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.acting.declare import Act
from foedus.doors.cli.asnode import access, handle_option, node_at, node_option
from foedus.doors.cli.paths import FILE, Written
from foedus.doors.cli.places import told
from foedus.doors.cli.question import documents_of, inputs_of, parameter
from foedus.doors.cli.shown import Refused, save
from foedus.doors.cli.together import done_together, options_of
from foedus.errors import QuestionError

if TYPE_CHECKING:
    from foedus.nodes.access import Access
    from foedus.record.ledger.keys import Signer


class Acts(click.Group):
    """Commands derived from the declared acts."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from foedus.acting.declare import every

        return list(every())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from foedus.acting.declare import every

        found = every().get(cmd_name)
        return command_of(found) if found else None


@click.command(
    "act",
    cls=Acts,
    epilog="Example: foedus act position M-7 --node baltic --as jaan --break-silence",
)
def act() -> None:
    """Do something on a node, and have it recorded: first it is shown, then you confirm it."""


def command_of(declared: Act[Any]) -> click.Command:
    """The command that does an act."""
    mine = [parameter(taken) for taken in declared.takes.values()]
    needed = [param for param in mine if param.required]
    for param in needed:
        param.required = False  # of a file, each line has its own

    def run(
        *, source: Path | None, returned: Path | None, key: Path | None, **options: Any
    ) -> None:
        signer = signer_in(key) if key else None
        if source is not None and options.pop("prepared") is not None:
            raise click.UsageError("--prepare writes one act; --from has several")
        if source is not None:
            done_together(declared, source, returned, signer=signer, **options)
            return
        if returned is not None:
            raise click.UsageError("--skip-refused is for the lines of --from")
        for param in needed:
            if options[param.name or ""] is None:
                raise click.MissingParameter(ctx=click.get_current_context(), param=param)
        done(declared, signer=signer, **options)

    params = [
        *mine,
        *options_of(declared),
        node_option(required=True),
        handle_option(),
        click.Option(
            ["--request"],
            default="",
            metavar="NAME",
            help="A name for this request: sent twice under it, it is recorded once.",
        ),
        click.Option(
            ["--sign", "key"],
            type=FILE,
            metavar="FILE",
            help="Sign it with the key of your nation in this file; see `foedus people key`.",
        ),
        click.Option(
            ["--prepare", "prepared"],
            type=Written(),
            metavar="FILE",
            help="Only write it to a file, signed by --sign, for `foedus submit` elsewhere.",
        ),
        click.Option(["--yes"], is_flag=True, help="Record it without asking you to confirm."),
        click.Option(["--preview"], is_flag=True, help="Only show what would be recorded."),
        click.Option(["--json", "as_json"], is_flag=True, help="What was recorded, as JSON."),
    ]
    return click.Command(declared.name, params=params, callback=run, help=declared.described)


def done(
    declared: Act[Any],
    *,
    node: str,
    handle: str | None,
    request: str,
    signer: "Signer | None",
    prepared: Path | None,
    yes: bool,
    preview: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Do an act as it was given on the command line."""
    from msgspec import to_builtins

    from foedus.nodes.orders import digest
    from foedus.nodes.people.seconds import WaitsError
    from foedus.record.plain import to_plain
    from foedus.record.signed import sign

    with node_at(node) as found:
        who = access(found, handle)
        documents = documents_of(found.base(), declared, options, None)
        try:
            given = inputs_of(declared, options, documents)
            drafts = who.drafts(declared.name, given)
            for draft in drafts:
                click.echo(draft.told, err=as_json)
            if preview:
                return
            if prepared is not None:
                _prepare(who, declared.name, given, signer, prepared)
                return
            if not yes:
                click.confirm("Record this?", abort=True, err=True)
            signature = sign(drafts[0], signer) if signer else None
            entries = who.act(
                declared.name,
                given,
                request=request,
                shown=digest(drafts),
                signature=signature,
            )
        except WaitsError as error:
            waits = error.waits
            click.echo(json.dumps(to_builtins(waits)) if as_json else f"Not yet: {error}.")
            return
        except QuestionError as error:
            raise Refused(told(error, declared, documents, options)) from None
    if as_json:
        click.echo(json.dumps([to_plain(entry) for entry in entries], indent=2))
    else:
        click.echo(f"Recorded as {', '.join(entry.id for entry in entries)}.")


def _prepare(who: "Access", name: str, given: Any, signer: "Signer | None", to: Path) -> None:
    """Write an act to a file, to be submitted elsewhere."""
    from foedus.nodes.prepared import prepare

    if signer is None:
        raise click.UsageError("--prepare needs the key of your nation: give --sign FILE")
    save(to, bytes(prepare(who, name, given, signer)))
    click.echo(f"{to} has it, signed; `foedus submit {to}` records it, once.")


@click.command(epilog="Example: foedus submit response.act --node baltic --as jaan")
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Record it without asking you to confirm.")
def submit(file: Path, node: str, handle: str | None, yes: bool) -> None:
    """Record an act that was prepared and signed elsewhere (`foedus act ... --prepare FILE`).

    It is recorded as it was signed or not at all, and once, whoever of your party submits it.
    """
    from foedus.documents.source import taken
    from foedus.nodes.people.seconds import WaitsError
    from foedus.nodes.prepared import Prepared, check
    from foedus.nodes.prepared import submit as submitted

    with node_at(node) as found:
        who = access(found, handle)
        prepared = Prepared.read(taken(file))
        check(who, prepared)
        if not yes:
            with suppress(QuestionError):  # where it was recorded, it need not go once more
                for draft in who.drafts(prepared.act, prepared.given):
                    click.echo(draft.told)
            click.confirm("Record this?", abort=True, err=True)
        try:
            entries = submitted(who, prepared)
        except WaitsError as error:
            click.echo(f"Not yet: {error}.")
            return
    for entry in entries:
        click.echo(entry.draft.told)
    click.echo(f"Recorded as {', '.join(entry.id for entry in entries)}.")


submit.params += [node_option(required=True), handle_option()]


def signer_in(path: Path) -> "Signer":
    """The key in a file. Raises Refused."""
    from foedus.record.ledger.errors import LedgerError
    from foedus.record.ledger.keys import Signer

    try:
        return Signer.read(path.read_text(encoding="utf-8").strip())
    except (LedgerError, OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise Refused(f"{path} holds no key to sign with: {told}") from None
