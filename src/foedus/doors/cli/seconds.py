"""`foedus people four-eyes`: the acts behind which a nation wants two of its people to stand."""

import click

from foedus.doors.cli.asnode import access, node_at


@click.command("four-eyes")
@click.option("--act", "acts", multiple=True, help="An act that two confirm. Repeatable.")
@click.option("--none", "no_act", is_flag=True, help="Ask that one person is enough for every act.")
def four_eyes(node: str, handle: str | None, acts: tuple[str, ...], no_act: bool) -> None:
    """Ask for which acts your nation wants two people; without options, print them.

    It holds once a second person of your nation confirmed it, by `foedus pending --confirm`.
    """
    if acts and no_act:
        raise click.UsageError("say --act NAME or --none, not both")
    from foedus.nodes.people.confirming import Confirming
    from foedus.nodes.people.seconds import wanted

    with node_at(node) as found:
        who = access(found, handle)
        party = who.person.party
        if not acts and not no_act:
            now = wanted(found, party)
            click.echo(f"{party} wants two for {', '.join(now) or 'no act'}.")
            return
        waits = Confirming(who).ask(acts)
        click.echo(waits.told[0])
        click.echo(f"It waits as {waits.number} for a second person of {party} to confirm.")
