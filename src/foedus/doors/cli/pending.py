"""`foedus pending`: acts that an assistant proposed, which you record or drop."""

import click

from foedus.doors.cli.asnode import access, handle_option, node_at, node_option


@click.command()
@click.option("--record", "recorded", type=int, metavar="N", help="Record proposal N.")
@click.option("--drop", type=int, metavar="N", help="Drop proposal N.")
def pending(node: str, handle: str | None, recorded: int | None, drop: int | None) -> None:
    """Acts that an assistant proposed for you: what each would record; record one, or drop it."""
    from foedus.nodes.people.proposals import Proposals

    with node_at(node) as found:
        mine = Proposals(access(found, handle))
        if recorded is not None:
            entries = mine.record(recorded)
            click.echo(f"Recorded as {', '.join(entry.id for entry in entries)}.")
            return
        if drop is not None:
            mine.drop(drop)
            click.echo(f"Dropped proposal {drop}.")
            return
        waiting = mine.waiting()
    for one in waiting:
        for words in one.told:
            click.echo(f"{one.number}  {one.act}  {words}")
    if not waiting:
        click.echo("Nothing waits for you.")


pending.params += [node_option(required=True), handle_option()]
