"""The estimate of a store's roll calls, made once and kept beside them."""

import contextlib
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedus.data.store import files
from foedus.data.store.manifest import checksum

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.store.store import Store

REVISION: Final = 1
DIGITS: Final = 16
"""Of a checksum, in the name of a file."""
NINETEENTH: Final = 19
SOUTH_AFRICA, RETURN = 560, 48


def usable(votes: "pl.LazyFrame", roll_calls: "pl.LazyFrame") -> "pl.LazyFrame":
    """The votes that the estimate rests on, chosen as Bailey, Strezhnev and Voeten choose them.

    Votes on paragraphs and amendments count until 1989 only; the 19th session had one vote; and
    the single vote of South Africa's return in the 48th, after twenty years, says too little.
    """
    import polars as pl

    counted = roll_calls.filter((pl.col("date").dt.year() < 1990) | pl.col("whole")).select("rcid")
    alone = (pl.col("ccode") == SOUTH_AFRICA) & (pl.col("session") == RETURN)
    return votes.filter((pl.col("session") != NINETEENTH) & ~alone).join(
        counted, on="rcid", how="semi"
    )


def ideal_points_of(store: "Store") -> "pl.LazyFrame":
    """The estimate: `session`, `ccode`, `ideal_point`, `ideal_point_sd` and `votes`.

    The first time it is computed, which takes some fifteen seconds; then it is read. Raises
    MissingDataError.
    """
    import polars as pl

    with store.reading() as reading:
        generation = reading.generation("unga-votes")
        name = f"ideal-points-{REVISION}-{generation.manifest.folder}"
        folder = store.folder / "estimates"
        for path in folder.glob(f"{name}-*.parquet"):
            if _is_whole(path):
                return pl.scan_parquet(path, glob=False)
        from foedus.data.estimates.ideal_points.apart import ideal_points_apart

        votes = usable(generation.scan("votes"), generation.scan("roll_calls"))
        made = ideal_points_apart(votes.collect())
    with contextlib.suppress(OSError):  # a reader of the store may have no right to write in it
        _write(made, folder, name)
    return made.lazy()


def _is_whole(path: Path) -> bool:
    """Whether an estimate is as it was written: its name ends in its checksum."""
    try:
        return checksum(path)[:DIGITS] == path.stem.rpartition("-")[2]
    except OSError:
        return False


def _write(table: "pl.DataFrame", folder: Path, name: str) -> None:
    content = io.BytesIO()
    table.write_parquet(content)
    digest = hashlib.sha256(content.getvalue()).hexdigest()[:DIGITS]
    files.made(folder)
    files.replaced(
        folder / f"{name}-{digest}.parquet",
        lambda path: path.write_bytes(content.getvalue()),
        folder,
    )
