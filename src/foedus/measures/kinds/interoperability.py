"""Who trained with whom, and who has agreements of defence cooperation with whom."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.measures.measure import Figure, Measure, Value
from foedus.measures.pairs import share_of_pairs
from foedus.model.citations import Citation

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

WINDOW = 5


class Training(Measure):
    """Interoperability: pairs of members that exercised together."""

    name = "training"
    title = "Interoperability: training together"
    asks = "Do the members train with each other?"
    order = 60
    needs = ("mme",)
    first, last = 1980 + WINDOW - 1, 2010
    figures = (
        Figure(
            "trained together",
            f"share of pairs that took part in the same exercise in {WINDOW} years",
            f"pairs in one exercise in the year or the {WINDOW - 1} before / pairs",
        ),
    )
    papers = (
        Citation(
            "Multinational Military Exercises, 1980-2010, version 7",
            where="https://doi.org/10.7910/DVN/KHFODX",
            confidence="medium",
        ),
    )
    denominator = "all pairs of members"
    uncertainty = (
        "Coded from the press: what it did not report is missing, and more so in early years. "
        "Another list of exercises differs by a factor of two to three."
    )
    not_shown = "What was trained, by whom and how well; and nothing after 2010."

    def values(self, seen: "Seen") -> Iterator[Value]:
        import polars as pl

        part = seen.data.table("mme", "participants").filter(
            pl.col("year").is_between(seen.year - WINDOW + 1, seen.year),
            pl.col("ccode").is_in(list(seen.by_code)),
        )
        part = part.select("exercise", "year", "ccode")
        pairs = (
            part.join(part, on=["exercise", "year"], suffix="2")
            .filter(pl.col("ccode") < pl.col("ccode2"))
            .select("ccode", "ccode2")
            .unique()
            .rows()
        )
        held = [(seen.by_code[one], seen.by_code[other]) for one, other in pairs]
        yield share_of_pairs("trained together", held, seen, coded=True)


class Agreements(Measure):
    """Interoperability: pairs of members with a bilateral defence cooperation agreement."""

    name = "agreements"
    title = "Interoperability: bilateral agreements"
    asks = "Do the members have agreements of cooperation with each other?"
    order = 61
    needs = ("dcad",)
    first, last = 1980, 2010
    figures = (
        Figure(
            "with one since 1980",
            "share of pairs with a bilateral agreement of defence cooperation in force that was "
            "signed since 1980",
            "pairs with an agreement signed since 1980 and in force by estimate / pairs",
        ),
    )
    papers = (
        Citation(
            "Kinne, The Defense Cooperation Agreement Dataset (DCAD), Journal of Conflict "
            "Resolution 64(4)",
            "729-755",
            where="https://doi.org/10.1177/0022002719857796",
            confidence="medium",
        ),
    )
    denominator = "all pairs of members"
    uncertainty = "The end of an agreement is its author's estimate."
    not_shown = (
        "Agreements signed before 1980, which are not in the data: in the 1980s none found is not "
        "that there was none. Multilateral ones, which may make a bilateral one needless; and "
        "whether it is used."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        rows = seen.of_pairs("agreements", "dca_agreements").rows()
        held = [(one, other) for one, other, number in rows if number]
        yield share_of_pairs("with one since 1980", held, seen, coded=True)
