"""Military expenditure by SIPRI: the workbook that a user has got there.

SIPRI's terms restrict copies, so foedus neither brings nor keeps the workbook; what is stored is
the table made from it, in the user's own folder.
"""

from typing import TYPE_CHECKING

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables
from foedus.data.store.raw import FileError

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.store.names import StateNames

FIRST, LAST = 1949, 2035
_MISSING = ("...", "..", ". .", ". . .", "xxx", "x")
_REGIONS = (
    "Africa", "North Africa", "sub-Saharan Africa", "Americas", "Central America and the Caribbean",
    "North America", "South America", "Asia & Oceania", "Asia and Oceania", "Oceania",
    "South Asia", "East Asia", "South East Asia", "Southeast Asia", "Central Asia", "Europe",
    "Central Europe", "Central and Western Europe", "Eastern Europe", "Western Europe",
    "Middle East",
)  # fmt: skip


def tables(raw: Raw) -> Tables:
    """`expenditure`: a row a state and year, in millions of constant US dollars and as a share.

    Headings of regions have no figures and are left out; a state that did not exist has none
    either.
    """
    dollars = _long(raw["dollars"], "dollars", "Constant (US$)", raw.names)
    share = _long(raw["share"], "share", "Share of GDP", raw.names)
    joined = dollars.join(share, on=["ccode", "year"], how="full", coalesce=True)
    return {"expenditure": joined.sort("year", "ccode")}


def _long(frame: "pl.DataFrame", measure: str, sheet: str, names: "StateNames") -> "pl.DataFrame":
    import polars as pl

    years = [name for name in frame.columns if name != "Country"]
    long = (
        frame.drop_nulls("Country")
        .unpivot(on=years, index="Country", variable_name="year", value_name=measure)
        .with_columns(pl.col("year").cast(pl.Int16))
        .drop_nulls(measure)
    )
    if long.is_empty():
        raise FileError([f"the sheet {sheet} has no figure in it"])
    coded = names.with_codes(long, "Country", "year", f"sheet {sheet}", _REGIONS)
    return coded.select("ccode", "year", measure)


_COLUMNS = (
    Column("Country", "text", nulls=True),
    *(
        Column(str(year), "float", low=0, missing=_MISSING, nulls=True, optional=True)
        for year in range(FIRST, LAST + 1)
    ),
)

ADAPTER = Adapter(
    name="sipri",
    title="SIPRI Military Expenditure Database",
    version="as brought",
    authors="Stockholm International Peace Research Institute",
    home="https://www.sipri.org/databases/milex",
    citation="""@misc{sipri,
  author = {{Stockholm International Peace Research Institute}},
  title = {{SIPRI} Military Expenditure Database},
  howpublished = {https://www.sipri.org/databases/milex}
}""",
    terms="SIPRI's terms restrict copying and passing on: bring your own, and keep it to yourself.",
    coverage=Coverage(FIRST, LAST, note="As far as the workbook goes."),
    files=(
        File(
            "dollars",
            ("SIPRI-Milex*.xlsx", "*sipri*.xlsx", "*milex*.xlsx"),
            _COLUMNS,
            others=True,
            sheet="Constant*US*",
            key=("Country",),
        ),
        File(
            "share",
            ("SIPRI-Milex*.xlsx", "*sipri*.xlsx", "*milex*.xlsx"),
            _COLUMNS,
            others=True,
            sheet="Share of GDP*",
            key=("Country",),
        ),
    ),
    keys={"expenditure": ("ccode", "year")},
    tables=tables,
    by_hand="get the workbook of all countries from https://www.sipri.org/databases/milex",
)
