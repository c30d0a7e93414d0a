"""Berkemeier and Fuhrmann: whether alliance commitments were honoured when war called for them.

A row of the authors' file is an alliance and a war in which one of its members fought. No codebook
comes with it; what follows is read from its names, its wars and the figures that it gives. It
codes each row twice: by the rules of Leeds, Long and Mitchell (2000), in columns that end in `LLM`,
and by the authors' own, in `BF`. `honor` or `violate` is 1 where the war called for what was
promised, else `dna` ("does not apply") is. The figures of the article's abstract are those of the
`LLM` columns: 146 commitments called for, 73 of them honoured. `sample` is 1 for the wars until
1944, which Leeds, Long and Mitchell had coded, and 0 for those of 1945 to 2003.
"""

from typing import TYPE_CHECKING

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

if TYPE_CHECKING:
    import polars as pl

PROMISES = {
    "defence": "defense",
    "offence": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
}
CODINGS = {"honoured": "LLM", "honoured_revised": "BF"}


def tables(raw: Raw) -> Tables:
    """`reliability`: for each war and alliance what was promised, and whether it was honoured.

    `honoured` (by the rules of 2000) and `honoured_revised` (by the authors' own) are null where
    the war did not call for the promise.
    """
    import polars as pl

    return {
        "reliability": raw["reliability"]
        .select(
            war=pl.col("warid").cast(pl.Int16),
            war_name=pl.col("warname"),
            cow_war=pl.col("cowwarid").cast(pl.Int16),
            atop=pl.col("atopid").cast(pl.Int16),
            until_1944=pl.col("sample") == 1,
            multilateral=pl.col("multilateral") == 1,
            **{promise: pl.col(column) == 1 for promise, column in PROMISES.items()},
            **{name: _honoured(coding) for name, coding in CODINGS.items()},
        )
        .sort("war", "atop")
    }


def _honoured(coding: str) -> "pl.Expr":
    """True where honoured, false where violated, null where neither."""
    import polars as pl

    honoured, violated = pl.col(f"honor{coding}") == 1, pl.col(f"violate{coding}") == 1
    return pl.when(honoured).then(pl.lit(True)).when(violated).then(pl.lit(False))


def _flag(name: str) -> Column:
    """A column that is 0 or 1."""
    return Column(name, codes=(0, 1))


def _mark(name: str) -> Column:
    """A column that is 1 or empty."""
    return Column(name, codes=(1,), nulls=True)


ADAPTER = Adapter(
    name="alliance-reliability",
    title="Fulfilment of alliance commitments in war",
    version="2018",
    authors="Molly Berkemeier and Matthew Fuhrmann",
    home="https://doi.org/10.1177/2053168018779697",
    citation="""@article{berkemeier2018reassessing,
  author = {Berkemeier, Molly and Fuhrmann, Matthew},
  title = {Reassessing the fulfillment of alliance commitments in war},
  journal = {Research \\& Politics},
  volume = {5},
  number = {2},
  year = {2018},
  doi = {10.1177/2053168018779697}
}""",
    terms="The article is open access; no licence is stated for the data. Not part of foedus.",
    coverage=Coverage(1816, 2003),
    files=(
        File(
            "reliability",
            ("BerkemeierFuhrmannRAP2018*.csv", "BerkemeierFuhrmann*.csv"),
            (
                _flag("sample"),
                Column("warid", low=1),
                Column("atopid", low=1005, high=9999),
                Column("cowwarid", low=1, nulls=True),
                Column("warname", "text"),
                Column("cowid", low=2001, nulls=True),
                _flag("multilateral"),
                *(Column(name, codes=(0, 1), nulls=True) for name in ("sabhon", "sabvio")),
                *(
                    _mark(f"{name}{coding}")
                    for coding in ("BF", "LLM")
                    for name in ("nonagg", "consul", "cfna", "dna", "honor", "violate")
                ),
                _mark("sabroskyhonorbf"),
                _mark("sabroskyhonorllm"),
                *map(_flag, PROMISES.values()),
            ),
            rows=576,
            sha256=("803301ef221f5f0e208a3fc5da64cf0bc74cb8e5b774b4ff72edccf8e289fbaf",),
            key=("warid", "atopid"),
        ),
    ),
    keys={"reliability": ("war", "atop")},
    tables=tables,
    by_hand="it is the replication file of the article; ask for it there, and save it as CSV",
)
