"""`foedus evidence`: the question, which can also hear live traffic and write a history."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

from foedus.asking.declare import find
from foedus.asking.whatif.answer import WhatIf
from foedus.doors.cli.paths import Written
from foedus.doors.cli.question import answered, command_of
from foedus.doors.cli.shown import save
from foedus.questions.forces.evidence.answer import EvidenceAnswer
from foedus.simulators.dis import read_pdus
from foedus.simulators.errors import RecordError
from foedus.simulators.pcap import Datagram, write_datagrams

LARGEST: Final = 65_535


def _evidence(
    records: tuple[Path, ...],
    listen: int | None,
    seconds: int | None,
    history: Path | None,
    **options: Any,
) -> None:
    if (listen is None) != (seconds is None):
        raise click.UsageError("--listen and --seconds belong together")
    if not records and listen is None:
        raise click.UsageError("there is nothing to read: give a file, or a port to --listen to")
    with TemporaryDirectory(prefix="foedus-") as folder:
        if listen is not None and seconds is not None:
            heard = Path(folder) / f"port-{listen}.pcap"
            heard.write_bytes(write_datagrams(_listen(listen, timedelta(seconds=seconds))))
            records = (*records, heard)
        answer = answered(find("evidence"), records=records, **options)
    if isinstance(answer, WhatIf) and answer.after is not None:
        answer = answer.after
    if history is not None:
        assert isinstance(answer, EvidenceAnswer)
        _write(history, answer.held)


def _listen(port: int, how_long: timedelta) -> list[Datagram]:
    """What comes to a port; what is no DIS is counted, for others may use the port too."""
    heard: list[Datagram] = []
    refused: list[str] = []
    try:
        for datagram in _hear(port, how_long):
            try:
                list(read_pdus(datagram.content))
                heard.append(datagram)
            except RecordError as error:
                refused.append(str(error))
    except OSError as error:
        raise click.ClickException(f"port {port}: {error.strerror}") from None
    if refused:
        click.echo(f"{len(refused)} datagrams are not DIS; the first: {refused[0]}", err=True)
    return heard


def _hear(port: int, how_long: timedelta) -> Iterator[Datagram]:
    """The datagrams that come to a port, until the time is over."""
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


def _write(file: Path, held: tuple[dict[str, Any], ...]) -> None:
    """The lines as JSON, which is YAML too: they can stand under `history` as they are."""
    save(file, f"{json.dumps(held, indent=2)}\n".encode())
    click.echo(f"wrote {file}")


def _widened() -> click.Command:
    command = command_of(find("evidence"))
    for param in command.params:
        if param.name == "records":  # what is heard is a record too
            param.required = False
    command.params += [
        click.Option(
            ["--listen"],
            type=click.IntRange(1, 65_535),
            metavar="PORT",
            help="Hear DIS on UDP.",
        ),
        click.Option(
            ["--seconds"], type=click.IntRange(1), metavar="N", help="How long to listen."
        ),
        click.Option(["--history"], type=Written(), help="Write the lines of a history."),
    ]
    command.callback = _evidence
    return command


evidence = _widened()
