"""What the store knows of a dataset: its files, its tables, and where they lie."""

import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from foedus.data.store.files import shared
from foedus.errors import FoedusError


class MissingDataError(FoedusError):
    """A dataset that is not in the store, or no longer whole; the sentence says how to get it."""


_WHOLE: Final[set[tuple[int | str, ...]]] = set()
"""The files that were found whole, as the system tells them apart: one written to is another."""
CHUNK: Final = 1 << 20


class StoredFile(msgspec.Struct, frozen=True):
    """An authors' file that the tables were made from; `known` where foedus has seen it before."""

    id: str
    name: str
    source: str
    sha256: str
    bytes: int
    known: bool


class StoredTable(msgspec.Struct, frozen=True):
    """A table of the store."""

    name: str
    rows: int
    columns: tuple[str, ...]
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What the store holds of a dataset, and where it comes from.

    `folder` is the generation: the folder of this commit's tables, which no other commit has.
    """

    name: str
    version: str
    revision: int
    added: datetime
    folder: str
    files: tuple[StoredFile, ...]
    tables: tuple[StoredTable, ...]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables)

    def within(self, store: Path) -> Path:
        """The folder of its tables in a store."""
        return store / self.name / self.folder


def file_of(table: str) -> str:
    """The name of a table's file."""
    return f"{table}.parquet"


def checksum(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    digest = hashlib.sha256()
    with shared(path) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def is_whole(file: BinaryIO, sha256: str) -> bool:
    """Whether an open file has the content that it was stored with; it is then not read again."""
    found = os.fstat(file.fileno())
    seen = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, sha256)
    if seen in _WHOLE:
        return True
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    same = digest.hexdigest() == sha256
    if same:
        _WHOLE.add(seen)
    return same


def altered(table: str) -> str:
    """What is wrong with a table that was written to from outside."""
    return f"the table {table} is not as it was stored"


def again(fault: str, name: str) -> str:
    """A fault of a dataset, and what mends it."""
    return f"{fault}; `foedus data add {name}` brings it again"


def absent(name: str) -> str:
    """The sentence that says which command brings a dataset."""
    from foedus.data.store.registry import every

    adapter = every().get(name)
    by_hand = adapter is not None and not adapter.sources
    path = " --file PATH" if by_hand else ""
    return f"the dataset {name} is not here yet; `foedus data add {name}{path}` brings it"
