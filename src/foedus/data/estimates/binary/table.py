"""A table of rows as blocks of numbers, so that only a block at a time is held as floats."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from foedus.errors import FoedusError

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

BLOCK: Final = 1 << 16
KEPT: Final = 1 << 23
"""Numbers of a table that is held as floats, to be read again and again: 64 megabytes."""


class EstimateError(FoedusError):
    """A model that the rows do not let be estimated, in one sentence."""


class Block(NamedTuple):
    """Some rows: a column of ones and the covariates, on the scale of the table; the outcomes."""

    rows: slice
    design: "Floats"
    outcome: "Floats"


class Table:
    """Rows with an outcome of 0 and 1 and covariates.

    Covariates are put on one scale, mean 0 and standard deviation 1, for the sums to be exact; what
    is found is turned back by `back`.
    """

    def __init__(self, frame: "pl.DataFrame", outcome: str, covariates: Sequence[str]) -> None:
        import polars as pl

        self.names = tuple(covariates)
        self.frame = frame.select(outcome, *self.names)
        self.outcome = outcome
        self.height = frame.height
        self._kept: tuple[Block, ...] | None = None
        self._refuse()
        numbers = self.frame.select(pl.all().cast(pl.Float64))
        self.events = int(numbers[outcome].sum())
        means = numbers.select(pl.col(*self.names).mean()).row(0) if self.names else ()
        spreads = numbers.select(pl.col(*self.names).std(ddof=0)).row(0) if self.names else ()
        self.means, self.spreads = np.array(means, float), np.array(spreads, float)
        for name, spread in zip(self.names, spreads, strict=True):
            if not np.isfinite(spread) or spread == 0:
                raise EstimateError(
                    f"{name} is the same in all of the {self.height} rows, so that no effect of it "
                    "can be told"
                )

    def _refuse(self) -> None:
        import polars as pl

        if not self.height:
            raise EstimateError("no row is left in which all that the model needs is known")
        empty = [name for name in self.frame.columns if self.frame[name].null_count()]
        if empty:
            raise EstimateError(f"{empty[0]} is not known in every row")
        values = self.frame[self.outcome].cast(pl.Float64).unique().sort().to_list()
        if values not in ([0.0, 1.0], [0.0], [1.0]):
            raise EstimateError(f"{self.outcome} is to be 0 or 1 in every row")
        if len(values) == 1:
            told = "nowhere" if values == [0.0] else "in every row"
            raise EstimateError(
                f"{self.outcome} is 1 {told} in these {self.height} rows, so there is nothing to "
                "compare"
            )

    @property
    def size(self) -> int:
        """Coefficients, the constant included."""
        return len(self.names) + 1

    def blocks(self) -> Iterable[Block]:
        """All rows, a block at a time; of a small table all blocks are kept."""
        if self.height * self.size > KEPT:
            return self._blocks()
        if self._kept is None:
            self._kept = tuple(self._blocks())
        return self._kept

    def _blocks(self) -> Iterator[Block]:
        for start in range(0, self.height, BLOCK):
            part = self.frame[start : start + BLOCK]
            design = np.empty((part.height, self.size))
            design[:, 0] = 1.0
            for at, name in enumerate(self.names, 1):
                design[:, at] = part[name].to_numpy()
            design[:, 1:] -= self.means
            design[:, 1:] /= self.spreads
            yield Block(
                slice(start, start + part.height), design, part[self.outcome].to_numpy() * 1.0
            )

    def back(self) -> "Floats":
        """The matrix that turns coefficients on the table's scale to those of the covariates."""
        turned = np.diag(np.append(1.0, 1 / self.spreads))
        turned[0, 1:] = -self.means / self.spreads
        return turned
