"""Rivalries, past wars, disputes and territorial claims between members."""

from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING

from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.measures.pairs import share_of_pairs
from foedus.model.citations import Citation
from foedus.model.wording import counted

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

WINDOW = 10
LIFETIME = 50


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


class PastWars(Measure):
    """Political distance: wars that members once fought against each other."""

    name = "past-wars"
    title = "Political distance: past wars"
    asks = "Have members been at war with each other?"
    order = 18
    needs = ("cow-war",)
    first, last = 1816 + LIFETIME - 1, 2007
    figures = (
        Figure(
            "once at war",
            "share of pairs that were on opposite sides of a war between states since 1816",
            "pairs with a war from 1816 to the year / pairs",
        ),
        Figure(
            f"within {LIFETIME} years",
            f"share of pairs that were so in {LIFETIME} years",
            f"pairs with a war in the year and the {LIFETIME - 1} before / pairs",
        ),
    )
    papers = (Citation("Sarkees and Wayman, Resort to War: 1816-2007, CQ Press, 2010"),)
    denominator = "all pairs of those that are members that day"
    uncertainty = "A list of all wars between states with 1,000 dead in battle; nothing is sampled."
    not_shown = (
        "Whether anybody still minds: France and Germany count. A state counts with the wars of "
        "any that had its code before it (Russia and the Soviet Union), and without those of one "
        "whose code was another (Austria and Austria-Hungary). Smaller wars, and wars within "
        "states are not in it."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        import polars as pl

        codes = seen.by_any_code
        fought = seen.data.table("cow-war", "dyad_years").filter(
            pl.col("year") <= seen.year,
            pl.col("ccode1").is_in(list(codes)),
            pl.col("ccode2").is_in(list(codes)),
        )
        for figure, since in (
            ("once at war", 1816),
            (f"within {LIFETIME} years", seen.year - LIFETIME + 1),
        ):
            rows = fought.filter(pl.col("year") >= since).select("ccode1", "ccode2").unique().rows()
            held = [(codes[one], codes[other]) for one, other in rows if codes[one] != codes[other]]
            yield share_of_pairs(figure, held, seen, coded=True)


class Claims(Measure):
    """Political distance: territory that members claim of each other."""

    name = "claims"
    title = "Political distance: territorial claims"
    asks = "Do members claim each other's land?"
    order = 19
    needs = ("icow-claims",)
    first, last = 1816, 2001
    figures = (
        Figure(
            "claiming pairs",
            "share of pairs one of which claims territory of the other",
            "pairs with a claim / pairs",
        ),
        Figure(
            "salience",
            "mean over these pairs of how much the claim matters that matters most",
            "mean of max icowsal of a pair",
            "0 to 12",
            0.0,
            12.0,
        ),
    )
    papers = (
        Citation(
            "Frederick, Hensel and Macaulay, The Issue Correlates of War Territorial Claims Data, "
            "1816-2001, Journal of Peace Research 54(1)",
            "99-108",
            where="https://doi.org/10.1177/0022343316676311",
            confidence="medium",
        ),
    )
    denominator = "all pairs of members; salience: pairs with a claim"
    uncertainty = "A list of all claims that governments made openly; nothing is sampled."
    not_shown = (
        "Who is right; and claims after 2001. The claims that foedus lists beside who holds a "
        "territory bear no days, and are not counted."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        rows = seen.of_pairs("territorial-claims", "claims", "claim_salience").rows()
        yield share_of_pairs("claiming pairs", [row[:2] for row in rows], seen, coded=True)
        if not rows:
            why = "no member claims territory of another in the source that year"
            yield Value(figure="salience", why=why)
            return
        most = sorted(rows, key=lambda row: (-row[3], row[0], row[1]))
        yield Value(
            figure="salience",
            value=fsum(row[3] for row in rows) / len(rows),
            of=f"{counted(len(rows), 'pair')} with a claim{seen.doubt}",
            each=tuple(
                Each(f"{one}-{other}", salience, counted(claims, "claim"))
                for one, other, claims, salience in most
            ),
        )
