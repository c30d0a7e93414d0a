"""Alliance Treaty Obligations and Provisions: who promised what to whom, 1815 to 2018."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from foedus.data.adapters.atop_columns import ALLIANCES, MEMBERS, PHASES, STATE_YEARS
from foedus.data.adapters.atop_pairs import LIMITS
from foedus.data.store.adapter import Adapter, Coverage, File, Publication, Raw, Tables
from foedus.data.store.raw import FileError, in_order

if TYPE_CHECKING:
    import polars as pl

OBLIGATIONS: Final = ("defense", "offense", "neutral", "nonagg", "consul")
FIRST, LAST = 1815, 2018


def tables(raw: Raw) -> Tables:
    """The authors' levels, with dates, and what follows from them for pairs of members.

    `alliances`, `phases` and `members` have `start` and `end` (half-open; null where the alliance
    ran on at the end of 2018). `obligations` has a row for each pair of members of an alliance and
    phase, and the spell in which both were bound; `dyad_years` has each pair and year.
    """
    import polars as pl

    members = _dated(raw["members"], "ent").sort("atopid", "phase", "member", "start")
    _agree(raw, members)
    found = {"members": members, "alliances": _dated(raw["alliances"], "beg")}
    if "phases" in raw:
        found["phases"] = _dated(raw["phases"], "beg")
    if "state_years" in raw:
        found["state_years"] = raw["state_years"].cast(pl.Int16)
    found["obligations"] = obligations(members)
    found["dyad_years"] = dyad_years(found["obligations"])
    return found


def _dated(frame: "pl.DataFrame", begin: str) -> "pl.DataFrame":
    """With `start` and `end`. A missing day is the first of the month, or for an end the next."""
    import polars as pl

    turned = begin == "beg"
    year1, month1, day1 = ("begyr", "begmo", "begday") if turned else ("yrent", "moent", "dayent")
    year2, month2, day2 = (
        ("endyr", "endmo", "endday") if turned else ("yrexit", "moexit", "dayexit")
    )
    month = pl.date(
        pl.when(pl.col(year2) > 0).then(pl.col(year2)), pl.col(month2).clip(lower_bound=1), 1
    )
    day = pl.col(day2).replace(0, None)
    whole = frame.with_columns(
        start=pl.date(year1, month1, pl.col(day1).fill_null(1)),
        end=pl.when(day.is_null())
        .then(month.dt.offset_by("1mo"))
        .otherwise(month + pl.duration(days=day - 1)),
    )
    name = "the alliance files" if turned else "atop5_1m.csv"
    in_order(name, (whole["start"] <= whole["end"]).fill_null(value=True))
    listed = [name for name in whole.columns if name.startswith("mem") and name != "member"]
    return whole.drop(*listed, "version").with_columns(pl.selectors.integer().cast(pl.Int16))


def _agree(raw: Raw, members: "pl.DataFrame") -> None:
    """What is coded of the members of a phase together is what is coded of the phase.

    So it is in every column that both files have.
    """
    import polars as pl

    if "phases" not in raw:
        return
    key = ["atopid", "phase"]
    phases = raw["phases"].select(pl.selectors.integer().cast(pl.Int16))
    names = [name for name in phases.columns if name in members.columns and name not in key]
    together = members.group_by(key).agg(pl.col(*names).max())
    joined = phases.join(together, on=key, suffix="_m")
    for name in names:
        other = joined.filter(~pl.col(name).eq_missing(pl.col(f"{name}_m")))["atopid"]
        if len(other):
            raise FileError(
                [
                    f"atop5_1m.csv, column {name}: alliance {min(other)} differs from "
                    f"atop5_1aph.csv (and {len(other) - 1} more do); columns are swapped, or the "
                    "files are of different versions"
                ]
            )


def obligations(members: "pl.DataFrame") -> "pl.DataFrame":
    """What each member owes each other one, in the spells in which both were members.

    `last` is the year of the end, or 2018: one that ended on 1 January counts for that year.
    """
    import polars as pl

    until = pl.date(LAST + 1, 1, 1)
    last = pl.when(pl.col("yrexit") > 0).then(pl.col("yrexit")).otherwise(LAST)
    ends = (pl.col("end").fill_null(until), last.alias("last"))
    side = members.select("atopid", "phase", "member", "start", *ends, *OBLIGATIONS)
    pairs = (
        side.join(
            side.select("atopid", "phase", pl.col("member").alias("other"), "start", "end", "last"),
            on=["atopid", "phase"],
            suffix="2",
        )
        .filter(pl.col("member") != pl.col("other"))
        .with_columns(
            start=pl.max_horizontal("start", "start2"),
            end=pl.min_horizontal("end", "end2"),
            last=pl.min_horizontal("last", "last2").cast(pl.Int16),
        )
        .filter(pl.col("start") < pl.col("end"))
        .drop("start2", "end2", "last2")
    )
    return (
        pairs.with_columns(_limited(pairs, OBLIGATIONS))
        .rename({"member": "ccode1", "other": "ccode2"})
        .with_columns(pl.col(*OBLIGATIONS).cast(pl.Int8))
        .select("ccode1", "ccode2", "atopid", "phase", "start", "end", "last", *OBLIGATIONS)
        .sort("ccode1", "ccode2", "start", "atopid")
    )


def _limited(pairs: "pl.DataFrame", names: Iterable[str]) -> "list[pl.Series]":
    """The obligations, 0 where they do not run between the two."""
    import polars as pl

    key = ("atopid", "phase", "member", "other")
    columns = []
    for name in names:
        rows = [
            (limit.atopid, limit.phase, one, other)
            for limit in LIMITS
            if limit.obligation == name
            for one, other in limit.pairs
        ]
        limits = pl.DataFrame(rows, schema=dict.fromkeys(key, pl.Int16), orient="row")
        limits = limits.with_columns(free=pl.lit(value=True))
        free = pairs.select(key).join(limits, on=key, how="left", maintain_order="left")["free"]
        columns.append(pairs[name].zip_with(free.is_null(), pl.Series([0], dtype=pl.Int16)))
    return columns


def dyad_years(spells: "pl.DataFrame") -> "pl.DataFrame":
    """What each member owes each other one in a year.

    In a year in which an alliance enters a new phase the new one counts, as in the authors' own
    directed dyad-year file.
    """
    import polars as pl

    years = pl.int_ranges(pl.col("start").dt.year(), pl.col("last") + 1, dtype=pl.Int16)
    return (
        spells.lazy()
        .with_columns(year=years)
        .explode("year")
        .sort("phase", "start")
        .group_by("ccode1", "ccode2", "year", "atopid", maintain_order=True)
        .agg(pl.col(*OBLIGATIONS).last())
        .group_by("ccode1", "ccode2", "year")
        .agg(pl.col(*OBLIGATIONS).max(), alliances=pl.len().cast(pl.Int16))
        .sort("year", "ccode1", "ccode2")
        .collect()
    )


_DIRECTORY = "atop_5.1__.csv_.zip"

ADAPTER = Adapter(
    name="atop",
    title="Alliance Treaty Obligations and Provisions",
    version="5.1",
    authors="Brett Ashley Leeds, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long",
    home="https://www.atopdata.org/data.html",
    citation="""@article{leeds2002atop,
  author = {Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara McLaughlin and
            Long, Andrew G.},
  title = {Alliance Treaty Obligations and Provisions, 1815--1944},
  journal = {International Interactions},
  volume = {28},
  number = {3},
  pages = {237--260},
  year = {2002},
  doi = {10.1080/03050620213653}
}""",
    terms="Free for research; the authors ask for the citation. Not redistributed by foedus.",
    coverage=Coverage(FIRST, LAST, note="Treaties of 2018; end dates as known then."),
    files=(
        File(
            "members",
            ("atop5_1m.csv",),
            MEMBERS,
            rows=2510,
            sha256=("0e3c803f65275c3cb9309d08c04710416dff16aee936c8b4f887c7b67ee5b55b",),
            key=("atopid", "member", "phase", "yrent", "moent", "dayent"),
        ),
        File(
            "alliances",
            ("atop5_1a.csv",),
            ALLIANCES,
            rows=789,
            sha256=("eafd146fa5c5bc2737ae829288c87d01c990a55fbc82dcc2dc08b94c0d7b5b7d",),
            key=("atopid",),
        ),
        File(
            "phases",
            ("atop5_1aph.csv",),
            PHASES,
            rows=849,
            optional=True,
            sha256=("828ed77daf341ea377f75e042c2e51e4e6ccb0515e058db6355a89f8aebb0fcf",),
            key=("atopidphase",),
        ),
        File(
            "state_years",
            ("atop5_1sy.csv",),
            STATE_YEARS,
            rows=11_923,
            others=True,
            optional=True,
            sha256=("187ce932d5b77002f795d849b67b5b2dd6baa170304bed58663c4194e240f929",),
            key=("state", "year"),
        ),
    ),
    keys={
        "members": ("atopid", "member", "phase", "yrent", "moent", "dayent"),
        "alliances": ("atopid",),
        "phases": ("atopidphase",),
        "state_years": ("state", "year"),
        "obligations": ("ccode1", "ccode2", "atopid", "start"),
        "dyad_years": ("ccode1", "ccode2", "year"),
    },
    tables=tables,
    sources=(Publication(f"https://www.atopdata.org/uploads/6/9/1/3/69134503/{_DIRECTORY}"),),
)
