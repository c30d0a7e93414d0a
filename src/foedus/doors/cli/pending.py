"""`foedus pending`: what waits for you: what an assistant proposed, and what another asked for."""

import click

from foedus.doors.cli.asnode import access, handle_option, node_at, node_option


@click.command()
@click.option("--record", "recorded", type=int, metavar="N", help="Record proposal N.")
@click.option("--drop", type=int, metavar="N", help="Drop proposal N.")
@click.option("--confirm", type=int, metavar="N", help="As a second person, confirm N.")
@click.option("--refuse", type=int, metavar="N", help="As a second person, let N go.")
def pending(
    node: str,
    handle: str | None,
    recorded: int | None,
    drop: int | None,
    confirm: int | None,
    refuse: int | None,
) -> None:
    """What waits for you: what an assistant proposed, and what your nation wants two for.

    Each line says what would be recorded. Record or drop what was proposed to you; confirm what
    another of your nation asked for.
    """
    from foedus.nodes.people.confirming import Confirming
    from foedus.nodes.people.proposals import Proposals
    from foedus.nodes.people.seconds import WaitsError

    if sum(given is not None for given in (recorded, drop, confirm, refuse)) > 1:
        raise click.UsageError("do one at a time")
    with node_at(node) as found:
        who = access(found, handle)
        mine, ours = Proposals(who), Confirming(who)
        if recorded is not None:
            try:
                entries = mine.record(recorded)
            except WaitsError as error:
                click.echo(f"Not yet: {error}.")
                return
            click.echo(f"Recorded as {', '.join(entry.id for entry in entries)}.")
            return
        if confirm is not None:
            entries = ours.confirm(confirm)
            ids = ", ".join(entry.id for entry in entries)
            click.echo(f"Recorded as {ids}." if ids else "It holds from now on.")
            return
        if drop is not None:
            mine.drop(drop)
            click.echo(f"Dropped proposal {drop}.")
            return
        if refuse is not None:
            ours.drop(refuse)
            click.echo(f"Let {refuse} go.")
            return
        waiting, asked = mine.waiting(), ours.waiting()
    for one in waiting:
        for words in one.told:
            click.echo(f"{one.number}  {one.act}  {words}")
    if asked:
        click.echo(f"For a second person of {who.person.party}:")
    for other in asked:
        whose = "you" if other.person == who.person.id else other.person
        for words in other.told:
            click.echo(f"{other.number}  {other.act}  {words}  asked for by {whose}")
    if not waiting and not asked:
        click.echo("Nothing waits for you.")


pending.params += [node_option(required=True), handle_option()]
