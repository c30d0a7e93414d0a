"""`foedus people`: who belongs to a node, and how they prove it."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from foedus.asking.day import day
from foedus.doors.cli.asnode import (
    PASSPHRASE,
    access,
    handle_option,
    node_at,
    node_option,
    refusing,
)
from foedus.doors.cli.links import link, unlink
from foedus.doors.cli.notices import mail
from foedus.doors.cli.seconds import four_eyes
from foedus.doors.cli.shown import Refused
from foedus.errors import QuestionError
from foedus.model.people import POSTS, Appointment, Post
from foedus.model.time import Interval


@click.group("people")
def people() -> None:
    """Invite people to a node, give them posts and tokens, and dismiss them."""


def _day(_: Any, __: Any, given: str | None) -> date | None:
    try:
        return day(given) if given else None
    except QuestionError as error:
        raise click.BadParameter(str(error)) from None


def _post(given: str) -> Appointment:
    """A post, and what it is of: chair=nato/nac."""
    name, _, of = given.partition("=")
    if name not in POSTS:
        raise Refused(f"{name!r} is not a post; the posts are {', '.join(POSTS)}")
    post: Post = next(post for post in POSTS if post == name)
    return Appointment(post, of=of)


def _passphrase() -> str:
    given = os.environ.get(PASSPHRASE)
    return given or str(
        click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True)
    )


@people.command()
@click.option("--party", required=True, help="A state, secretariat, or observer:NAME.")
@click.option(
    "--post", "posts", multiple=True, required=True, help="A post; a chair's as chair=nato/nac."
)
def invite(node: str, handle: str | None, party: str, posts: tuple[str, ...]) -> None:
    """Make an invitation, which is shown once and serves once."""
    from foedus.nodes.people.people import People

    with node_at(node) as found:
        by = access(found, handle).person
        click.echo(People(found).invite(by, party, [_post(post) for post in posts]))


@people.command()
@click.argument("invitation")
@click.argument("name")
@click.option("--called", default="", help="What you are called.")
def enrol(node: str, invitation: str, name: str, called: str) -> None:
    """Come to a node by an invitation, under a name to sign in with."""
    from foedus.nodes.people.people import Named, People

    with node_at(node) as found, refusing():
        person = People(found).enrol(invitation, Named(name, called), _passphrase())
        click.echo(f"{name} is {person.id}, of {person.party}")


@people.command()
@click.option(
    "--scope", "scopes", multiple=True, help="read, propose, or an act; all where left out."
)
@click.option("--days", type=click.IntRange(1, 90), default=30, show_default=True)
@click.option("--named", default="", help="What it is for.")
def token(node: str, handle: str | None, scopes: tuple[str, ...], days: int, named: str) -> None:
    """Make a token of your own, which is shown once."""
    from foedus.nodes.people.signing_in import SigningIn

    with node_at(node) as found:
        person = access(found, handle).person
        lasts = timedelta(days=days)
        click.echo(SigningIn(found).token(person, scopes=scopes, lasts=lasts, named=named))


@people.command()
def codes(node: str, handle: str | None) -> None:
    """Ask for a one-time code at sign-in too; prints what an authenticator application reads."""
    from foedus.nodes.people.signing_in import SigningIn

    with node_at(node) as found:
        click.echo(SigningIn(found).ask_for_codes(access(found, handle).person))


@people.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def key(node: str, handle: str | None, file: Path) -> None:
    """Make a key of your nation to sign acts with, in a file that stays with you.

    Prints its public part, which `foedus act register-key` puts on record.
    """
    from foedus.nodes.keys import write_private
    from foedus.record.ledger.keys import Signer

    with node_at(node) as found, refusing():
        made = Signer.generate(access(found, handle).person.party)
        write_private(file, f"{made.secret}\n")
    click.echo(str(made.verifier))


@people.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def listed(node: str, handle: str | None, as_json: bool) -> None:
    """The people of your party, with their posts."""
    from foedus.nodes.people.people import People

    with node_at(node) as found:
        mine, today = access(found, handle).person.party, found.clock().date()
        store = People(found)
        rows = [
            {
                "person": person.id,
                "name": named.handle if (named := store.named(person.id)) else "",
                "posts": sorted(person.posts(today)),
            }
            for person in store.of(mine)
        ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        click.echo(f"{row['person']}  {row['name'] or '(erased)'}  {', '.join(row['posts'])}")


@people.command()
@click.argument("person")
@click.argument("post")
@click.option("--from", "start", callback=_day, help="The first day of it.")
@click.option("--until", callback=_day, help="The first day on which it is over.")
def appoint(
    node: str, handle: str | None, person: str, post: str, start: date | None, until: date | None
) -> None:
    """Give a person of your party a post, for a time."""
    from foedus.nodes.people.people import People

    held = _post(post)
    during = Interval(start or date.min, until or date.max)
    with node_at(node) as found:
        by = access(found, handle).person
        People(found).appoint(by, person, Appointment(held.post, during, held.of))


@people.command()
@click.argument("person")
@click.argument("post")
@click.option("--from", "start", callback=_day, required=True, help="The first day without it.")
def relieve(node: str, handle: str | None, person: str, post: str, start: date) -> None:
    """End a post of a person of your party."""
    from foedus.nodes.people.people import People

    held = _post(post)
    with node_at(node) as found:
        by = access(found, handle).person
        People(found).relieve(by, person, held.post, held.of, start)


@people.command()
@click.argument("person")
@click.option("--erase", is_flag=True, help="Also erase their name and address.")
def dismiss(node: str, handle: str | None, person: str, erase: bool) -> None:
    """End a person's part in the node, with every session and token of theirs."""
    from foedus.nodes.people.people import People

    with node_at(node) as found:
        by = access(found, handle).person
        if erase:
            People(found).erase(by, person)
        People(found).dismiss(by, person)


@people.command()
@click.argument("person")
def recover(node: str, handle: str | None, person: str) -> None:
    """Make an invitation by which a person of your party begins anew."""
    from foedus.nodes.people.people import People

    with node_at(node) as found:
        click.echo(People(found).recovery(access(found, handle).person, person))


people.add_command(link)
people.add_command(unlink)
people.add_command(four_eyes)
people.add_command(mail)
for _command in people.commands.values():
    _command.params += [node_option(required=True)]
    if _command is not enrol:  # who comes by an invitation is nobody yet
        _command.params += [handle_option()]
