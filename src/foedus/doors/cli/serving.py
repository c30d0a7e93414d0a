"""Commands that open the other doors: the web application with REST, and assistants."""

import os
import re
import socket
import webbrowser
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import foedus
from foedus.asking.world import World
from foedus.doors.cli import asnode
from foedus.doors.cli.paths import EXISTING

if TYPE_CHECKING:
    from foedus.doors.mcp.visit import Visit

HOST = click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on."
)
DEFINITIONS = click.option(
    "--definitions",
    type=EXISTING,
    multiple=True,
    help="A folder of your own definitions to add.",
)


def _names(_: Any, __: Any, given: tuple[str, ...]) -> tuple[str, ...]:
    for name in given:
        if not re.fullmatch(r"\[[0-9A-Fa-f:.]+\]|[^\[\]:@/\s]+", name):
            raise click.BadParameter(f"{name!r} is not a name such as foedus.example, without port")
    return tuple(name.lower() for name in given)


def _sites(_: Any, __: Any, given: tuple[str, ...]) -> tuple[str, ...]:
    for site in given:
        if not re.fullmatch(r"https?://[^/?#\s]+/?", site):
            raise click.BadParameter(f"{site!r} is not a site such as https://desk.example")
    return tuple(site.lower().rstrip("/") for site in given)


NAMES = click.option(
    "--host-name",
    "names",
    multiple=True,
    metavar="NAME",
    callback=_names,
    help="Another name that clients reach this server by, such as that of a proxy before it.",
)
SITES = click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="URL",
    callback=_sites,
    help="Another site whose pages may ask from a browser; none where left out.",
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
@NAMES
@SITES
@click.option(
    "--open-metrics",
    is_flag=True,
    help="Show /metrics and /readyz to other machines too.",
)
@click.option(
    "--node",
    "place",
    metavar="PLACE",
    envvar="FOEDUS_NODE",
    help="Also open the doors of a node: its folder, or the address of its database.",
)
@click.option(
    "--behind-tls",
    is_flag=True,
    help="A proxy before this server ends TLS: needed for a node that other machines reach.",
)
@DEFINITIONS
def serve(
    host: str,
    port: int,
    opened: bool,
    log: bool,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    open_metrics: bool,
    place: str | None,
    behind_tls: bool,
    definitions: tuple[Path, ...],
) -> None:
    """Serve the atlas and REST until you press Ctrl-C."""
    from foedus.doors.rest.run import serve as run
    from foedus.doors.rest.settings import LOCAL, Settings

    world = foedus.load(*definitions)
    if place and not behind_tls and (names or _shown(host) not in LOCAL):
        raise click.UsageError(
            "a node that other machines reach needs TLS: let a proxy before this server end it, "
            "and say so with --behind-tls"
        )
    listening, address = _listen(host, port)
    click.echo(
        f"foedus is at {address} (Ctrl-C stops it); its API is described at "
        f"{address}/api/v1/openapi.json"
    )
    if opened:
        webbrowser.open(address)
    hosts = (*LOCAL, _shown(host), *names)
    settings = Settings(
        hosts=hosts, origins=origins, open_metrics=open_metrics, behind_tls=behind_tls
    )
    with ExitStack() as held:
        node = held.enter_context(asnode.node_at(place, world)) if place else None
        run(world, listening, settings, log=log, node=(node, place) if node and place else None)


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
@NAMES
@SITES
@click.option(
    "--node",
    "place",
    metavar="PLACE",
    envvar="FOEDUS_NODE",
    help="Serve the person of the token in FOEDUS_TOKEN at a node: acts are proposed to them.",
)
@DEFINITIONS
def mcp(
    http: bool,
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    place: str | None,
    definitions: tuple[Path, ...],
) -> None:
    """Serve AI assistants by the Model Context Protocol: every question is a tool."""
    from foedus.doors.mcp.run import over_http, over_stdio
    from foedus.doors.rest.settings import LOCAL, Settings

    world = foedus.load(*definitions)
    if not http:
        try:
            with ExitStack() as held:
                over_stdio(world, _visit(held, world, place) if place else None)
        except BaseExceptionGroup as group:
            raise _one(group) from None
        return
    if place:
        raise click.UsageError(
            "--node is for an assistant that this process serves alone, not --http"
        )
    listening, address = _listen(host, port)
    click.echo(f"foedus answers assistants at {address}/mcp", err=True)
    over_http(world, listening, Settings(hosts=(*LOCAL, _shown(host), *names), origins=origins))


def _visit(held: ExitStack, world: World, place: str) -> "Visit":
    """The person whom an assistant serves at a node, by the token in the environment."""
    from foedus.doors.mcp.visit import Visit

    token = os.environ.get(asnode.TOKEN)
    if not token:
        raise click.UsageError(f"--node needs a token in {asnode.TOKEN}; see `foedus people token`")
    found = Visit(held.enter_context(asnode.node_at(place, world)), place, token)
    with asnode.refusing():
        found.access()
    return found


def _one(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """What failed, where it is one failure to read or write; else all of them."""
    failed: BaseException = group
    while isinstance(failed, BaseExceptionGroup) and len(failed.exceptions) == 1:
        [failed] = failed.exceptions
    return failed if isinstance(failed, OSError) else group


def _listen(host: str, port: int) -> tuple[socket.socket, str]:
    """A socket that listens, and its address as a client writes it."""
    from foedus.doors.listening import bound

    try:
        listening = bound(host, port)
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} cannot be listened on: {error.strerror}; choose another with --port"
        ) from None
    return listening, f"http://{_shown(host)}:{listening.getsockname()[1]}"


def _shown(host: str) -> str:
    return f"[{host.lower()}]" if ":" in host else host.lower()
