"""Datasets made up in a test: the columns and tables that a measure reads, without a store."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from foedus.catalogue.catalogue import Catalogue
from foedus.data.store.registry import every
from foedus.measures.kinds import find
from foedus.measures.seen import Datasets, Seen


class Made(Datasets):
    """Every dataset is there, with nothing in it but what is given."""

    def __init__(self, catalogue: Catalogue, **given: Any) -> None:
        super().__init__(None, catalogue, 1816, 2100)
        self.given = given

    @property
    def editions(self) -> Mapping[str, str]:
        return {name: f"{name} made up" for name in every()}

    def columns(self, group: str, level: str, year: int) -> pl.DataFrame:
        found: pl.DataFrame = self.given[f"{group}/{level}"]
        return found

    def table(self, dataset: str, table: str) -> pl.DataFrame:
        found: pl.DataFrame = self.given[f"{dataset}/{table}"]
        return found


def code_of(catalogue: Catalogue, state: str, on: date) -> int:
    """The Correlates of War code of a state on a day."""
    return next(c.code for c in catalogue.state(state).cow if on in c.during)


def states(
    catalogue: Catalogue, on: date, columns: Mapping[str, Mapping[str, float]]
) -> pl.DataFrame:
    """Columns of states as a group gives them, from what each state has."""
    rows = sorted({state for column in columns.values() for state in column})
    schema = {"state": pl.Int64, **dict.fromkeys(columns, pl.Float64)}
    return pl.DataFrame(
        [
            [code_of(catalogue, state, on), *(column.get(state) for column in columns.values())]
            for state in rows
        ],
        schema=schema,
        orient="row",
    )


def measured(
    name: str, catalogue: Catalogue, framework: str, on: date, **given: Any
) -> dict[str, Any]:
    """The figures of a measure, of a framework on a day, with what is made up."""
    data = Made(catalogue, **given)
    values = find(name).of(Seen(catalogue, catalogue.framework(framework), on, data))
    return {value.figure: value for value in values}
