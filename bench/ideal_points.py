"""Our ideal points against the published ones, session by session, and how long they take.

Run: python bench/ideal_points.py [PUBLISHED.csv]

The roll calls must be in the store (`foedus data add unga-votes --file ...`). The published
estimates are those of the store (`unga-ideal-points`), or of a newer file of the same form. They
are compared, and never used in the estimate. Fails where a session's correlation is 0.98 or less.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from foedus.data.estimates.ideal_points.apart import ideal_points_apart
from foedus.data.estimates.ideal_points.fit import RIGHT
from foedus.data.estimates.ideal_points.stored import usable
from foedus.data.store.registry import find
from foedus.data.store.store import Store, default_folder

LEAST = 0.98


def published(store: Store, given: str | None) -> pl.DataFrame:
    if given is None:
        return store.scan("unga-ideal-points", "ideal_points").collect()
    with tempfile.TemporaryDirectory() as folder:
        other = Store(Path(folder))
        other.add(find("unga-ideal-points"), [Path(given)], datetime.now(UTC), "", {})
        return other.scan("unga-ideal-points", "ideal_points").collect()


def main() -> None:
    store = Store(default_folder())
    votes = usable(
        store.scan("unga-votes", "votes"), store.scan("unga-votes", "roll_calls")
    ).collect()
    start, before = time.perf_counter(), os.times()
    ours = ideal_points_apart(votes)
    seconds, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    theirs = published(store, sys.argv[1] if len(sys.argv) > 1 else None)
    both = ours.join(theirs, on=["session", "ccode"], suffix="_published")
    table = (
        both.group_by("session")
        .agg(
            states=pl.len(),
            correlation=pl.corr("ideal_point", "ideal_point_published"),
            rank=pl.corr("ideal_point", "ideal_point_published", method="spearman"),
            sd=pl.col("ideal_point_sd").mean(),
            sd_published=pl.col("ideal_point_sd_published").mean(),
        )
        .sort("session")
    )
    print(
        f"{'session':>7} {'states':>6} {'correlation':>11} {'of ranks':>8} {'sd':>6} {'theirs':>6}"
    )
    for line in table.iter_rows():
        print("{:7} {:6} {:11.4f} {:8.4f} {:6.3f} {:6.3f}".format(*line))
    least = table.sort("correlation").row(0, named=True)
    mean = table.select(pl.col("correlation").mean()).item()
    print(f"least {least['correlation']:.4f} in session {least['session']}, mean {mean:.4f}")
    pooled = both.select(pl.corr("ideal_point", "ideal_point_published")).item()
    print(f"over all sessions together {pooled:.4f}: the scale drifts between them")
    print(f"{both.height} of {theirs.height} published positions are among our {ours.height}")
    right = ours.filter(pl.col("ccode") == RIGHT)["ideal_point"].to_list()
    print(f"the United States are at {min(right):.2f} at least, positive in every session")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{votes.height:,} votes in {seconds:.0f} s ({used:.0f} s of processor), {memory:,.0f} MB"
    )
    assert min(right) > 0
    assert least["correlation"] > LEAST


if __name__ == "__main__":
    main()
