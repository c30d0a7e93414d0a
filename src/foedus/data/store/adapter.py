"""What a dataset's adapter declares: whose it is, its files and what they may hold, its coverage.

An adapter is one module of `foedus.data.adapters` with one `Adapter` in it. It reads nothing and
writes nothing: its function makes typed tables of the checked contents of the authors' files, in
which states go by the names of the catalogue that is given.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.store.names import StateNames

Kind: TypeAlias = Literal["int", "float", "text", "date"]
Tables: TypeAlias = "Mapping[str, pl.DataFrame]"


@dataclass(frozen=True)
class Raw(Mapping[str, "pl.DataFrame"]):
    """The checked contents of the authors' files by their ids, and the states that names denote."""

    files: "Mapping[str, pl.DataFrame]"
    names: "StateNames"

    def __getitem__(self, identifier: str) -> "pl.DataFrame":
        return self.files[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


class Column(msgspec.Struct, frozen=True):
    """A column of a file, as its authors document it.

    `codes` are the values allowed, `low` and `high` the bounds of a number (or the year of a
    date). `missing` are the texts that stand for "not known"; where there are none, and `nulls` is
    false, every row must have a value. An `optional` column may be absent. `form` is how a date
    is written. `also` are the names that other versions of the file give it.
    """

    name: str
    kind: Kind = "int"
    codes: tuple[int | str, ...] = ()
    low: float | None = None
    high: float | None = None
    missing: tuple[str, ...] = ()
    nulls: bool = False
    form: str = "%Y-%m-%d"
    optional: bool = False
    also: tuple[str, ...] = ()


class File(msgspec.Struct, frozen=True):
    """A file of a dataset.

    `patterns` are the names under which it comes (`*` stands for anything; case does not count).
    `rows` is the fewest rows that the whole file has. `others` lets it have columns that are not
    declared; they are not read. `optional` files may be left out. A `headless` file has no line of
    names; its columns are the declared ones. `sha256` are the checksums of the versions that
    foedus has seen. `sheet` is the name of the sheet, where the file may be a workbook; its header
    is the first row that has all the columns that must be there. `key` are the columns that name a
    row, which no other has; empty where the authors' own file repeats rows.
    """

    id: str
    patterns: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: int = 1
    others: bool = False
    optional: bool = False
    headless: bool = False
    delimiter: str = ","
    encoding: str = "utf-8"
    sheet: str = "*"
    sha256: tuple[str, ...] = ()
    key: tuple[str, ...] = ()


class Publication(msgspec.Struct, frozen=True):
    """Where the authors publish a file, or an archive with several of them."""

    url: str
    sha256: str = ""


class Coverage(msgspec.Struct, frozen=True):
    """The first and last year that the dataset says anything about; both included.

    `columns` has the years of those columns that differ. Outside its coverage a value is unknown,
    never zero.
    """

    first: int
    last: int
    columns: Mapping[str, tuple[int, int]] = {}
    note: str = ""


class Adapter(msgspec.Struct, frozen=True):
    """A dataset and how its files become typed tables.

    `tables` is a pure function of the checked files, by their ids. `revision` changes with the
    tables that it makes; what an earlier one stored is asked for again. `keys` are, for each table,
    the columns that name a row of it.
    """

    name: str
    title: str
    version: str
    authors: str
    home: str
    citation: str
    terms: str
    coverage: Coverage
    files: tuple[File, ...]
    tables: Callable[[Raw], Tables]
    sources: tuple[Publication, ...] = ()
    by_hand: str = ""
    revision: int = 1
    keys: Mapping[str, tuple[str, ...]] = {}

    def file(self, identifier: str) -> File:
        """One of its files by id."""
        return next(file for file in self.files if file.id == identifier)
