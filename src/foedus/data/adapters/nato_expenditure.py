"""Defence expenditure of NATO's members as a share of their gross domestic product."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

_YEARS = (*(str(year) for year in range(2014, 2023)), "2023e", "2024e")


def tables(raw: Raw) -> Tables:
    """`expenditure`: a row a state and year, per cent of GDP; `estimate` where NATO says so."""
    import polars as pl

    year = pl.col("label").str.head(4).cast(pl.Int16)
    long = (
        raw["expenditure"]
        .unpivot(on=_YEARS, index="Country", variable_name="label", value_name="share")
        .with_columns(year=year, estimate=pl.col("label").str.ends_with("e").cast(pl.Int8))
    )
    return {
        "expenditure": raw.names.with_codes(long, "Country", "year", "nato_pct_gdp.csv")
        .select("ccode", "year", "share", "estimate")
        .sort("year", "ccode")
    }


ADAPTER = Adapter(
    name="nato-expenditure",
    title="Defence expenditure of NATO countries, per cent of GDP",
    version="2014 to 2024e",
    authors="NATO Public Diplomacy Division",
    home="https://www.nato.int/cps/en/natohq/topics_49198.htm",
    citation="""@misc{nato2024expenditure,
  author = {{NATO}},
  title = {Defence Expenditure of {NATO} Countries (2014--2024)},
  howpublished = {Press release},
  year = {2024}
}""",
    terms="Public figures of NATO; no licence is stated. Not redistributed by foedus.",
    coverage=Coverage(2014, 2024, note="2023 and 2024 are estimates. Iceland has no forces."),
    files=(
        File(
            "expenditure",
            ("nato_pct_gdp_2014_2024e.csv", "nato.csv"),
            (
                Column("Country", "text"),
                *(Column(year, "float", low=0, high=20, nulls=True) for year in _YEARS),
            ),
            rows=31,
            others=True,
            sha256=("3a7b914a6fdc6c2223baef3c387b463d90c3e83b31adbaf641d169f4f97297a1",),
            key=("Country",),
        ),
    ),
    keys={"expenditure": ("ccode", "year")},
    tables=tables,
    by_hand="get NATO's table of shares of GDP and save it as nato_pct_gdp_2014_2024e.csv",
)
