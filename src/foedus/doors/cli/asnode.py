"""Who acts or asks at a node from the command line: by a token, or by name and passphrase."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from foedus.doors.cli.shown import Refused
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.asking.world import World
    from foedus.nodes.access import Access
    from foedus.nodes.node import Node

TOKEN: Final = "FOEDUS_TOKEN"
PASSPHRASE: Final = "FOEDUS_PASSPHRASE"
OPTIONS: Final = ("node", "as_known_at", "handle")


def node_option(*, required: bool = False) -> click.Option:
    """Which node: a folder, or the address of a database."""
    return click.Option(
        ["--node"],
        required=required,
        metavar="PLACE",
        envvar="FOEDUS_NODE",
        help="A node: its folder, or the address of its database.",
    )


def handle_option() -> click.Option:
    """As whom."""
    return click.Option(
        ["--as", "handle"],
        metavar="NAME",
        help=f"Your name on the node, with your passphrase; without it, {TOKEN} has a token.",
    )


def asking_options() -> list[click.Parameter]:
    """What every question takes for a node."""
    known = click.Option(
        ["--as-known-at"],
        metavar="MOMENT",
        help="On a node, what was known at a moment, such as 2026-12-01T12:00Z.",
    )
    return [node_option(), handle_option(), known]


@contextmanager
def node_at(place: str, world: "World | None" = None) -> "Iterator[Node]":
    """The node at a place, while it is used; `world` is that of its definitions."""
    from foedus.nodes.node import Node, shipped

    with refusing(), Node.open(place, base=lambda: world or shipped()) as found:
        yield found


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever a node refuses is a sentence, and exit status 2."""
    try:
        yield
    except FoedusError as error:
        raise Refused(str(error)) from None


def access(node: "Node", handle: str | None) -> "Access":
    """Who comes to a node. Raises Refused where they do not prove who they are."""
    from foedus.nodes.access import Access
    from foedus.nodes.people.signing_in import SigningIn

    signing = SigningIn(node)
    if handle:
        secret = os.environ.get(PASSPHRASE) or click.prompt("Passphrase", hide_input=True, err=True)
        with refusing():
            session = signing.session(handle, secret, os.environ.get("FOEDUS_CODE", ""))
        found = signing.who(session, "session")
        signing.end(session)  # it served for this command alone
    elif token := os.environ.get(TOKEN):
        found = signing.who(token, "token")
    else:
        raise Refused(f"say who you are: --as NAME, or a token in {TOKEN}")
    if found is None:
        raise Refused("that token is not one of this node, or it is over")
    person, held = found
    return Access(node, person, None if held.purpose == "session" else held)


def taken(options: dict[str, Any]) -> Mapping[str, Any]:
    """What was given for a node, taken out of the options."""
    return {name: options.pop(name, None) for name in OPTIONS}
