"""`foedus people mail`: where a person wants notices of what waits for them."""

import click

from foedus.doors.cli.asnode import access, node_at


@click.command("mail")
@click.argument("address", required=False)
@click.option("--none", "no_mail", is_flag=True, help="Send none, and erase the address.")
def mail(node: str, handle: str | None, address: str | None, no_mail: bool) -> None:
    """Have notices sent to an address: what waits, by when, and never what it is about.

    Without an address, print where they go.
    """
    if address and no_mail:
        raise click.UsageError("say an address or --none, not both")
    from foedus.nodes.people.letters import Letters

    with node_at(node) as found:
        person, letters = access(found, handle).person, Letters(found)
        if no_mail:
            letters.stop(person)
        elif address:
            letters.keep(person, address)
        now = letters.address(person.id)
        click.echo(f"Notices go to {now}." if now else "You get no notices.")
