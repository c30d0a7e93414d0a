"""A generation of a dataset: the tables of one commit, which are never written to again.

A reader holds the tables that it reads open. Who clears an old generation away leaves it where one
is held; a reader that comes too late takes the newer one. What is held ends with its process.
"""

import contextlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from foedus.data.store import files
from foedus.data.store.manifest import Manifest, MissingDataError, again, altered, file_of, is_whole

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Generation:
    """The tables of a commit, held until it is closed."""

    manifest: Manifest
    folder: Path
    held: Mapping[str, BinaryIO]

    def path(self, table: str) -> Path:
        """Where a table lies; nobody removes it while the generation is held."""
        return self.folder / file_of(table)

    def scan(self, table: str) -> "pl.LazyFrame":
        """A table, to be read when it is collected, be that after the generation was let go.

        The plan has the file itself, not its name: it reads to the end what it began with.
        """
        import polars as pl

        with files.shared(self.path(table)) as file:
            return pl.scan_parquet(file, glob=False)

    def close(self) -> None:
        """Let go of it."""
        for file in self.held.values():
            file.close()


def hold(manifest: Manifest, store: Path, tables: Sequence[str]) -> Generation:
    """Hold tables of a commit, each as it was stored.

    Raises FileNotFoundError or BlockingIOError where it is too late, MissingDataError where one is
    another than was stored: read in part, it would be wrong without a word.
    """
    folder = manifest.within(store)
    stored = {table.name: table.sha256 for table in manifest.tables}
    held: dict[str, BinaryIO] = {}
    try:
        for table in tables:
            held[table] = files.shared(folder / file_of(table))
            if not is_whole(held[table], stored.get(table, "")):
                raise MissingDataError(again(f"{manifest.name}: {altered(table)}", manifest.name))
    except BaseException:
        for file in held.values():
            file.close()
        raise
    return Generation(manifest, folder, held)


def clear(home: Path, current: str) -> None:
    """Remove what earlier commits of a dataset left, and those that were stopped midway.

    Only who has the dataset's lock may do so: nothing unfinished is then at work.
    """
    for path in _within(home):
        if path.name != current:
            with contextlib.suppress(OSError):  # what stays goes the next time
                _remove(path)


def _remove(path: Path) -> None:
    import shutil

    if not path.is_dir():
        path.unlink()
    elif path.name.startswith("."):
        shutil.rmtree(path)
    else:
        with _alone(path) as ours:
            if ours:
                gone = files.unused(path.parent, ".gone-")
                path.rename(gone)
                shutil.rmtree(gone)


def _within(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether nobody reads a generation; and then nobody begins to while this lasts."""
    if sys.platform == "win32":  # there the folder of an open file cannot be renamed
        yield True
        return
    with contextlib.ExitStack() as stack:
        for path in folder.iterdir():
            file = files.alone(path)
            if file is None:
                yield False
                return
            stack.enter_context(file)
        yield True
