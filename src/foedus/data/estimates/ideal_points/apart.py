"""The estimate in a process of its own, which uses one thread for each matrix.

The matrices are small: split among threads they take many times as long, and how many there are is
settled when the library of matrices is loaded.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import polars as pl

ONE_THREAD: Final = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)


def ideal_points_apart(votes: pl.DataFrame) -> pl.DataFrame:
    """As `ideal_points` of `fit`."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "votes.parquet", Path(folder) / "made.parquet"
        votes.write_parquet(given)
        subprocess.run(
            [sys.executable, "-m", __name__, given, made],
            env={**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=True,
        )
        return pl.read_parquet(made)


def main() -> None:
    """Read the votes, write the estimate."""
    from foedus.data.estimates.ideal_points.fit import ideal_points

    given, made = (Path(name) for name in sys.argv[1:])
    ideal_points(pl.read_parquet(given)).write_parquet(made)


if __name__ == "__main__":
    main()
