"""A logit with clustered errors on a panel of the size of all pairs of states, beside its peers.

    python bench/impact.py [ROWS]

956,145 dyad-years, ten covariates, errors clustered by pair: ours, then statsmodels and R's `glm`
where they are there, on the same rows. `glm` has no clustered errors: the sandwich of its scores is
reckoned in R beside it, with the correction that statsmodels and Stata make. Each runs in a process
of its own, for its memory to be its own. Seconds are those of the processor, of all cores together.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

ROWS, COVARIATES, YEARS = 956_145, 10, 60
SECONDS, BYTES = 10.0, 2 << 30
NAMES = [f"x{number}" for number in range(COVARIATES)]
R_SCRIPT = """
rows <- read.csv(commandArgs(TRUE)[1])
start <- proc.time()
found <- glm(y ~ . - pair, family = binomial, data = rows, epsilon = 1e-14)
fitted <- sum((proc.time() - start)[c("user.self", "sys.self")])
bread <- vcov(found)
scores <- rowsum(model.matrix(found) * residuals(found, "response"), rows$pair)
groups <- nrow(scores)
n <- nrow(rows)
correction <- groups / (groups - 1) * (n - 1) / (n - length(coef(found)))
errors <- sqrt(diag(bread %*% crossprod(scores) %*% bread) * correction)
whole <- sum((proc.time() - start)[c("user.self", "sys.self")])
show <- function(numbers) cat(format(numbers, digits = 17), "\\n")
show(coef(found))
show(errors)
peak <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
memory <- gsub("[^0-9]", "", peak)
cat(fitted, whole, memory)
"""


def panel(rows: int) -> pl.DataFrame:
    """Pairs over years: covariates of pairs and of rows, and an outcome as rare as a dispute."""
    chance = np.random.default_rng(1949)
    pair = np.arange(rows) // YEARS
    columns: dict[str, Any] = {}
    for number, name in enumerate(NAMES):
        lasting = chance.standard_normal(int(pair.max()) + 1)[pair]
        mixed = lasting + chance.standard_normal(rows)
        columns[name] = (mixed > 1).astype(np.int8) if number % 2 else mixed.astype(np.float32)
    sums = -5 + sum(0.2 * (-1) ** n * columns[name] for n, name in enumerate(NAMES))
    happened = chance.random(rows) < 1 / (1 + np.exp(-sums))
    return pl.DataFrame({"y": happened.astype(np.int8), "pair": pair.astype(np.int32), **columns})


def ours(path: str) -> tuple[list[float], list[float], float]:
    from foedus.data.estimates.binary.fit import fit

    rows = pl.read_parquet(path)
    start = time.process_time()
    found = fit(rows, "y", NAMES, "pair")
    seconds = time.process_time() - start
    return list(found.coefficients), [found.error(name) for name in found.names], seconds


def peer(path: str) -> tuple[list[float], list[float], float]:
    import statsmodels.api as sm  # type: ignore[import-untyped]

    rows = pl.read_parquet(path)
    start = time.process_time()
    design = sm.add_constant(rows.select(NAMES).cast(pl.Float64).to_numpy())
    found = sm.Logit(rows["y"].to_numpy(), design).fit(
        disp=0,
        method="newton",
        maxiter=100,
        cov_type="cluster",
        cov_kwds={"groups": rows["pair"].to_numpy()},
    )
    return list(found.params), list(found.bse), time.process_time() - start


def apart(which: str, path: str) -> dict[str, Any]:
    """One of them in its own process: what it found, seconds, and the most memory it held."""
    done = subprocess.run(
        [sys.executable, __file__, f"--{which}", path], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def with_r(rows: pl.DataFrame, folder: Path) -> dict[str, Any] | None:
    if shutil.which("Rscript") is None:
        return None
    rows.write_csv(folder / "rows.csv")
    (folder / "glm.R").write_text(R_SCRIPT, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", folder / "glm.R", folder / "rows.csv"],
        capture_output=True,
        text=True,
        check=True,
    )
    coefficients, errors, last = (
        [float(word) for word in line.split()] for line in done.stdout.strip().splitlines()
    )
    fitted, whole, memory = last
    return {
        "coefficients": coefficients,
        "errors": errors,
        "fitted": fitted,
        "seconds": whole,
        "memory": memory * 1024,
    }


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = str(Path(name) / "rows.parquet")
        made = panel(rows)
        made.write_parquet(path)
        found = {which: apart(which, path) for which in ("ours", "peer")}
        in_r = with_r(made, Path(name))
    print(f"{rows:,} rows, {COVARIATES} covariates, {made['y'].sum():,} events")
    print(f"{'':12} {'seconds':>8} {'memory':>9}")
    if in_r:
        found["r"] = in_r
    for which, label in (("ours", "foedus"), ("peer", "statsmodels"), ("r", "R glm")):
        if one := found.get(which):
            print(f"{label:12} {one['seconds']:8.2f} {one['memory'] / 2**20:6,.0f} MB")
    print(f"of R, glm itself {in_r['fitted']:.2f}" if in_r else "R glm        not here")
    mine = found["ours"]
    for which, label in (("peer", "statsmodels"), ("r", "R")):
        if theirs := found.get(which):
            apart_by = {
                what: max(abs(a / b - 1) for a, b in zip(mine[what], theirs[what], strict=True))
                for what in ("coefficients", "errors")
            }
            print(f"farthest from {label}, of its value: {apart_by}")
            assert max(apart_by.values()) < 1e-6
    assert mine["seconds"] < SECONDS
    assert mine["memory"] < BYTES


if __name__ == "__main__":
    if len(sys.argv) == 3:
        made_by = {"--ours": ours, "--peer": peer}[sys.argv[1]]
        coefficients, errors, seconds = made_by(sys.argv[2])
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(
            json.dumps(
                {
                    "coefficients": coefficients,
                    "errors": errors,
                    "seconds": seconds,
                    "memory": held,
                }
            )
        )
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
