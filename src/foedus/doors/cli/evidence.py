"""`foedus evidence`: what records and live traffic of simulators show of training together."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

import foedus
from foedus.catalogue.catalogue import UnknownIdError
from foedus.documents.problems import DefinitionError
from foedus.doors.cli.paths import FILE, Written
from foedus.model.wording import counted

if TYPE_CHECKING:
    from foedus.exchange.evidence import Records
    from foedus.exchange.simulators.pcap import Datagram

LARGEST = 65_535
RECORDED = 200_000_000
"""In bytes: hours of traffic of a large exercise; a longer recording can be cut."""


def _moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is not a date and time, such as 2026-03-02T09:00+01:00"
        ) from None
    if moment.tzinfo is None:
        raise click.BadParameter(f"{value!r} has no time zone, as 2026-03-02T09:00+01:00 has")
    return moment


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option("--roster", type=FILE, required=True, help="Who takes part (YAML, JSON, Excel).")
@click.option(
    "--begins", callback=_moment, metavar="MOMENT", help="When a plain DIS recording begins."
)
@click.option("--listen", type=click.IntRange(1, 65_535), metavar="PORT", help="Hear DIS on UDP.")
@click.option("--seconds", type=click.IntRange(1), metavar="N", help="How long to listen.")
@click.option("--history", type=Written(), help="Write the lines of a history.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option("--markdown", is_flag=True, help="Answer as Markdown, for a memo.")
def evidence(
    files: tuple[Path, ...],
    roster: Path,
    begins: datetime | None,
    listen: int | None,
    seconds: int | None,
    history: Path | None,
    as_json: bool,
    markdown: bool,
) -> None:
    """Who trained with whom in simulators: from DIS recordings, pcap files and xAPI statements."""
    from foedus.documents.files import UnreadableError, content_of
    from foedus.documents.reading import read_document
    from foedus.doors.cli.render import Form, show
    from foedus.exchange.evidence import Records, with_ids
    from foedus.exchange.simulators.training import EvidenceError, Roster

    if (listen is None) != (seconds is None):
        raise click.UsageError("--listen and --seconds belong together")
    if not files and listen is None:
        raise click.UsageError("there is nothing to read: give a file, or a port to --listen to")
    catalogue = foedus.load().catalogue
    try:
        records = Records(with_ids(read_document(roster, Roster), catalogue))
    except DefinitionError as error:
        raise click.ClickException("\n".join(map(str, error.problems))) from None
    except UnknownIdError as error:
        raise click.ClickException(f"{roster}: {error}") from None
    for file in files:
        try:
            records.read(content_of(file, RECORDED), begins)
        except EvidenceError as error:
            raise click.ClickException(f"{file}: {error}") from None
        except UnreadableError as error:
            raise click.ClickException(f"{file} {error}") from None
    if listen is not None and seconds is not None:
        _listen(records, listen, timedelta(seconds=seconds))
    answer = records.answer(catalogue, datetime.now(UTC).date())
    how: Form = "json" if as_json else "markdown" if markdown else "table"
    show(answer, how, explain=False)
    if history is not None:
        _write(history, answer.held)


def _listen(records: "Records", port: int, how_long: timedelta) -> None:
    """Read what comes to a port; what is no DIS is counted, for others may use the port too."""
    from foedus.exchange.simulators.training import EvidenceError

    refused: list[str] = []
    try:
        for datagram in _hear(port, how_long):
            try:
                records.datagrams([datagram])
            except EvidenceError as error:
                refused.append(str(error))
    except OSError as error:
        raise click.ClickException(f"port {port}: {error.strerror}") from None
    if refused:
        click.echo(
            f"{counted(len(refused), 'datagram')} not DIS; the first: {refused[0]}", err=True
        )


def _hear(port: int, how_long: timedelta) -> "Iterator[Datagram]":
    """The datagrams that come to a port, until the time is over."""
    from foedus.exchange.simulators.pcap import Datagram

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ear.bind(("", port))
        until = datetime.now(UTC) + how_long
        while (left := (until - datetime.now(UTC)).total_seconds()) > 0:
            ear.settimeout(left)
            try:
                content = ear.recv(LARGEST)
            except TimeoutError:
                return
            yield Datagram(datetime.now(UTC), content, 0)


def _write(file: Path, held: tuple[dict[str, object], ...]) -> None:
    """The lines as JSON, which is YAML too: they can stand under `history` as they are."""
    file.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    click.echo(f"wrote {file}")
