"""A sweep on a cluster: the same bytes as here, and a sentence where there is no cluster."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.doors.cli.app import _group
from foedus.scenarios import run as running

pytest.importorskip("distributed", reason="the extra cluster is not installed")

SWEEP = """sweep: Every exit
every: exits
framework: nato
states: [FRA, TUR, HUN]
on: 2030-01-01
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "PART", 1)
    (tmp_path / "sweep.yaml").write_text(SWEEP, encoding="utf-8")
    return tmp_path


def sweep(out: str, *how: str) -> tuple[int, str]:
    ask = ("--ask", "member nato FRA")
    result = CliRunner().invoke(_group, ["sweep", "sweep.yaml", *ask, "--out", out, *how])
    return result.exit_code, result.stderr


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_writes_what_this_machine_does(folder: Path) -> None:
    from distributed import LocalCluster

    assert sweep("here.parquet", "--workers", "1")[0] == 0
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        code, told = sweep("there.parquet", "--dask", cluster.scheduler_address)
    assert code == 0, told
    assert (folder / "here.parquet").read_bytes() == (folder / "there.parquet").read_bytes()


@pytest.mark.filterwarnings("ignore")
def test_where_no_scheduler_answers_it_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foedus.scenarios import cluster

    monkeypatch.setattr(cluster, "PATIENCE", 1)
    code, told = sweep("there.parquet", "--dask", "tcp://127.0.0.1:1")
    assert code == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in told


def test_processes_and_a_cluster_exclude_each_other(folder: Path) -> None:
    code, told = sweep("x.parquet", "--dask", "tcp://127.0.0.1:1", "--workers", "2")
    assert code == 2
    assert "give it or --dask" in told
