"""Whether what was promised was kept when war called for it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.model.citations import Citation
from foedus.model.wording import counted
from foedus.reckoning.association import wilson

if TYPE_CHECKING:
    from foedus.measures.seen import Seen


class Reliability(Measure):
    """Trust: obligations honoured in war."""

    name = "reliability"
    title = "Trust: obligations honoured in war"
    asks = "Was help given when war called for it?"
    order = 40
    needs = ("alliance-reliability",)
    last, newer = 2003, True
    least = 0
    figures = (
        Figure(
            "honoured",
            "share of the commitments that a war called for that were honoured, over its whole "
            "life to 2003",
            "honoured / (honoured + violated)",
        ),
    )
    papers = (
        Citation(
            "Berkemeier and Fuhrmann, Reassessing the fulfillment of alliance commitments in war, "
            "Research & Politics 5(2)",
            where="https://doi.org/10.1177/2053168018779697",
            confidence="medium",
        ),
        Citation(
            "Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal "
            "of the American Statistical Association 22 (the interval)",
            "209-212",
            confidence="medium",
        ),
    )
    denominator = "wars to 2003 that called for what the alliance had promised, by the authors"
    uncertainty = "Wilson's interval of 95 per cent: the wars that came are taken as a sample."
    not_shown = (
        "Deterrence: an alliance that is believed is never tested. Authors differ for the same "
        "years (about 75 against 66 per cent before 1945) by what counts as a call. Trust in peace "
        "is not measured: it needs a record of what was promised and done."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        import polars as pl

        table = seen.data.table("alliance-reliability", "reliability").filter(
            pl.col("honoured").is_not_null()
        )
        own = table.filter(pl.col("atop").is_in(list(seen.framework.atop)))["honoured"].to_list()
        every = table["honoured"].to_list()
        whole = Each(
            "all alliances", sum(every) / len(every), f"{sum(every)} of {len(every)}, 1816 to 2003"
        )
        if not own:
            why = "no war to 2003 called for what it promised, or it is not an alliance of ATOP's"
            yield Value(figure="honoured", why=why, each=(whole,))
            return
        kept, called = sum(own), len(own)
        low, high = wilson(kept, called)
        of = f"{kept} of {counted(called, 'commitment')} called for"
        yield Value(
            figure="honoured",
            value=kept / called,
            low=low,
            high=high,
            interval="95 per cent (Wilson)",
            of=of,
            each=(whole,),
        )
