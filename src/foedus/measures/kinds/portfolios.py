"""Whether the members have the same allies: similarity of portfolios of alliances."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.measures.measure import Figure, Measure, Value
from foedus.measures.pairs import mean_of_pairs
from foedus.model.citations import Citation

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

COLUMNS = {"s": "S", "s_weighted": "S weighted", "pi": "pi", "kappa": "kappa"}


class Portfolios(Measure):
    """S, Scott's pi and Cohen's kappa of alliance portfolios."""

    name = "portfolios"
    title = "Cohesion: similarity of alliances"
    asks = "Do the members have the same allies?"
    order = 12
    needs = ("atop", "cow-states", "nmc")
    first, last = 1816, 2016
    figures = (
        Figure(
            "S",
            "mean over pairs of S, all states of the system alike",
            "1 - 2 sum |x - y| / 3n",
            "-1 to 1",
            -1.0,
        ),
        Figure(
            "S weighted",
            "the same, each state by its share of capabilities (CINC)",
            "1 - 2 sum w |x - y| / (3 sum w)",
            "-1 to 1",
            -1.0,
        ),
        Figure(
            "pi",
            "mean over pairs of Scott's pi, which takes away the many ties that nobody has",
            "1 - sum (x - y)^2 / sum ((x - m)^2 + (y - m)^2), m the mean of both",
            "-1 to 1",
            -1.0,
        ),
        Figure(
            "kappa",
            "mean over pairs of Cohen's kappa, which also allows for who has more allies",
            "1 - sum (x - y)^2 / sum ((x - mean x)^2 + (y - mean y)^2 + (mean x - mean y)^2)",
            "-1 to 1",
            -1.0,
        ),
    )
    papers = (
        Citation(
            "Signorino and Ritter, Tau-b or Not Tau-b, International Studies Quarterly 43(1)",
            "115-144",
            where="https://doi.org/10.1111/0020-8833.00113",
            confidence="medium",
        ),
        Citation(
            "Häge, Choice or Circumstance?, Political Analysis 19(3)",
            "287-305",
            where="https://doi.org/10.1093/pan/mpr023",
            confidence="medium",
        ),
    )
    denominator = "pairs of members that the list of states has in that year"
    uncertainty = "ATOP lists every alliance, so nothing is sampled."
    not_shown = (
        "How much an alliance matters. S is near 1 for states that have no allies at all, because "
        "most ties are absent: pi and kappa are there beside it for that."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        table = seen.of_pairs("similarity", *COLUMNS)
        for column, figure in COLUMNS.items():
            rows = table.select("one", "other", column).drop_nulls().drop_nans().rows()
            yield mean_of_pairs(figure, rows, seen)
