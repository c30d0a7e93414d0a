"""Strategic rivalries: Thompson and Dreyer's list, and that of Thompson, Sakuwa and Suhas."""

from typing import TYPE_CHECKING

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables
from foedus.data.store.raw import in_order

if TYPE_CHECKING:
    import polars as pl

TYPES = ("spatial", "positional", "ideological", "interventionary")


def _spells(first: str, last: str, number: str, name: str) -> "list[pl.Expr]":
    import polars as pl

    return [
        pl.col(number).cast(pl.Int16).alias("rivalry"),
        pl.col(name).alias("name"),
        pl.min_horizontal("ccode1", "ccode2").cast(pl.Int16).alias("ccode1"),
        pl.max_horizontal("ccode1", "ccode2").cast(pl.Int16).alias("ccode2"),
        pl.date(first, 1, 1).alias("start"),
        pl.date(pl.col(last) + 1, 1, 1).alias("end"),
    ]


def _in_order(name: str, frame: "pl.DataFrame", first: str, last: str) -> None:
    in_order(name, frame[first] <= frame[last])


def dreyer(raw: Raw) -> Tables:
    """`rivalries`: a row a rivalry, the lower code first, with its types as 0 and 1."""
    import polars as pl

    _in_order("td_rivalries.csv", raw["rivalries"], "styear", "endyear")
    types = pl.concat_list("type1", "type2", "type3")
    return {
        "rivalries": raw["rivalries"].select(
            *_spells("styear", "endyear", "rivalryno", "rivalryname"),
            *(
                types.list.contains(kind).fill_null(value=False).cast(pl.Int8).alias(kind)
                for kind in TYPES
            ),
        )
    }


def sakuwa(raw: Raw) -> Tables:
    """`rivalries`: a row a rivalry, the lower code first, with its types as 0 and 1."""
    import polars as pl

    _in_order("tss_rivalries.csv", raw["rivalries"], "start", "end")
    return {
        "rivalries": raw["rivalries"].select(
            *_spells("start", "end", "tssr_id", "rivalry"),
            *(pl.col(kind).fill_null(0).cast(pl.Int8) for kind in TYPES),
        )
    }


_STATES = (Column("ccode1", low=2, high=990), Column("ccode2", low=2, high=990))
_KIND = ("spatial", "positional", "ideological", "interventionary")

DREYER = Adapter(
    name="td-rivalries",
    title="Strategic rivalries 1494 to 2010",
    version="2012",
    authors="William R. Thompson and David R. Dreyer",
    home="https://svmiller.com/peacesciencer/reference/td_rivalries.html",
    citation="""@book{thompson2012handbook,
  author = {Thompson, William R. and Dreyer, David R.},
  title = {Handbook of International Rivalries, 1494--2010},
  publisher = {CQ Press},
  address = {Washington, DC},
  year = {2012}
}""",
    terms="No licence is stated; cite the authors. Not redistributed by foedus.",
    coverage=Coverage(1494, 2010),
    files=(
        File(
            "rivalries",
            ("td_rivalries.csv",),
            (
                Column("rivalryno", low=1, high=999),
                Column("rivalryname", "text"),
                *_STATES,
                Column("styear", low=1494, high=2010),
                Column("endyear", low=1494, high=2010),
                Column("region", "text"),
                Column("type1", "text", codes=_KIND),
                Column("type2", "text", codes=_KIND, nulls=True),
                Column("type3", "text", codes=_KIND, nulls=True),
            ),
            rows=197,
            sha256=("f7b61c151bc71884dfdb634e69999db55075e61b2300659fe3b8fae7ca8c22ec",),
            key=("rivalryno",),
        ),
    ),
    keys={"rivalries": ("rivalry",)},
    tables=dreyer,
    by_hand="export td_rivalries from the R package peacesciencer as td_rivalries.csv",
)

SAKUWA = Adapter(
    name="tss-rivalries",
    title="Strategic rivalries 1494 to 2020",
    version="2021",
    authors="William R. Thompson, Kentaro Sakuwa and Prashant Hosur Suhas",
    home="https://svmiller.com/peacesciencer/reference/tss_rivalries.html",
    citation="""@book{thompson2021analyzing,
  author = {Thompson, William R. and Sakuwa, Kentaro and Suhas, Prashant Hosur},
  title = {Analyzing Strategic Rivalries in World Politics},
  publisher = {Springer},
  year = {2021}
}""",
    terms="No licence is stated; cite the authors. Not redistributed by foedus.",
    coverage=Coverage(1494, 2020),
    files=(
        File(
            "rivalries",
            ("tss_rivalries.csv",),
            (
                Column("tssr_id", low=1, high=999),
                Column("rivalry", "text"),
                *_STATES,
                Column("start", low=1494, high=2020),
                Column("end", low=1494, high=2020),
                *(Column(kind, codes=(0, 1), nulls=True) for kind in ("positional", "spatial")),
                *(
                    Column(kind, codes=(0, 1), nulls=True)
                    for kind in ("ideological", "interventionary")
                ),
                Column("principal", codes=(0, 1), nulls=True),
                Column("aprin", codes=(0, 1), nulls=True),
            ),
            rows=264,
            sha256=("5720e034c08578a74590b7648c12280f08cbc5e78a806e444f3c6cd48d964689",),
            key=("tssr_id",),
        ),
    ),
    keys={"rivalries": ("rivalry",)},
    tables=sakuwa,
    by_hand="export tss_rivalries from the R package peacesciencer as tss_rivalries.csv",
)
