"""Rivalries, wars and disputes between members."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.measures.measure import Figure, Measure, Value
from foedus.measures.pairs import share_of_pairs
from foedus.model.citations import Citation

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

WINDOW = 10


class Rivalries(Measure):
    """Political distance: strategic rivalries between members."""

    name = "rivalries"
    title = "Political distance: rivalries"
    asks = "Do members see each other as enemies?"
    order = 15
    needs = ("tss-rivalries",)
    first, last = 1816, 2020
    figures = (
        Figure("rival pairs", "share of pairs that are strategic rivals", "rival pairs / pairs"),
    )
    papers = (
        Citation(
            "Thompson, Sakuwa and Suhas, Analyzing Strategic Rivalries in World Politics, Springer",
        ),
    )
    denominator = "all pairs of members"
    uncertainty = "A list of all rivalries by its authors' judgement; nothing is sampled."
    not_shown = "How hot a rivalry is, and rivalries that its authors date otherwise."

    def values(self, seen: "Seen") -> Iterator[Value]:
        yield share_of_pairs("rival pairs", seen.of_pairs("rivalries").rows(), seen, coded=True)


class Disputes(Measure):
    """Political distance: militarised disputes between members."""

    name = "disputes"
    title = "Political distance: disputes"
    asks = "Do members use force against each other?"
    order = 16
    needs = ("gml-mid",)
    first, last = 1816 + WINDOW - 1, 2010
    figures = (
        Figure(
            "disputing pairs",
            f"share of pairs that faced each other in a militarised dispute in {WINDOW} years",
            f"pairs with a dispute in the year and the {WINDOW - 1} before / pairs",
        ),
    )
    papers = (
        Citation(
            "Gibler, Miller and Little, An Analysis of the Militarized Interstate Dispute (MID) "
            "Dataset, 1816-2001, International Studies Quarterly 60(4)",
            "719-730",
            where="https://doi.org/10.1093/isq/sqw045",
            confidence="medium",
        ),
    )
    denominator = "all pairs of those that are members that day"
    uncertainty = "A list of all disputes; nothing is sampled. Press and archives miss small ones."
    not_shown = (
        "Whether the framework caused or kept down the disputes; and most of them are shows of "
        "force over fish and airspace."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        import polars as pl

        table = seen.data.table("gml-mid", "dyad_years")
        codes = list(seen.by_code)
        found = table.filter(
            pl.col("year").is_between(seen.year - WINDOW + 1, seen.year),
            pl.col("ccode1").is_in(codes),
            pl.col("ccode2").is_in(codes),
        )
        pairs = found.select("ccode1", "ccode2").unique().rows()
        held = [(seen.by_code[one], seen.by_code[other]) for one, other in pairs]
        yield share_of_pairs("disputing pairs", held, seen, coded=True)
