"""`foedus record`: verifying a record, and carrying it to others in files."""

import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.doors.cli.asnode import access, handle_option, node_at, refusing
from foedus.doors.cli.paths import FILE
from foedus.doors.cli.progress import told, waiting
from foedus.errors import FoedusError
from foedus.model.wording import counted

if TYPE_CHECKING:
    from foedus.nodes.keeping.verify import Verified
    from foedus.record.ledger.keyset import KeySet

PLACE = click.argument("place")
OUT = click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The file to write."
)
KEYS = click.option(
    "--key",
    "keys",
    multiple=True,
    help="The public key of the log, as `foedus node init` printed it. Repeatable.",
)


@click.group()
def record() -> None:
    """The record of a node: verify it, prove an entry, and carry what a party may see to it.

    PLACE is a node: a folder, or the address of its database.
    """


@record.command()
@click.argument("what")
@KEYS
@click.option(
    "--checkpoint",
    "checkpoints",
    type=FILE,
    multiple=True,
    help="A checkpoint kept elsewhere that the node must agree with. Repeatable.",
)
def verify(what: str, keys: tuple[str, ...], checkpoints: tuple[Path, ...]) -> None:
    """Verify a node, an export or a proof, and name whatever was changed in it.

    An export or a proof needs nothing but its file and the key of the log.
    """
    with refusing(), waiting("record verify"):
        file = Path(what)
        trusted = _trusted(keys)
        if file.is_file() and not zipfile.is_zipfile(file):
            _verify_proof(file, trusted)
            return
        found = _verified(what, trusted, checkpoints)
    for line in found.notices:
        click.echo(line)
    for line in found.faults:
        click.echo(line, err=True)
    if found.faults:
        click.echo(counted(len(found.faults), "fault"), err=True)
        sys.exit(1)
    gaps = f", {counted(found.gaps, 'content')} destroyed by right" if found.gaps else ""
    click.echo(
        f"{counted(found.entries, 'entry', 'entries')}{gaps}: nothing was changed, and the last "
        f"checkpoint states {found.proved}."
    )


def _verified(what: str, keys: "KeySet | None", checkpoints: tuple[Path, ...]) -> "Verified":
    if Path(what).is_file():
        from foedus.nodes.keeping.mirror import verify_bundle

        return verify_bundle(Path(what), keys)
    from foedus.nodes.keeping.verify import verify

    with node_at(what) as node:
        return verify(node, keys, [path.read_bytes() for path in checkpoints])


def _verify_proof(file: Path, keys: "KeySet | None") -> None:
    from foedus.record.ledger.checkpoint import Checkpoint
    from foedus.record.ledger.proof import Proof

    if keys is None:
        raise click.UsageError("a proof is verified by the key of the log: give --key")
    proof = Proof.read(file.read_bytes())
    checkpoint: Checkpoint = proof.verified(Checkpoint.read(proof.note.text).origin, keys)
    shown = "with this content" if proof.content else "whose content is not shown"
    click.echo(
        f"An entry {shown} stands in {checkpoint.origin} under the number {proof.index}, as its "
        f"checkpoint of {counted(checkpoint.size, 'entry', 'entries')} states."
    )


def _trusted(keys: tuple[str, ...]) -> "KeySet | None":
    from foedus.record.ledger.keys import Verifier
    from foedus.record.ledger.keyset import KeySet

    return KeySet.of(*map(Verifier.read, keys)) if keys else None


@record.command()
@PLACE
@click.argument("entry")
@OUT
def prove(place: str, entry: str, out: Path) -> None:
    """Write the proof that an entry stands in the record; its content is not in it."""
    with refusing():
        from foedus.nodes.keeping.proofs import prove

        with node_at(place) as node:
            _write(out, prove(node, entry, content=False))
    click.echo(f"{out} proves that {entry} stands in the record.")


@record.command()
@PLACE
@OUT
def export(place: str, handle: str | None, out: Path) -> None:
    """Write what you may see of the record into a file that proves itself."""
    with waiting("record export"), node_at(place) as node:
        from foedus.nodes.keeping.bundle import export

        who = access(node, handle)
        who.world()  # whoever may read nothing is refused here, and that is noted
        label = export(node, out, who.person.party, who.sees())
    click.echo(
        f"{out} has what {label.party} may see of {counted(label.size, 'entry', 'entries')}. It is "
        "not sealed: send it as you may send what is in it."
    )


export.params.append(handle_option())


@record.command("import")
@click.argument("file", type=FILE)
@click.option("--into", "place", required=True, help="A new folder, or the mirror that is there.")
@KEYS
def import_(file: Path, place: str, keys: tuple[str, ...]) -> None:
    """Make a mirror of an export, or bring a mirror up to it: a node that is only read."""
    invitation = ""
    with refusing(), waiting("record import"):
        from foedus.nodes.keeping.mirror import import_bundle
        from foedus.nodes.people.people import People, PersonError

        found = import_bundle(file, place, _trusted(keys))
        with node_at(place) as mirror:
            witness, party = mirror.keys.signer.verifier, mirror.settings["mirror"]
            with suppress(PersonError):  # somebody came already
                invitation = People(mirror).first_invitation()
    for line in found.notices:
        click.echo(line)
    click.echo(f"The mirror in {place} has {counted(found.entries, 'entry', 'entries')}.")
    click.echo(f"As a witness it signs with the key {witness}")
    if invitation:
        click.echo(f"The first administrator of {party} comes to it by: {invitation}")


@record.command()
@PLACE
def rebuild(place: str) -> None:
    """Make anew all that follows from the entries: links, the tree, what is to be watched."""
    with refusing(), waiting("record rebuild"):
        from foedus.nodes.keeping.rebuild import rebuild

        with node_at(place) as node:
            size = rebuild(node)
    click.echo(f"What follows from {counted(size, 'entry', 'entries')} was made anew.")


@record.command()
@PLACE
@click.option("--out", type=click.Path(path_type=Path), help="Where a mirror writes what it signs.")
@click.option("--add", "added", type=FILE, help="A checkpoint that a mirror signed, to be kept.")
def witness(place: str, out: Path | None, added: Path | None) -> None:
    """Sign the last checkpoint as a mirror, or keep what a mirror signed.

    A mirror signs only what continues what it signed before. So a node that tells two nations two
    histories is caught.
    """
    if (out is None) == (added is None):
        raise click.UsageError("give --out FILE on a mirror, or --add FILE on the node itself")
    with refusing():
        from foedus.nodes.keeping.proofs import add_cosignatures, cosign

        with node_at(place) as node:
            if out is not None:
                _write(out, cosign(node))
                click.echo(f"{out} has the last checkpoint, signed by this mirror.")
            elif added is not None:
                count = add_cosignatures(node, added.read_bytes())
                click.echo(f"{counted(count, 'witness has', 'witnesses have')} signed it.")


def _write(file: Path, content: bytes) -> None:
    """Write a new file. Raises FoedusError where it is there, or cannot be written."""
    try:
        with file.open("xb") as target:
            target.write(content)
    except FileExistsError:
        raise FoedusError(f"{file} is there already; name a new file") from None
    except OSError as error:
        raise FoedusError(f"{file} cannot be written: {error.strerror}") from None


for _command in (verify, export, import_, rebuild):
    told(_command)
