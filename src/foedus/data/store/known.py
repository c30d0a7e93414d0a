"""What stands in each column of the authors' files that foedus has seen, as short fingerprints.

Checks of names, types and bounds do not see that two like columns have changed places. Their
contents do: a column that holds what the authors have in another one is in the wrong place. A file
of another version has other contents, and nothing is said of it.
"""

import functools
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

if TYPE_CHECKING:
    import polars as pl

Fingerprints: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By dataset, file and column."""
LENGTH: Final = 10
STORED: Final = files("foedus.data.store") / "known_columns.json"


@functools.cache
def known() -> Fingerprints:
    """The fingerprints that are kept, made by `scripts/known_columns.py`."""
    found: Fingerprints = msgspec.json.decode(STORED.read_bytes(), type=Fingerprints)
    return found


def fingerprint(column: "pl.Series") -> str:
    """A short digest of the values of a column, in their order; of their type, not their spelling.

    Whole numbers have the same digest as integers and as floats.
    """
    import polars as pl

    if column.dtype == pl.Date:
        column = column.to_physical()
    if column.dtype.is_numeric():
        content = column.cast(pl.Float64).fill_null(float("nan")).to_numpy().tobytes()
    else:
        content = "\n".join(column.fill_null("").to_list()).encode()
    return hashlib.sha256(content).hexdigest()[:LENGTH]


def exchanged(dataset: str, file: str, name: str, frame: "pl.DataFrame") -> tuple[str, ...]:
    """A sentence where a column holds what the authors' file has in another one."""
    authors = known().get(dataset, {}).get(file, {})
    theirs = {digest: column for column, digest in authors.items()}
    for column in frame.columns:
        found = fingerprint(frame[column])
        if column in authors and found != authors[column] and found in theirs:
            return (
                f"{name} has in the column {column} what the authors' file has in "
                f"{theirs[found]}: columns are swapped",
            )
    return ()
