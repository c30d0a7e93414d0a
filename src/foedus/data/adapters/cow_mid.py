"""Militarised interstate disputes of the Correlates of War project: disputes and participants."""

from typing import TYPE_CHECKING

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables
from foedus.data.store.raw import in_order

if TYPE_CHECKING:
    import polars as pl

_MISSING = ("-9", "-9.0")
_LEVELS = (1, 2, 3, 4, 5)
_DATES = (
    Column("stday", low=1, high=31, missing=_MISSING),
    Column("stmon", low=1, high=12),
    Column("styear", low=1816, high=2010),
    Column("endday", low=1, high=31, missing=_MISSING),
    Column("endmon", low=1, high=12),
    Column("endyear", low=1816, high=2010),
)


def tables(raw: Raw) -> Tables:
    """`disputes`, `participants`, and `dyad_years`: who faced whom in which year, both ways.

    The authors code participants, not pairs. Two participants face each other in a year if they
    are on opposite sides and both took part on some day of it; that they fought each other is not
    said. A day that is not known is taken as the first or last of its month.
    """
    import polars as pl

    for name, frame in (("MIDA", raw["disputes"]), ("MIDB", raw["participants"])):
        in_order(name, frame["styear"] <= frame["endyear"])
    number = pl.col("dispnum3").cast(pl.Int32).alias("dispnum")
    disputes = raw["disputes"].select(
        number,
        pl.col("styear", "endyear").cast(pl.Int16),
        pl.col("outcome", "settle", "fatality", "hiact", "hostlev", "recip").cast(pl.Int8),
    )
    last = pl.date("endyear", "endmon", pl.col("endday").fill_null(1))
    participants = raw["participants"].select(
        number,
        pl.col("ccode").cast(pl.Int16),
        pl.col("sidea", "fatality", "hiact", "hostlev", "orig").cast(pl.Int8),
        start=pl.date("styear", "stmon", pl.col("stday").fill_null(1)),
        end=pl.when(pl.col("endday").is_null())
        .then(last.dt.month_end())
        .otherwise(last)
        .dt.offset_by("1d"),
    )
    return {
        "disputes": disputes.sort("dispnum"),
        "participants": participants.sort("dispnum", "ccode", "start"),
        "dyad_years": _dyad_years(participants.lazy()).collect(),
    }


def _dyad_years(participants: "pl.LazyFrame") -> "pl.LazyFrame":
    import polars as pl

    began = participants.group_by("dispnum").agg(pl.col("start").min().dt.year().alias("began"))
    years = pl.int_ranges(
        pl.max_horizontal("start", "start2").dt.year(),
        pl.min_horizontal("end", "end2").dt.offset_by("-1d").dt.year() + 1,
        dtype=pl.Int16,
    )
    return (
        participants.join(participants, on="dispnum", suffix="2")
        .filter(
            pl.col("sidea") != pl.col("sidea2"),
            pl.max_horizontal("start", "start2") < pl.min_horizontal("end", "end2"),
        )
        .with_columns(year=years, first=pl.max_horizontal("start", "start2").dt.year())
        .explode("year")
        .group_by("dispnum", "year", pl.col("ccode").alias("ccode1"), "ccode2")
        .agg(
            pl.col("sidea", "orig", "hostlev", "hostlev2").max(),
            pl.col("first").min().cast(pl.Int16),
        )
        .with_columns(first=pl.col("first").min().over("dispnum", "ccode1", "ccode2"))
        .join(began, on="dispnum")
        .select(
            "ccode1",
            "ccode2",
            "year",
            "dispnum",
            onset=(pl.col("year") == pl.col("first")).cast(pl.Int8),
            initiator=(
                (pl.col("sidea") == 1) & (pl.col("orig") == 1) & (pl.col("year") == pl.col("began"))
            ).cast(pl.Int8),
            hostlev1="hostlev",
            hostlev2="hostlev2",
        )
        .sort("year", "ccode1", "ccode2", "dispnum")
    )


ADAPTER = Adapter(
    name="cow-mid",
    title="Militarized Interstate Disputes",
    version="4.3",
    authors="Correlates of War Project; Palmer, D'Orazio, Kenwick and Lane",
    home="https://correlatesofwar.org/data-sets/mids/",
    citation="""@article{palmer2015mid4,
  author = {Palmer, Glenn and D'Orazio, Vito and Kenwick, Michael and Lane, Matthew},
  title = {The {MID4} Dataset, 2002--2010: Procedures, Coding Rules and Description},
  journal = {Conflict Management and Peace Science},
  volume = {32},
  number = {2},
  pages = {222--242},
  year = {2015}
}
@article{palmer2020updating,
  author = {Palmer, Glenn and D'Orazio, Vito and Kenwick, Michael R. and McManus, Roseanne W.},
  title = {Updating the Militarized Interstate Dispute Data: A Response to {Gibler}, {Miller}, and
           {Little}},
  journal = {International Studies Quarterly},
  volume = {64},
  number = {2},
  pages = {469--475},
  year = {2020}
}""",
    terms="Free for research with citation; no licence is stated. Not redistributed by foedus.",
    coverage=Coverage(1816, 2010, note="Disputes that ran on at the end of 2010 end there."),
    files=(
        File(
            "disputes",
            ("MIDA 4.3.csv", "MIDA_4.3.csv", "MIDA*.csv"),
            (
                Column("dispnum3", low=1, high=9999),
                Column("styear", low=1816, high=2010),
                Column("endyear", low=1816, high=2010),
                Column("outcome", low=1, high=9, missing=_MISSING),
                Column("settle", low=1, high=4, missing=_MISSING),
                Column("fatality", low=0, high=6, missing=_MISSING),
                Column("hiact", low=0, high=21, missing=_MISSING),
                Column("hostlev", codes=_LEVELS),
                Column("recip", codes=(0, 1)),
                Column("version", "float", low=4.3, high=4.3),
            ),
            rows=2_315,
            others=True,
            sha256=("dac28f023b0c76cf0ca0c63f7d84cd7ed3f89594193578d723bc69562c0697ff",),
            key=("dispnum3",),
        ),
        File(
            "participants",
            ("MIDB 4.3.csv", "MIDB_4.3.csv", "MIDB*.csv"),
            (
                Column("dispnum3", low=1, high=9999),
                Column("ccode", low=2, high=990),
                *_DATES,
                Column("sidea", codes=(0, 1)),
                Column("fatality", low=0, high=6, missing=_MISSING),
                Column("hiact", low=0, high=21, missing=_MISSING),
                Column("hostlev", codes=(0, *_LEVELS)),
                Column("orig", codes=(0, 1)),
                Column("version", "float", low=4.3, high=4.3),
            ),
            rows=5_558,
            others=True,
            sha256=("c88df7e33154fb898a039b56ff24dbd11a9d724256f0ff9c48ae6cd0943664d7",),
            key=("dispnum3", "ccode", "styear", "stmon", "stday"),
        ),
    ),
    keys={
        "disputes": ("dispnum",),
        "participants": ("dispnum", "ccode", "start"),
        "dyad_years": ("ccode1", "ccode2", "year", "dispnum"),
    },
    tables=tables,
    by_hand="get version 4.3 of MIDA and MIDB from https://correlatesofwar.org/data-sets/mids/",
)
