"""A dataset that nobody publishes, for tests of the store where the authors' files are absent.

Every table of a commit has its serial number, so that a reader sees whether all is of one commit.
"""

from pathlib import Path
from typing import Final

import polars as pl

from foedus.data.store.adapter import Adapter, Column, Coverage, File, Raw, Tables
from foedus.data.store.store import Store

NAME: Final = "made-up"
ROWS: Final = 300
DAYS: Final = "styear,stmonth,stday,endyear,endmonth,endday"


def tables(raw: Raw) -> Tables:
    """`lines`, each with the serial number, and `sums`: it, their number and their sum."""
    lines = raw["lines"]
    return {
        "lines": lines,
        "sums": lines.group_by("serial").agg(pl.len().alias("lines"), pl.col("value").sum()),
    }


ADAPTER: Final = Adapter(
    name=NAME,
    title="Made-up lines",
    version="1",
    authors="Nobody",
    home="https://example.org/",
    citation="@misc{nobody}",
    terms="None.",
    coverage=Coverage(1816, 2016),
    files=(File("lines", ("made-up.csv",), (Column("serial"), Column("value")), rows=ROWS),),
    tables=tables,
)


def written(folder: Path, serial: int) -> Path:
    """The authors' file of a serial number."""
    path = folder / "made-up.csv"
    body = "".join(f"{serial},{serial * 1000 + line}\n" for line in range(ROWS))
    path.write_text(f"serial,value\n{body}", encoding="utf-8")
    return path


def serial(store: Store) -> int:
    """The serial number that is stored. Raises AssertionError where tables do not fit together."""
    with store.reading() as reading:
        lines = reading.scan(NAME, "lines").collect()
        sums = reading.scan(NAME, "sums").collect()
    [(number, count, total)] = sums.rows()
    assert lines["serial"].unique().to_list() == [number]
    assert (lines.height, lines["value"].sum()) == (count, total) == (ROWS, total)
    assert lines["value"].to_list() == [number * 1000 + line for line in range(ROWS)]
    return int(number)


def made_up_states(folder: Path) -> list[Path]:
    """Files of the form of the list of states, of states that never were."""
    ends = {n: "1950,6,30" if n % 100 == 9 else "2016,12,31" for n in range(2, 245)}
    states = [f"S{n},{n},State {n},1816,1,1,{end},2016" for n, end in ends.items()]
    majors = [f"S{n},{n},1816,1,1,{ends[n]},2016" for n in range(2, 16)]
    paths = [folder / "states2016.csv", folder / "majors2016.csv"]
    paths[0].write_text("\n".join((f"stateabb,ccode,statenme,{DAYS},version", *states, "")))
    paths[1].write_text("\n".join((f"stateabb,ccode,{DAYS},version", *majors, "")))
    return paths
