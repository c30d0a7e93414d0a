"""Readers and writers of one dataset at the same time, in other processes too."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import foedus
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from foedus.questions.research.panel.answer import PanelAnswer
from tests.data.conftest import NOW, STATES
from tests.data.store.made_up import made_up_states

PROOF = Path(__file__).parents[3] / "proofs" / "store_race.py"


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a signal of POSIX systems")
def test_two_writers_and_ten_readers_meet_no_error_and_lose_nothing() -> None:
    """A tenth of the proof; the whole is `python proofs/store_race.py`."""
    run = subprocess.run(
        [sys.executable, str(PROOF), "--seconds", "6", "--seed", "7"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "0 faults" in run.stdout


def test_a_panel_is_answered_though_each_table_is_replaced_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a server does while `foedus data add` runs in a loop beside it."""
    store, paths = Store(tmp_path / "store"), made_up_states(tmp_path)
    store.add(find("cow-states"), paths, NOW, "", STATES)
    world = foedus.load(store=store.folder)
    scan, scans = pl.scan_parquet, []

    def scan_and_replace(*given: Any, **options: Any) -> pl.LazyFrame:
        plan = scan(*given, **options)
        scans.append(plan)
        store.add(find("cow-states"), paths, NOW.replace(year=2027 + len(scans)), "", STATES)
        return plan

    monkeypatch.setattr(pl, "scan_parquet", scan_and_replace)
    answer = world.ask(
        "panel",
        {"unit": "state-year", "from": 2000, "to": 2001, "with": ["majors"]},
        on=date(2020, 1, 1),
    )
    assert isinstance(answer, PanelAnswer)
    assert answer.rows == 2 * 240
    assert answer.datasets == ("cow-states 2016, added 2026-01-02",)
    assert len(scans) >= 2
