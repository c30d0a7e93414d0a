"""The columns of a panel over its years, as charts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from foedus.model.charts import Chart, trend

if TYPE_CHECKING:
    import polars as pl

    from foedus.questions.research.panel.answer import Described

MOST: Final = 6
"""So many columns are drawn: the first."""


def trends(frame: "pl.DataFrame", columns: "Sequence[Described]") -> tuple[Chart, ...]:
    """The mean of each column in each year, over the rows in which it is known.

    A year in which no row knows it has no point: what is not known is not nought.
    """
    import polars as pl

    known = [(name, says) for name, says in _named(columns) if name in frame.columns]
    known = [(name, says) for name, says in known if frame.schema[name].is_numeric()]
    numeric = known[:MOST]
    if not numeric or not frame.height:
        return ()
    means = frame.group_by("year").agg(pl.col(n).mean() for n, _ in numeric).sort("year")
    first, last = means["year"][0], means["year"][-1]
    every = pl.DataFrame({"year": range(first, last + 1)}, schema={"year": means.schema["year"]})
    by_year = every.join(means, on="year", how="left", maintain_order="left")
    left = f" The first {MOST} of {len(known)} columns are drawn." if len(known) > MOST else ""
    return tuple(
        trend(
            _found(name, by_year),
            [
                {"Year": year, "Mean": None if mean is None else round(mean, 6)}
                for year, mean in by_year.select("year", name).iter_rows()
            ],
            "Year",
            "Mean",
            f"Mean of each year, over the rows in which it is known: {says}.{left}",
        )
        for name, says in numeric
        if by_year[name].is_not_null().any()
    )


def _found(name: str, by_year: "pl.DataFrame") -> str:
    """What a line shows in one sentence: where it begins and where it ends."""
    line = by_year.select("year", name).drop_nulls().rows()
    (first, was), (last, now) = line[0], line[-1]
    return f"{name}: mean {was:.4g} in {first}, {now:.4g} in {last}"


def _named(columns: "Sequence[Described]") -> Iterator[tuple[str, str]]:
    """Each column by its name in the table: those of a state stand twice in a table of pairs."""
    for column in columns:
        for name in column.name.split(", "):
            yield name, column.says
