"""Matrices of measures, states by states, as rows of pairs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray


def as_pairs(
    year: object, states: "NDArray[np.integer]", **measures: "NDArray[np.generic]"
) -> "pl.DataFrame":
    """Matrices of measures as rows: each pair once, the lower code first; NaN as null."""
    import numpy as np
    import polars as pl

    one, other = np.triu_indices(len(states), 1)
    return pl.DataFrame(
        {
            "state1": states[one].astype(np.int16),
            "state2": states[other].astype(np.int16),
            "year": pl.Series([year], dtype=pl.Int16).new_from_index(0, len(one)),
            **{
                name: pl.Series(table[one, other], nan_to_null=True)
                for name, table in measures.items()
            },
        }
    )
