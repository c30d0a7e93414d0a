"""How unequally the members' resources are spread."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.measures.pairs import LEFT_OUT
from foedus.model.citations import Citation
from foedus.reckoning.inequality import (
    Index,
    apart,
    gini,
    herfindahl,
    largest_share,
    one_left_out,
    theil,
)

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

INDICES: Mapping[str, tuple[Index, str, str, str, float | None]] = {
    "Gini": (gini, "inequality of the", "sum (2i - n - 1) x_i / (n sum x)", "0 to 1", 1.0),
    "Theil": (
        theil,
        "inequality of the",
        "mean of x/m ln x/m, m the mean",
        "nats, 0 to ln n",
        None,
    ),
    "Herfindahl": (
        herfindahl,
        "concentration of the",
        "sum of squared shares",
        "1/n to 1",
        1.0,
    ),
    "largest share": (
        largest_share,
        "share of who has most of",
        "max x / sum x",
        "0 to 1",
        1.0,
    ),
}


def _figures(columns: Mapping[str, str]) -> tuple[Figure, ...]:
    return tuple(
        Figure(f"{name} of {of}", f"{says} {of}", formula, unit, 0.0, high)
        for of in columns
        for name, (_, says, formula, unit, high) in INDICES.items()
    )


class _Spread(Measure):
    """Gini, Theil, Herfindahl and the largest share of columns of one group."""

    group: ClassVar[str]
    columns: ClassVar[Mapping[str, str]]
    papers = (
        Citation(
            "Theil, Economics and Information Theory, North-Holland, 1967", confidence="medium"
        ),
        Citation(
            "Defence and Peace Economics 20(1), 2009 (Lorenz curve and Gini of military spending)",
            "43-67",
            where="https://ideas.repec.org/a/taf/defpea/v20y2009i1p43-67.html",
            confidence="medium",
        ),
    )
    denominator = "members for which the source has the number"
    uncertainty = "Nothing is sampled: every member counts. The interval leaves none or one out."

    def values(self, seen: "Seen") -> Iterator[Value]:
        for of, column in self.columns.items():
            amounts = seen.of_states(self.group, column)
            whole = sum(amounts.values())
            if len(amounts) < 2 or not whole:
                continue
            told = seen.so_many(amounts)
            shares = sorted(((x / whole, m) for m, x in amounts.items()), reverse=True)
            each = tuple(Each(member, share, "share") for share, member in shares)
            for name, (index, *_) in INDICES.items():
                numbers = list(amounts.values())
                rest = one_left_out(numbers, index)
                yield Value(
                    figure=f"{name} of {of}",
                    value=index(numbers),
                    low=rest[0] if rest else None,
                    high=rest[1] if rest else None,
                    interval=LEFT_OUT if rest else "",
                    of=told,
                    each=each if name == "largest share" else (),
                )


CAPABILITIES = {
    "military spending": "milex",
    "personnel": "milper",
    "people": "tpop",
    "capabilities": "cinc",
}


class Disparity(_Spread):
    """Disparity of resources: spending, forces, people and capabilities."""

    name = "disparity"
    title = "Disparity of resources"
    asks = "How unequal are the members?"
    order = 20
    group, columns = "capabilities", CAPABILITIES
    needs = ("nmc",)
    first, last, newer = 1816, 2016, True
    figures = (
        *_figures(CAPABILITIES),
        Figure(
            "spending apart from people",
            "which part of the spending would have to move for each member to spend as much a head",
            "sum |share of spending - share of people| / 2",
        ),
    )
    not_shown = (
        "What the money buys: spending is in current dollars, not at what things cost there. Nor "
        "whether inequality hurts: that the largest has most is no proof that it dominates."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        yield from super().values(seen)
        spending = seen.of_states(self.group, "milex")
        people = seen.of_states(self.group, "tpop")
        both = sorted(spending.keys() & people.keys())
        if len(both) > 1 and any(spending[m] for m in both):
            yield Value(
                figure="spending apart from people",
                value=apart([spending[m] for m in both], [people[m] for m in both]),
                of=seen.so_many(both),
            )


INCOME = {"GDP": "pwtrgdp"}


class Income(_Spread):
    """Disparity of resources: gross domestic product."""

    name = "disparity-of-income"
    title = "Disparity of resources: income"
    asks = "How unequal are the members' economies?"
    order = 21
    group, columns = "gdp", INCOME
    needs = ("gdp",)
    first, last = 1816, 2019
    figures = _figures(INCOME)
    not_shown = (
        "What is spent on defence. Early figures are estimates from few sources, and their error "
        "is not in the interval."
    )
