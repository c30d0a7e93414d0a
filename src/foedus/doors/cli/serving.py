"""Commands that open the other doors: the web application with REST, and assistants."""

import socket
import webbrowser
from pathlib import Path

import click

import foedus
from foedus.doors.cli.paths import EXISTING

HOST = click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on."
)
DEFINITIONS = click.option(
    "--definitions",
    type=EXISTING,
    multiple=True,
    help="A folder of your own definitions to add.",
)


@click.command()
@HOST
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8123,
    show_default=True,
    help="The port; 0 takes any that is free.",
)
@click.option("--open", "opened", is_flag=True, help="Open the atlas in a browser.")
@click.option("--log", is_flag=True, help="Log every request, a line of JSON each.")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="URL",
    help="Another site whose pages may ask from a browser; none where left out.",
)
@DEFINITIONS
def serve(
    host: str,
    port: int,
    opened: bool,
    log: bool,
    origins: tuple[str, ...],
    definitions: tuple[Path, ...],
) -> None:
    """Serve the atlas and REST until you press Ctrl-C."""
    from foedus.doors.rest.run import serve as run
    from foedus.doors.rest.settings import Settings

    world = foedus.load(*definitions)
    listening, address = _listen(host, port)
    click.echo(
        f"foedus is at {address} (Ctrl-C stops it); its API is described at "
        f"{address}/api/v1/openapi.json"
    )
    if opened:
        webbrowser.open(address)
    run(world, listening, Settings(origins=origins), log=log)


@click.command()
@click.option("--http", is_flag=True, help="Serve over HTTP at /mcp, not over standard input.")
@HOST
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8124,
    show_default=True,
    help="The port, over HTTP; 0 takes any that is free.",
)
@DEFINITIONS
def mcp(http: bool, host: str, port: int, definitions: tuple[Path, ...]) -> None:
    """Serve AI assistants by the Model Context Protocol: every question is a tool."""
    from foedus.doors.mcp.run import over_http, over_stdio

    world = foedus.load(*definitions)
    if http:
        listening, address = _listen(host, port)
        click.echo(f"foedus answers assistants at {address}/mcp", err=True)
        over_http(world, listening, host)
    else:
        over_stdio(world)


def _listen(host: str, port: int) -> tuple[socket.socket, str]:
    """A socket to serve on, and its address; one sentence where it cannot be had."""
    from foedus.doors.listening import bound

    try:
        listening = bound(host, port)
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} cannot be listened on: {error.strerror}; choose another with --port"
        ) from None
    shown = f"[{host}]" if ":" in host else host
    return listening, f"http://{shown}:{listening.getsockname()[1]}"
