"""How deep the cooperation is that the treaty sets up."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.measures.measure import Each, Figure, Measure, NotKnownError, Value
from foedus.model.citations import Citation

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

PARTS = ("milcon", "intcom", "base", "milaid", "subord", "contrib", "orgpurp1", "orgpurp2")


class Depth(Measure):
    """Depth: military institutionalisation by the treaty."""

    name = "depth"
    title = "Depth"
    asks = "How deep is the cooperation that the treaty sets up?"
    order = 71
    needs = ("atop",)
    first, last = 1815, 2018
    figures = (
        Figure(
            "institutionalisation",
            "0 none, 1 moderate, 2 high; the deepest of its alliances in force",
            "2 if milcon = 3 or intcom = 1 or base > 0; else 1 if milcon = 2 or milaid is 3 or 4 "
            "or subord > 0 or contrib = 1 or orgpurp is 1 or 4; else 0",
            "0, 1 or 2",
            0.0,
            2.0,
        ),
    )
    papers = (
        Citation(
            "Leeds and Anac, Alliance Institutionalization and Alliance Performance, International "
            "Interactions 31(3)",
            "183-202",
            confidence="medium",
        ),
    )
    denominator = "the alliances of ATOP that the definition names, in force that day"
    uncertainty = "None: the text of the treaty is coded."
    not_shown = (
        "What grew in practice without a treaty, and whether depth helps: in its authors' own test "
        "deep alliances were honoured no more often."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        import polars as pl

        from foedus.data.estimates.depth import institutionalisation

        if not seen.framework.atop:
            raise NotKnownError("its definition names no alliance of ATOP's")
        # what is coded of the members of a phase together is what is coded of the phase
        found = (
            seen.data.table("atop", "members")
            .filter(
                pl.col("atopid").is_in(list(seen.framework.atop)),
                pl.col("start") <= seen.on,
                pl.col("end").is_null() | (pl.col("end") > seen.on),
            )
            .group_by("atopid")
            .agg(pl.col(*PARTS).max())
            .with_columns(depth=institutionalisation())
            .sort("depth", "atopid", descending=True)
        )
        if found.is_empty():
            raise NotKnownError("ATOP has none of its alliances in force that day")
        each = tuple(
            Each(f"ATOP {atopid}", float(depth))
            for atopid, depth in found.select("atopid", "depth").rows()
        )
        yield Value(
            figure="institutionalisation",
            value=each[0].value,
            of=f"the deepest of {len(each)}" if len(each) > 1 else each[0].of,
            each=each,
        )
