"""Inter-state wars of the Correlates of War project, by year and ordered pair of enemies."""

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables


def tables(raw: Raw) -> Tables:
    """`dyad_years`: a row a war, year and ordered pair of states on opposite sides."""
    import polars as pl

    return {
        "dyad_years": raw["dyad_years"]
        .select(
            pl.col("ccode1", "ccode2", "year", "warnum").cast(pl.Int16),
            pl.col("cowinteronset").cast(pl.Int8).alias("onset"),
            pl.col("initiator1").cast(pl.Int8).alias("initiator"),
            pl.col("batdeath1").cast(pl.Int32).alias("deaths1"),
            pl.col("batdeath2").cast(pl.Int32).alias("deaths2"),
        )
        .sort("year", "ccode1", "ccode2", "warnum")
    }


ADAPTER = Adapter(
    name="cow-war",
    title="Inter-State War Data, by directed dyad-year",
    version="4.0",
    authors="Correlates of War Project; Sarkees and Wayman; dyad-years by Miller",
    home="https://correlatesofwar.org/data-sets/cow-war/",
    citation="""@book{sarkees2010resort,
  author = {Sarkees, Meredith Reid and Wayman, Frank Whelon},
  title = {Resort to War: 1816--2007},
  publisher = {CQ Press},
  address = {Washington, DC},
  year = {2010}
}""",
    terms="Free for research with citation; no licence is stated. Not redistributed by foedus.",
    coverage=Coverage(1816, 2007, note="The first war begins in 1823, the last ends in 2003."),
    files=(
        File(
            "dyad_years",
            ("cow_war_inter.csv",),
            (
                Column("warnum", low=1, high=999),
                Column("ccode1", low=2, high=990),
                Column("ccode2", low=2, high=990),
                Column("year", low=1816, high=2007),
                Column("cowinterongoing", codes=(1,)),
                Column("cowinteronset", codes=(0, 1)),
                Column("initiator1", codes=(0, 1)),
                Column("batdeath1", low=0, missing=("-9", "-9.0")),
                Column("batdeath2", low=0, missing=("-9", "-9.0")),
            ),
            rows=1_932,
            others=True,
            sha256=("88a1e1b48fb9d0b815a71f00b6548049a81f53452650f953332a3483d9c8e442",),
        ),
    ),
    tables=tables,
    by_hand="export cow_war_inter from the R package peacesciencer as cow_war_inter.csv",
)
