"""What the store knows of a dataset: its files, its tables, and where they lie."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec

from foedus.errors import FoedusError


class MissingDataError(FoedusError):
    """A dataset that is not in the store, or no longer whole; the sentence says how to get it."""


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
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def absent(name: str) -> str:
    """The sentence that says which command brings a dataset."""
    from foedus.data.store.registry import every

    adapter = every().get(name)
    by_hand = adapter is not None and not adapter.sources
    path = " --file PATH" if by_hand else ""
    return f"the dataset {name} is not here yet; `foedus data add {name}{path}` brings it"
