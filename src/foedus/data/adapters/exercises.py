"""Joint exercises of several states: Multinational Military Exercises, and its forerunner."""

from typing import TYPE_CHECKING

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.store.names import StateNames

NO_STATE = (
    "-9", "NATO", "Baltic States", "8 NATO members", "BMU", "Bermuda", "Hong Kong SAR China",
    "Netherlands Antilles", "New Caledonia",
)  # fmt: skip
_LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
_MME = [f"State{a}" for a in (*_LETTERS, *(f"A{b}" for b in "ABCDEFGHIJKLM"))]
_JME = [f"State {a}" for a in (*_LETTERS, "AA", "AB", "AC", "AD")]
_KINDS = ("CPX", "Air", "Land", "Sea", "Amphibious", "Cyber")


def _participants(
    frame: "pl.DataFrame", columns: list[str], file: str, names: "StateNames"
) -> "pl.DataFrame":
    """Who took part in which exercise; names that stand for no one state are left out."""
    long = frame.select("exercise", "year", *columns).unpivot(
        on=columns, index=["exercise", "year"], value_name="state"
    )
    coded = names.with_codes(long.drop_nulls("state"), "state", "year", file, NO_STATE)
    return coded.select("exercise", "year", "ccode").unique().sort("exercise", "ccode")


def multinational(raw: Raw) -> Tables:
    """`exercises`, and `participants`: who took part in which, with the year it began in."""
    import polars as pl

    frame = (
        raw["exercises"]
        .with_row_index("exercise", 1)
        .with_columns(
            pl.col("exercise").cast(pl.Int32), pl.col("s.year").cast(pl.Int16).alias("year")
        )
    )
    return {
        "exercises": frame.select(
            "exercise",
            pl.col("MMEID").alias("id"),
            pl.col("Ex_Name").alias("name"),
            "year",
            pl.col("s.month").cast(pl.Int8).alias("month"),
            pl.col("e.year").cast(pl.Int16).alias("last_year"),
            *(pl.col(kind).cast(pl.Int8).alias(kind.lower()) for kind in _KINDS),
        ),
        "participants": _participants(frame, _MME, "mme_v7.csv", raw.names),
    }


def joint(raw: Raw) -> Tables:
    """`exercises`, and `participants`; entries of the list without a year are left out."""
    import polars as pl

    frame = (
        raw["exercises"]
        .drop_nulls("s.year")
        .with_row_index("exercise", 1)
        .with_columns(
            pl.col("exercise").cast(pl.Int32), pl.col("s.year").cast(pl.Int16).alias("year")
        )
    )
    return {
        "exercises": frame.select("exercise", pl.col("Exercise Name").alias("name"), "year"),
        "participants": _participants(frame, _JME, "jme_v3.csv", raw.names),
    }


MULTINATIONAL = Adapter(
    name="mme",
    title="Multinational Military Exercises",
    version="7",
    authors="Vito D'Orazio and Kevin Galambos",
    home="https://doi.org/10.7910/DVN/KHFODX",
    citation="""@data{dorazio2021multinational,
  author = {D'Orazio, Vito and Galambos, Kevin},
  title = {Multinational Military Exercises, 1980--2010},
  publisher = {Harvard Dataverse},
  year = {2021},
  doi = {10.7910/DVN/KHFODX}
}""",
    terms="At the Harvard Dataverse; cite the authors. Not redistributed by foedus.",
    coverage=Coverage(1980, 2010),
    files=(
        File(
            "exercises",
            ("mme_v7.csv", "mme*.csv"),
            (
                Column("MMEID", "text"),
                Column("Ex_Name", "text", nulls=True),
                Column("s.year", low=1980, high=2010),
                Column("s.month", low=1, high=12),
                Column("e.year", low=1980, high=2010),
                *(Column(kind, codes=(0, 1)) for kind in _KINDS),
                *(Column(state, "text", nulls=True) for state in _MME),
            ),
            rows=3_707,
            others=True,
            sha256=("e6356ed4b8569133841723ad4bc6fe436b49b28570dd721940d61edb771d8719",),
            key=("MMEID", "s.year"),
        ),
    ),
    keys={"exercises": ("exercise",), "participants": ("exercise", "ccode")},
    tables=multinational,
    by_hand="get version 7 from the Harvard Dataverse",
)

JOINT = Adapter(
    name="jme",
    title="Joint Military Exercises",
    version="3",
    authors="Vito D'Orazio",
    home="https://doi.org/10.7910/DVN/KHFODX",
    citation="""@phdthesis{dorazio2013advancing,
  author = {D'Orazio, Vito},
  title = {Advancing Measurement of Foreign Policy Similarity},
  school = {The Pennsylvania State University},
  year = {2013},
  note = {Joint Military Exercises, version 3}
}""",
    terms="No licence is stated; cite the author. Not redistributed by foedus.",
    coverage=Coverage(1974, 2010, note="Superseded by mme from 1980 on; of use for 1974 to 1979."),
    files=(
        File(
            "exercises",
            ("jme_v3.csv", "jme*.csv"),
            (
                Column("Exercise Name", "text", nulls=True),
                Column("s.year", low=1974, high=2010, nulls=True),
                *(Column(state, "text", nulls=True) for state in _JME),
            ),
            rows=1_790,
            others=True,
            sha256=("a60bf69ddf7317691a1b0cbe824f0627af51d4580841b900aa4ed412582450bf",),
        ),
    ),
    keys={"exercises": ("exercise",), "participants": ("exercise", "ccode")},
    tables=joint,
    by_hand="export jme_v3.xls of the package troopdata as jme_v3.csv",
)
