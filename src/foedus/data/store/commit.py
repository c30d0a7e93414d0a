"""Committing a dataset to the store: one writer at a time, and one small file that decides.

The tables are written into a folder of their own and are on the disk before the manifest names
them; the manifest is replaced in one step. Whoever is stopped midway therefore leaves the old data
or the new, never half of them, and whoever reads meanwhile reads one of the two.
"""

import contextlib
import errno
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from foedus.data.store import files
from foedus.data.store.adapter import Adapter
from foedus.data.store.generation import clear
from foedus.data.store.manifest import Manifest, StoredFile, StoredTable, checksum, file_of
from foedus.errors import FoedusError

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.store.raw import Found

LONGEST: Final = 60.0
"""Seconds to wait for another writer; none takes so long once the authors' files are read."""


class StoreError(FoedusError):
    """The store cannot be written to, in one sentence; it is as it was."""


def commit(
    store: Path,
    adapter: Adapter,
    found: "Sequence[Found]",
    tables: "Mapping[str, pl.DataFrame]",
    now: datetime,
    origin: str,
    waits: Callable[[str], None],
) -> Manifest:
    """Put the tables of a dataset in place of those that are there. Raises StoreError."""
    home = store / adapter.name
    try:
        files.made(home)
        with _alone(store, adapter.name, waits):
            stored, generation = _generation(home, tables, now)
            manifest = Manifest(
                adapter.name,
                adapter.version,
                adapter.revision,
                now,
                generation,
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
                stored,
            )
            content = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
            files.replaced(
                store / f"{adapter.name}.json", lambda path: path.write_bytes(content), home
            )
            clear(home, generation)
    except OSError as error:
        where = error.filename or store
        raise StoreError(f"the store cannot be written to: {where}: {error.strerror}") from None
    return manifest


@contextlib.contextmanager
def _alone(store: Path, name: str, waits: Callable[[str], None]) -> Iterator[None]:
    """While this lasts no other process writes this dataset; a lock ends with its process."""
    from filelock import FileLock, Timeout

    lock = FileLock(store / f"{name}.lock")
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waits(f"another process is writing {name}; waiting up to {LONGEST:.0f} seconds for it")
            lock.acquire(timeout=LONGEST)
    except Timeout:
        raise StoreError(
            f"another process has been writing {name} to {store} for {LONGEST:.0f} seconds; "
            f"`foedus data add {name}` again when it has ended"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _generation(
    home: Path, tables: "Mapping[str, pl.DataFrame]", now: datetime
) -> tuple[tuple[StoredTable, ...], str]:
    """Write the tables of a commit into a folder of their own: what they are, and its name."""
    import shutil

    unfinished = files.unused(home, ".unfinished-")
    try:
        unfinished.mkdir()
        stored = tuple(_written(unfinished, name, frame) for name, frame in tables.items())
        files.listed(unfinished)
        digest = hashlib.sha256("".join(table.sha256 for table in stored).encode()).hexdigest()
        place = files.unused(home, f"{digest[:16]}-{now:%Y%m%dT%H%M%S%f}-")
        files.patiently(lambda: unfinished.rename(place))
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    files.listed(home)
    return stored, place.name


def _written(folder: Path, name: str, frame: "pl.DataFrame") -> StoredTable:
    """Write a table. Raises OSError, also where Polars calls a full disk a fault of the format."""
    from polars.exceptions import PolarsError

    path = folder / file_of(name)
    try:
        frame.write_parquet(path, compression="zstd")
    except PolarsError as error:
        raise OSError(errno.EIO, f"the table could not be written ({error})", str(path)) from None
    files.kept(path)
    return StoredTable(name, frame.height, tuple(frame.columns), checksum(path))
