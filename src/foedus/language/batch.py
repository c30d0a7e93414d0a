"""The second interpreter: the same tree compiled to Polars expressions."""

from typing import TYPE_CHECKING

from foedus.language.columns import Columns
from foedus.language.tree import leaf_of
from foedus.model.conditions import All, AnyOf, Condition, Contested, Named, Not, Test

if TYPE_CHECKING:
    import polars as pl


def compile_batch(condition: Condition, columns: Columns) -> "pl.Expr":
    """A nullable boolean expression. Polars' own three-valued logic is Kleene's."""
    import polars as pl

    match condition:
        case Test():
            return leaf_of(condition).batch(columns)
        case All(parts):
            return pl.all_horizontal([compile_batch(part, columns) for part in parts])
        case AnyOf(parts):
            return pl.any_horizontal([compile_batch(part, columns) for part in parts])
        case Not(part):
            return ~compile_batch(part, columns)
        case Named(_, part):
            return compile_batch(part, columns)
        case Contested(readings):
            inner = [compile_batch(reading.when, columns) for reading in readings]
            agreed_yes = pl.all_horizontal([e.fill_null(False) for e in inner])
            agreed_no = pl.all_horizontal([~e.fill_null(True) for e in inner])
            return pl.when(agreed_yes).then(True).when(agreed_no).then(False)
