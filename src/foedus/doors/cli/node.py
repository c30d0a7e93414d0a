"""`foedus node`: making a node, copying it, and moving it to another database."""

import os
from pathlib import Path

import click

from foedus.doors.cli.asnode import PASSPHRASE, node_at, refusing
from foedus.doors.cli.configuring import configure, provider
from foedus.doors.cli.paths import FILE
from foedus.doors.cli.progress import told, waiting
from foedus.model.entries import LEVELS
from foedus.model.wording import counted

PLACE = click.argument("place")
"""A folder, or the address of a PostgreSQL database."""


@click.group()
def node() -> None:
    """Nodes: a record with its people, keys and settings, in a folder or a database.

    PLACE is a folder, or an address such as postgresql://user@host/name. The keys of a node at an
    address lie in the folder that FOEDUS_NODE_KEYS names.
    """


@node.command()
@PLACE
@click.option("--framework", required=True, help="The framework whose record it keeps.")
@click.option("--origin", default="", help="What its log is called, for ever: baltic.example/nac.")
@click.option(
    "--ceiling",
    type=click.Choice(LEVELS),
    default="unclassified",
    show_default=True,
    help="The highest level that it holds; what is above is refused.",
)
def init(place: str, framework: str, origin: str, ceiling: str) -> None:
    """Make a node, and an invitation for its first administrator."""
    with refusing(), waiting("node init"):
        from foedus.nodes.node import Node
        from foedus.nodes.people.people import People

        level = next(known for known in LEVELS if known == ceiling)
        with Node.create(place, framework, origin=origin, ceiling=level) as made:
            click.echo(f"The node is in {made.database.told}; it keeps the record of {framework}.")
            _tell_keys(place)
            click.echo(f"Who verifies its log needs its public key: {made.settings['verifier']}")
            invitation = People(made).first_invitation()
            click.echo(f"The first administrator of the secretariat comes by: {invitation}")
            click.echo("It is shown this once, is good for a week, and is spent when it is used.")


def _tell_keys(place: str) -> None:
    from foedus.nodes.keys import SEALING, SIGNING
    from foedus.nodes.places import Place

    folder = Place(place).folder
    if folder is not None:
        click.echo(
            f"Keep a copy of {folder / SEALING} and {folder / SIGNING} elsewhere: no backup holds "
            "them, and without them the record can be neither read nor continued."
        )


@node.command()
@click.argument("place", default="demo")
def demo(place: str) -> None:
    """Make a node to try things on: five nations, a secretariat, a crisis and three motions."""
    with refusing(), waiting("node demo"):
        from foedus.nodes.demo import NATIONS, demo

        made = demo(place, os.environ.get(PASSPHRASE, ""))
    nations = ", ".join(NATIONS)
    click.echo(
        f"The node is in {place}: {counted(made.acts, 'act')} of {nations} and the secretariat, "
        f"{counted(made.entries, 'entry', 'entries')}. All of it is made up."
    )
    click.echo(
        f"Act and ask as {', '.join(made.handles)}; the passphrase of each is {made.passphrase}"
    )


@node.command()
@PLACE
@click.option("--to", required=True, help="A new folder, or the address of an empty database.")
def move(place: str, to: str) -> None:
    """Move a node to another database, and prove that nothing changed.

    Stop what serves it before. A folder keeps the keys and then names the new database.
    """
    with refusing(), waiting("node move"):
        from foedus.nodes.database import Database, is_address
        from foedus.nodes.keeping.copies import move

        proof = move(place, to)
        where = Database.at(to).told if is_address(to) else to
    click.echo(f"The node is in {where}. Every row is there as it was: {proof}")


@node.command()
@PLACE
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write.")
def backup(place: str, out: Path) -> None:
    """Copy a node into a file while it runs. The keys of the node are not in it."""
    with refusing(), waiting("node backup"):
        from foedus.nodes.keeping.copies import backup

        with node_at(place) as found:
            size = backup(found, out)
    click.echo(f"{out} has {counted(size, 'entry', 'entries')}, sealed as they are in the node.")


@node.command()
@PLACE
@click.option("--from", "source", type=FILE, required=True, help="The backup.")
@click.option(
    "--keys",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the node's keys; where left out, the environment gives them.",
)
@click.option(
    "--checkpoint",
    "checkpoints",
    type=FILE,
    multiple=True,
    help="A checkpoint kept elsewhere that the backup must agree with. Repeatable.",
)
def restore(place: str, source: Path, keys: Path | None, checkpoints: tuple[Path, ...]) -> None:
    """Make a node of a backup in a new place, once it is proved against its last checkpoint."""
    with refusing(), waiting("node restore"):
        from foedus.nodes.keeping.copies import restore
        from foedus.nodes.keys import Keys

        notes = tuple(path.read_bytes() for path in checkpoints)
        found = restore(source, place, Keys.read(keys), notes=notes)
    click.echo(
        f"The node is in {place}: {counted(found.entries, 'entry', 'entries')}, of which its last "
        f"checkpoint states {found.proved}; all of them verify."
    )


@node.command()
@PLACE
@click.option(
    "--backup",
    "file",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to copy it into before; only a copy that verifies lets the upgrade begin.",
)
def upgrade(place: str, file: Path) -> None:
    """Bring a node of an older foedus to the form of this one, behind a backup that verifies.

    Stop what serves it before.
    """
    with refusing(), waiting("node upgrade"):
        from foedus.nodes.keeping.upgrade import upgrade

        found = upgrade(place, file)
    click.echo(
        f"The node in {place} has the newest form; {file} has the "
        f"{counted(found.entries, 'entry', 'entries')} that it had, as they were."
    )


node.add_command(configure)
node.add_command(provider)
for _command in (init, demo, move, backup, restore, upgrade, configure, provider):
    told(_command)
