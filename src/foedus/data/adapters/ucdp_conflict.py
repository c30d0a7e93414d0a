"""Armed conflicts inside states, by year, of the Uppsala Conflict Data Program."""

from typing import TYPE_CHECKING, Final

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables
from foedus.data.store.raw import FileError

if TYPE_CHECKING:
    import polars as pl

    from foedus.data.store.names import StateNames

KINDS: Final = ("extrasystemic", "interstate", "intrastate", "II")
INSIDE: Final = ("intrastate", "II")
HYDERABAD: Final = 751
"""A state of 1947 and 1948 on Gleditsch and Ward's list, and on no other that foedus has."""


def tables(raw: Raw) -> Tables:
    """`civil`: a row a conflict inside a state and year in which it cost 25 lives or more.

    `intensity` is 2 where it cost 1,000 or more that year. `foreign` is 1 where another state sent
    troops. `ended` is 1 where the fighting stopped by the end of the year.
    """
    import polars as pl

    inside = raw["conflicts"].filter(
        pl.col("type_of_conflict").is_in(INSIDE), pl.col("gwno_a") != HYDERABAD
    )
    conflicts = inside.group_by("conflict_id", "year", "gwno_a").agg(
        pl.col("intensity_level", "ep_end").max(),
        foreign=(pl.col("type_of_conflict") == "II").any(),
    )
    return {
        "civil": conflicts.select(
            conflict=pl.col("conflict_id").cast(pl.Int32),
            year=pl.col("year").cast(pl.Int16),
            ccode=_codes(raw.names, conflicts.select("gwno_a", "year").rows()),
            gwcode=pl.col("gwno_a").cast(pl.Int16),
            intensity=pl.col("intensity_level").cast(pl.Int8),
            foreign=pl.col("foreign").cast(pl.Int8),
            ended=pl.col("ep_end").cast(pl.Int8),
        ).sort("year", "ccode", "conflict")
    }


def _codes(names: "StateNames", pairs: list[tuple[int, int]]) -> "pl.Series":
    """The COW numbers of states that go by their Gleditsch and Ward numbers."""
    import polars as pl

    found = {(code, year): names.cow_of_gw(code, year) for code, year in set(pairs)}
    strange = sorted({code for (code, _), cow in found.items() if cow is None})
    if strange:
        raise FileError(
            [f"ucdp_acd.csv, column gwno_a: {code} is the number of no state" for code in strange]
        )
    return pl.Series([found[pair] for pair in pairs], dtype=pl.Int16)


ADAPTER = Adapter(
    name="ucdp-conflict",
    title="UCDP/PRIO Armed Conflict Dataset: conflicts inside states",
    version="25.1",
    authors="Uppsala Conflict Data Program and Peace Research Institute Oslo",
    home="https://ucdp.uu.se/downloads/",
    citation="""@article{gleditsch2002armed,
  author = {Gleditsch, Nils Petter and Wallensteen, Peter and Eriksson, Mikael and
            Sollenberg, Margareta and Strand, H\\aa{}vard},
  title = {Armed Conflict 1946--2001: A New Dataset},
  journal = {Journal of Peace Research},
  volume = {39},
  number = {5},
  pages = {615--637},
  year = {2002}
}""",
    terms="Free with citation (CC BY 4.0 at UCDP); not redistributed by foedus.",
    coverage=Coverage(1946, 2024, note="25 battle deaths or more in the year."),
    files=(
        File(
            "conflicts",
            ("ucdp_acd.csv",),
            (
                Column("conflict_id", low=1, high=99_999),
                Column("year", low=1946, high=2024),
                Column("gwno_a", low=2, high=990),
                Column("gwno_a_2nd", low=2, high=990, nulls=True),
                Column("gwno_b", low=2, high=990, nulls=True),
                Column("gwno_b_2nd", low=2, high=990, nulls=True),
                Column("intensity_level", codes=(1, 2)),
                Column("type_of_conflict", "text", codes=KINDS),
                Column("ep_end", codes=(0, 1)),
            ),
            rows=5_652,
            others=True,
            key=("conflict_id", "year", "gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd"),
            sha256=("d6707f72923221a4fc30d7beccc7ad9ea9e578d437535bfb1b6af721ad672812",),
        ),
    ),
    keys={"civil": ("conflict", "year", "ccode")},
    tables=tables,
    by_hand="export ucdp_acd from the R package peacesciencer as ucdp_acd.csv",
)
