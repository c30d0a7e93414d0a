"""An export: what a party may see of a record, in one file that proves itself.

A zip archive with the entries as the ledger writes them (of what the party may not see, the
commitment alone), what is left of destroyed ones, all checkpoints, and a note signed by the log
that says for whom it is and what is in it. Whoever has the key of the log verifies it offline.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import select

from foedus.model.entries import Entry
from foedus.nodes.errors import NodeError
from foedus.nodes.keeping.projections import Opened, batches
from foedus.nodes.node import Node
from foedus.nodes.sealing import read_entry
from foedus.nodes.tables import checkpoints
from foedus.record.ledger import rows
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.note import Note
from foedus.record.ledger.rows import Row

FORM: Final = "foedus/export/v1"
ENTRIES: Final = "entries"
GAPS: Final = "gaps"
SAYS: Final = "export.note"
CHECKPOINTS: Final = "checkpoints/"
LONGEST: Final = 1 << 20
"""Of a note, in bytes."""


@dataclass(frozen=True)
class Label:
    """What an export says of itself: whose, for whom, made when, how large, and what is in it."""

    origin: str
    framework: str
    party: str
    made: datetime
    size: int
    verifier: str
    digests: tuple[str, ...]
    """Of the entries, of the gaps, and of all checkpoints."""

    @property
    def text(self) -> str:
        """It as the text of a note."""
        lines = (
            FORM,
            self.origin,
            self.framework,
            self.party,
            self.made.isoformat(),
            str(self.size),
            self.verifier,
            *self.digests,
        )
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def read(cls, text: str) -> "Label":
        """The label of the text of a note. Raises NodeError."""
        try:
            form, origin, framework, party, made, size, verifier, *digests = text.splitlines()
            label = cls(
                origin,
                framework,
                party,
                datetime.fromisoformat(made),
                int(size),
                verifier,
                tuple(digests),
            )
        except ValueError:
            form, label = "", None
        if label is None or form != FORM or label.text != text or len(label.digests) != 3:
            raise NodeError("it is not an export of a record, or one of a later foedus")
        return label


def export(node: Node, file: Path, party: str, may_see: Callable[[Entry], bool]) -> Label:
    """Write what a party may see into a new file, up to a checkpoint of now. Raises NodeError."""
    if not node.is_mirror:
        node.checkpoint()
    try:
        with file.open("xb") as opened, zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as made:
            return _written(node, made, party, may_see)
    except FileExistsError:
        raise NodeError(f"{file} is there already; name a new file") from None
    except OSError as error:
        file.unlink(missing_ok=True)
        raise NodeError(f"{file} cannot be written: {error.strerror}") from None
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _written(
    node: Node, made: zipfile.ZipFile, party: str, may_see: Callable[[Entry], bool]
) -> Label:
    gaps = io.BytesIO()
    with node.database.snapshot() as connection:
        signed = connection.execute(select(checkpoints).order_by(checkpoints.c.size)).all()
        notes = {row.size: bytes(row.note) for row in signed}
        size = max(notes)
        digest = sha256()
        with made.open(ENTRIES, "w", force_zip64=True) as target:
            for batch in batches(connection, node.sealer, size):
                for opened in batch:
                    line = bytes(_line(opened, may_see, gaps))
                    digest.update(line)
                    target.write(line)
    made.writestr(GAPS, gaps.getvalue())
    for of, note in notes.items():
        made.writestr(f"{CHECKPOINTS}{of}", note)
    label = Label(
        node.origin,
        node.framework,
        party,
        node.time(),
        size,
        node.settings["verifier"],
        (digest.hexdigest(), sha256(gaps.getvalue()).hexdigest(), _digest(list(notes.values()))),
    )
    made.writestr(SAYS, bytes(Note(label.text).signed(node.keys.signer)))
    return label


def _line(opened: Opened, may_see: Callable[[Entry], bool], gaps: IO[bytes]) -> Row:
    number, committed = opened.row.number, bytes(opened.row.commitment)
    if opened.fault:
        raise NodeError(f"the record is damaged: {opened.fault}; see `foedus record verify`")
    if not opened.seen or not may_see(read_entry(opened.content)):
        return Row(number, committed)
    if opened.destroyed:
        gaps.write(opened.content + b"\n")
        return Row(number, committed)
    return Row(number, committed, opened.salt, opened.content)


def _digest(notes: list[bytes]) -> str:
    return sha256(b"".join(sha256(note).digest() for note in notes)).hexdigest()


class Bundle:
    """An export that is open: what it says of itself, and what is in it. See `opened`."""

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        self.file, self._archive = file, archive
        try:
            self.note = Note.read(self._small(SAYS))
        except LedgerError as error:
            raise NodeError(f"{file} is no export: {error}") from None
        self.label = Label.read(self.note.text)

    @property
    def notes(self) -> list[bytes]:
        """Its checkpoints, from the smallest."""
        names = [name for name in self._archive.namelist() if name.startswith(CHECKPOINTS)]
        known = [name for name in names if name.removeprefix(CHECKPOINTS).isdecimal()]
        return [
            self._small(name)
            for name in sorted(known, key=lambda name: int(name.removeprefix(CHECKPOINTS)))
        ]

    def lines(self) -> Iterator[Row | rows.Broken]:
        """Its entries, as the ledger reads them."""
        with self._member(ENTRIES) as member:
            yield from rows.read(member)

    def gaps(self) -> Iterator[bytes]:
        """What is left of destroyed entries, as canonical bytes."""
        with self._member(GAPS) as member:
            for line in member:
                yield line.removesuffix(b"\n")

    def faults(self, keys: KeySet) -> Iterator[str]:
        """What is wrong with it as a whole, a sentence each."""
        try:
            self.note.opened(keys.verifiers)
        except LedgerError as error:
            yield f"What the export says of itself is not signed by its log: {error}."
        found = self._hash(ENTRIES), self._hash(GAPS), _digest(self.notes)
        for what, stated, is_there in zip(
            ("entries", "gaps", "checkpoints"), self.label.digests, found, strict=True
        ):
            if stated != is_there:
                yield f"The {what} in the export are not those that it was signed with."

    def _hash(self, name: str) -> str:
        digest = sha256()
        with self._member(name) as member:
            while part := member.read(1 << 20):
                digest.update(part)
        return digest.hexdigest()

    def _member(self, name: str) -> IO[bytes]:
        try:
            return self._archive.open(name)
        except KeyError:
            raise NodeError(f"{self.file} is no export: there is no {name} in it") from None

    def _small(self, name: str) -> bytes:
        with self._member(name) as member:
            return member.read(LONGEST)


@contextmanager
def opened(file: Path) -> Iterator[Bundle]:
    """An export in a file. Raises NodeError for what is none, or is damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield Bundle(file, archive)
    except zipfile.BadZipFile as error:
        raise NodeError(f"{file} is no export, or it is damaged: {error}") from None
    except OSError as error:
        raise NodeError(f"{file} cannot be read: {error.strerror or error}") from None
    except (EOFError, NotImplementedError, RuntimeError, _zlib_error()) as error:
        raise NodeError(f"{file} is damaged: {error}") from None


def _zlib_error() -> Any:
    import zlib

    return zlib.error
