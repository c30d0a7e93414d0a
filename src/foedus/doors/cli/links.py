"""`foedus people link` and `unlink`: by what a person proves who they are beyond a passphrase."""

import click

from foedus.doors.cli.asnode import access, node_at


@click.command()
@click.argument("person")
@click.option("--provider", default="", help="The provider at which they are known.")
@click.option("--subject", default="", help="What they are called there: its `sub`.")
@click.option("--certificate", default="", help="The SHA-256 fingerprint of their certificate.")
def link(
    node: str, handle: str | None, person: str, provider: str, subject: str, certificate: str
) -> None:
    """Say that a person of your party is a user at a provider, or has a certificate."""
    if bool(certificate) == bool(provider and subject) or bool(provider) != bool(subject):
        raise click.UsageError("say --provider and --subject, or --certificate")
    from foedus.nodes.people.identities import Identities

    with node_at(node) as found:
        by = access(found, handle).person
        if certificate:
            Identities(found).bind(by, person, certificate)
        else:
            Identities(found).link(by, person, provider, subject)
        click.echo(f"{person} proves who they are by that, of {by.party}.")


@click.command()
@click.argument("person")
def unlink(node: str, handle: str | None, person: str) -> None:
    """End every provider and certificate of a person of your party, and their sessions."""
    from foedus.nodes.people.identities import Identities

    with node_at(node) as found:
        Identities(found).loosen(access(found, handle).person, person)
        click.echo(f"{person} has a passphrase alone, if any.")
