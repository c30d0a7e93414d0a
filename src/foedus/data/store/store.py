"""The store: tables of datasets as Parquet in the user's data folder.

A dataset is a manifest, and the folder of tables that it names: a generation. `commit` writes them;
here they are read, while others may write.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from foedus.data.store.adapter import Adapter, Raw
from foedus.data.store.files import patiently, whole
from foedus.data.store.generation import Generation, hold
from foedus.data.store.manifest import (
    Manifest,
    MissingDataError,
    absent,
    again,
    altered,
    checksum,
    file_of,
)
from foedus.errors import FoedusError

if TYPE_CHECKING:
    import polars as pl

    from foedus.model.actors import State

VARIABLE: Final = "FOEDUS_DATA"
LARGEST: Final = 1_000_000
"""Bytes of a manifest: many times those of the longest."""
TRIES: Final = 1000
"""So often a reader begins anew because a newer commit came between; no writer is so quick."""


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

    @property
    def key(self) -> str:
        """Changes whenever what a reader would find here changes; cheap, for caches."""
        digest = hashlib.sha256()
        try:
            for name in self.names():
                content = self._content(name)
                if content is not None:
                    digest.update(msgspec.msgpack.encode((name, content, self._sizes(content))))
        except MissingDataError as error:
            digest.update(str(error).encode())
        return digest.hexdigest()

    def _sizes(self, content: bytes) -> list[int]:
        """The sizes of the tables that a manifest names, as they lie there now."""
        try:
            manifest = msgspec.json.decode(content, type=Manifest)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return []
        sizes = []
        for table in manifest.tables:
            try:
                sizes.append((manifest.within(self.folder) / file_of(table.name)).stat().st_size)
            except OSError:
                sizes.append(-1)
        return sizes

    def manifest(self, name: str) -> Manifest | None:
        """What is stored of a dataset; None where nothing is. Raises MissingDataError."""
        content = self._content(name)
        if content is None:
            return None
        try:
            return msgspec.json.decode(content, type=Manifest)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise MissingDataError(
                f"the manifest of {name} in {self.folder} cannot be read; `foedus data add {name}` "
                "fetches it again"
            ) from None

    def _content(self, name: str) -> bytes | None:
        """The manifest of a dataset as it is written. Raises MissingDataError."""
        path = self.folder / f"{name}.json"
        try:
            return patiently(lambda: whole(path, LARGEST))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(error) from None

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

    def scan(self, name: str, table: str) -> "pl.LazyFrame":
        """A table, to be read when it is collected, as it is now. Raises MissingDataError."""
        with contextlib.closing(self._held(name, table)) as generation:
            return generation.scan(table)

    @contextlib.contextmanager
    def reading(self) -> Iterator["StoreReading"]:
        """The store as a reader finds it: each dataset stays as it is when first looked at.

        Raises MissingDataError where something fails in a table that is not as it was stored.
        """
        reading = StoreReading(self.folder)
        try:
            yield reading
        except FoedusError:
            raise
        except Exception:
            reading.check()
            raise
        finally:
            reading.close()

    def _held(self, name: str, *tables: str) -> Generation:
        """Tables of a dataset, or all of them, held as they are now. Raises MissingDataError."""
        found = self.manifest(name)
        for _ in range(TRIES):
            if found is None:
                raise MissingDataError(absent(name))
            try:
                return hold(found, self.folder, tables or tuple(t.name for t in found.tables))
            except (FileNotFoundError, BlockingIOError) as error:
                lost = Path(error.filename or "").stem
            except OSError as error:
                raise self._unreadable(error) from None
            newer = self.manifest(name)
            if newer == found:
                raise MissingDataError(
                    f"the table {lost} of {name} is not in {self.folder}; `foedus data add {name}` "
                    "fetches it again"
                )
            found = newer
        raise MissingDataError(
            f"{name} is being written again and again; ask when `foedus data add {name}` has ended"
        )

    def add(
        self,
        adapter: Adapter,
        paths: Sequence[Path],
        now: datetime,
        origin: str,
        states: "Mapping[str, State]",
        waits: Callable[[str], None] = lambda _: None,
    ) -> Manifest:
        """Read, check and store the authors' files.

        `origin` says where the files come from, if not from where they lie. `states` are those of
        the catalogue, by whose names the files speak of them. `waits` is told, in one line, when
        another process is writing the dataset. Raises FileError and StoreError; the store then is
        as it was.
        """
        from foedus.data.store.commit import commit
        from foedus.data.store.keys import doubled
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
        tables = adapter.tables(Raw(raw, StateNames(states)))
        if faults := list(doubled(tables, adapter.keys)):
            raise FileError(faults)
        return commit(self.folder, adapter, found, tables, now, origin, waits)

    def verify(self, name: str) -> tuple[str, ...]:
        """What is wrong with a stored dataset, a sentence each; nothing where it is whole."""
        found = self.manifest(name)
        for _ in range(TRIES):
            if found is None:
                return (absent(name),)
            faults = tuple(self._faults(found))
            newer = self.manifest(name)
            if not faults or newer == found:
                return faults
            found = newer
        return (f"{name} is being written again and again; verify it when that has ended",)

    def _faults(self, found: Manifest) -> Iterator[str]:
        for table in found.tables:
            try:
                same = checksum(found.within(self.folder) / file_of(table.name)) == table.sha256
            except FileNotFoundError:
                yield f"{found.name}: the table {table.name} is gone"
            except OSError as error:
                yield f"{found.name}: the table {table.name} cannot be read: {error.strerror}"
            else:
                if not same:
                    yield f"{found.name}: {altered(table.name)}"


@dataclass(frozen=True)
class StoreReading(Store):
    """A store while someone reads in it; see `Store.reading`."""

    _generations: dict[str, Generation] = field(default_factory=dict, repr=False, compare=False)

    def generation(self, name: str) -> Generation:
        """The tables of a dataset, the same ones each time. Raises MissingDataError."""
        if name not in self._generations:
            self._generations[name] = self._held(name)
        return self._generations[name]

    def manifest(self, name: str) -> Manifest | None:
        """What is stored of a dataset, as it was when first looked at; None where nothing is."""
        held = self._generations.get(name)
        return held.manifest if held else super().manifest(name)

    def scan(self, name: str, table: str) -> "pl.LazyFrame":
        """A table of the generation that is held. Raises MissingDataError."""
        generation = self.generation(name)
        try:
            return generation.scan(table)
        except OSError as error:
            raise self._unreadable(error) from None

    def check(self) -> None:
        """Raise MissingDataError where a table that was looked at is not as it was stored."""
        for generation in self._generations.values():
            name = generation.manifest.name
            for fault in self._faults(generation.manifest):
                raise MissingDataError(again(fault, name))

    def paths(self) -> Iterator[tuple[str, str, Path]]:
        """Each dataset, table and path that is stored. Raises MissingDataError."""
        for name in self.names():
            generation = self.generation(name)
            for table in generation.manifest.tables:
                yield name, table.name, generation.path(table.name)

    @contextlib.contextmanager
    def reading(self) -> Iterator["StoreReading"]:
        """Itself: what is read within a reading is read in the same state."""
        yield self

    def close(self) -> None:
        """Let go of what was held."""
        for generation in self._generations.values():
            generation.close()
        self._generations.clear()
