"""The store: tables of datasets as Parquet in the user's data folder.

A dataset is committed by replacing one small file, its manifest; the tables lie in a folder that
the manifest names and that is never written to again. Whoever is stopped midway therefore leaves
the old data or the new, never half of them.
"""

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from foedus.data.store.adapter import Adapter, Raw
from foedus.errors import FoedusError

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.store.raw import Found
    from foedus.model.actors import State

VARIABLE: Final = "FOEDUS_DATA"


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
    """What the store holds of a dataset, and where it comes from."""

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


def default_folder() -> Path:
    """The user's data folder: FOEDUS_DATA where it is set, else the system's usual place."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("foedus")) / "data"


@dataclass(frozen=True)
class Store:
    """The datasets of one folder. Nothing is read before it is asked for."""

    folder: Path

    def manifest(self, name: str) -> Manifest | None:
        """What is stored of a dataset; None where nothing is. Raises MissingDataError."""
        try:
            content = (self.folder / f"{name}.json").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(error) from None
        try:
            return msgspec.json.decode(content, type=Manifest)
        except msgspec.DecodeError:
            raise MissingDataError(
                f"the manifest of {name} in {self.folder} cannot be read; `foedus data add {name}` "
                "brings it anew"
            ) from None

    def has(self, name: str) -> bool:
        """Whether a dataset is stored."""
        return self.manifest(name) is not None

    def names(self) -> tuple[str, ...]:
        """The datasets stored. Raises MissingDataError."""
        try:
            found = list(self.folder.iterdir())
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unreadable(error) from None
        return tuple(sorted(path.stem for path in found if path.suffix == ".json"))

    def _unreadable(self, error: OSError) -> MissingDataError:
        return MissingDataError(f"the store cannot be read: {error.filename}: {error.strerror}")

    def path(self, name: str, table: str) -> Path:
        """Where a table lies. Raises MissingDataError, with the command that brings it."""
        found = self.manifest(name)
        if found is None:
            raise MissingDataError(absent(name))
        path = self.folder / name / found.folder / f"{table}.parquet"
        try:
            path.open("rb").close()
        except FileNotFoundError:
            raise MissingDataError(
                f"the table {table} of {name} is not in {self.folder}; `foedus data add {name}` "
                "brings it anew"
            ) from None
        except OSError as error:
            raise self._unreadable(error) from None
        return path

    def scan(self, name: str, table: str) -> "pl.LazyFrame":
        """A table, to be read when it is collected. Raises MissingDataError."""
        import polars as pl

        return pl.scan_parquet(self.path(name, table), glob=False)

    def paths(self) -> Iterator[tuple[str, str, Path]]:
        """Each dataset, table and path that is stored."""
        for name in self.names():
            found = self.manifest(name)
            for table in found.tables if found else ():
                yield name, table.name, self.path(name, table.name)

    def add(
        self,
        adapter: Adapter,
        paths: Sequence[Path],
        now: datetime,
        origin: str,
        states: "Mapping[str, State]",
    ) -> Manifest:
        """Read, check and store the authors' files. Raises FileError; the store then is as it was.

        `origin` says where the files come from, if not from where they lie. `states` are those of
        the catalogue, by whose names the files speak of them.
        """
        from foedus.data.store.known import exchanged
        from foedus.data.store.names import StateNames
        from foedus.data.store.raw import FileError, gather, read

        found = gather(adapter, paths)
        faults: list[str] = []
        raw: dict[str, pl.DataFrame] = {}
        for item in found:
            try:
                raw[item.id] = read(adapter.file(item.id), item)
                faults += exchanged(adapter.name, item.id, item.name, raw[item.id])
            except FileError as error:
                faults += error.faults
        if faults:
            raise FileError(tuple(dict.fromkeys(faults)))
        return self._commit(
            adapter, found, adapter.tables(Raw(raw, StateNames(states))), now, origin
        )

    def _commit(
        self,
        adapter: Adapter,
        found: "Sequence[Found]",
        tables: "Mapping[str, pl.DataFrame]",
        now: datetime,
        origin: str,
    ) -> Manifest:
        import shutil
        import tempfile

        home = self.folder / adapter.name
        home.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=home))
        try:
            stored = [_written(unfinished, name, frame) for name, frame in tables.items()]
        except OSError:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        digest = hashlib.sha256("".join(t.sha256 for t in stored).encode()).hexdigest()[:16]
        manifest = Manifest(
            adapter.name,
            adapter.version,
            adapter.revision,
            now,
            f"{digest}-{now:%Y%m%dT%H%M%S%f}",
            tuple(
                StoredFile(
                    item.id,
                    item.name,
                    origin or item.source,
                    item.sha256,
                    len(item.content),
                    item.sha256 in adapter.file(item.id).sha256,
                )
                for item in found
            ),
            tuple(stored),
        )
        unfinished.rename(home / manifest.folder)
        handle, temporary = tempfile.mkstemp(dir=home, prefix=".manifest-")
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(self.folder / f"{adapter.name}.json")
        self._sweep(home, manifest.folder)
        return manifest

    def _sweep(self, home: Path, kept: str) -> None:
        """Remove what earlier versions, and those who were stopped midway, left."""
        import shutil

        for path in home.iterdir():
            if path.name == kept:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    path.unlink()

    def verify(self, name: str) -> tuple[str, ...]:
        """What is wrong with a stored dataset, a sentence each; nothing where it is whole."""
        found = self.manifest(name)
        if found is None:
            return (absent(name),)
        faults = []
        for table in found.tables:
            path = self.folder / name / found.folder / f"{table.name}.parquet"
            try:
                same = checksum(path) == table.sha256
            except FileNotFoundError:
                faults.append(f"{name}: the table {table.name} is gone")
                continue
            except OSError as error:
                faults.append(f"{name}: the table {table.name} cannot be read: {error.strerror}")
                continue
            if not same:
                faults.append(f"{name}: the table {table.name} is not as it was stored")
        return tuple(faults)


def _written(folder: Path, name: str, frame: "pl.DataFrame") -> StoredTable:
    """Write a table. Raises OSError, also where Polars calls a full disk a fault of the format."""
    from polars.exceptions import PolarsError

    path = folder / f"{name}.parquet"
    try:
        frame.write_parquet(path, compression="zstd")
    except PolarsError as error:
        raise OSError(errno.EIO, f"the table could not be written ({error})", str(path)) from None
    return StoredTable(name, frame.height, tuple(frame.columns), checksum(path))


def absent(name: str) -> str:
    """The sentence that says which command brings a dataset."""
    from foedus.data.store.registry import every

    adapter = every().get(name)
    by_hand = adapter is not None and not adapter.sources
    path = " --file PATH" if by_hand else ""
    return f"the dataset {name} is not here yet; `foedus data add {name}{path}` brings it"


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
