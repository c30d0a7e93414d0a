"""A sweep run: the same table by one worker and by two, and after it was stopped midway."""

import json
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from foedus.doors.cli.app import _group
from foedus.scenarios import run as running
from foedus.scenarios import work

SWEEP = """sweep: Every exit, soon or late
every: exits
framework: nato
states: [FRA, TUR, HUN, POL, USA]
on: 2030-01-01
changes:
- {change: join, framework: eu, state: MDA, on: 2029-01-01}
grid:
- leave:nato:TUR:2031-01-01|2032-01-01
"""
ASK = ("--ask", "member nato TUR --on 2031-06-01", "--ask", "member nato FRA")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "PART", 2)
    (tmp_path / "sweep.yaml").write_text(SWEEP, encoding="utf-8")
    return tmp_path


def sweep(out: str, *arguments: str, workers: int = 1, ask: Sequence[str] = ASK) -> Result:
    command = ["sweep", "sweep.yaml", *ask, "--out", out, "--workers", str(workers), *arguments]
    return CliRunner().invoke(_group, command)


def test_two_workers_write_what_one_does(folder: Path) -> None:
    one, two = sweep("one.parquet"), sweep("two.parquet", workers=2)
    assert (one.exit_code, two.exit_code) == (0, 0), one.output + two.output
    assert (folder / "one.parquet").read_bytes() == (folder / "two.parquet").read_bytes()
    assert "10 scenarios x 2 questions: about " in one.stderr
    assert one.stdout.startswith("wrote one.parquet: 10 scenarios, ")
    assert sorted(path.name for path in folder.iterdir()) == [
        "one.parquet", "one.parquet.json", "sweep.yaml", "two.parquet", "two.parquet.json"
    ]  # fmt: skip
    manifest = json.loads((folder / "one.parquet.json").read_text(encoding="utf-8"))
    assert manifest == json.loads((folder / "two.parquet.json").read_text(encoding="utf-8"))
    assert [question["on"] for question in manifest["questions"]] == ["2031-06-01", "2030-01-01"]
    assert manifest["rows"] == len(pl.read_parquet("one.parquet"))


def test_rows_say_what_differs_and_what_cannot_be(folder: Path) -> None:
    assert sweep("one.parquet").exit_code == 0
    rows = pl.read_parquet("one.parquet")
    assert rows["scenario"].is_sorted()
    verdicts = rows.filter(pl.col("what") == "verdict")
    left = {(row["scenario"], row["before"], row["after"]) for row in verdicts.to_dicts()
            if "TUR" in row["question"]}  # fmt: skip
    # the second of each pair has Türkiye leave after the day asked about
    assert left == {(number, "yes", "no") for number in (1, 5, 7, 9)}
    assert verdicts.filter(pl.col("question") == "member nato FRA")["scenario"].to_list() == [1, 2]
    twice = rows.filter(pl.col("scenario").is_in([3, 4]))
    assert twice["kind"].to_list() == ["refused", "refused"]
    assert all("TUR is not a member of nato on 203" in told for told in twice["what"])
    assert rows["changes"][0] == (
        "join:eu:MDA:2029-01-01; leave:nato:FRA:2030-01-01; leave:nato:TUR:2031-01-01"
    )


class Stopped(BaseException):
    """Nobody catches it, as nobody does a signal to end."""


def test_what_was_stopped_goes_on_without_loss_or_repetition(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sweep("whole.parquet").exit_code == 0
    asked: list[int] = []
    honest = work.Worker.part

    def counting(worker: work.Worker, numbers: Sequence[int]) -> pl.DataFrame:
        if len(numbers) > 1:  # and not one of the handful that is timed
            asked.extend(numbers)
            if stop and len(asked) > 4:
                raise Stopped
        return honest(worker, numbers)

    monkeypatch.setattr(work.Worker, "part", counting)
    stop = True
    with pytest.raises(Stopped):
        sweep("again.parquet")
    parts = folder / "again.parquet.parts"
    assert sorted(path.stem for path in parts.glob("*.parquet")) == ["000000001", "000000003"]
    assert not (folder / "again.parquet").exists()
    (parts / "000000005.parquet.unfinished").write_bytes(b"PAR1")  # as after a loss of power
    stop, asked = False, []
    other = sweep("again.parquet", "--seed", "2")
    assert other.exit_code == 2
    assert "again.parquet.parts holds parts of another sweep" in other.stderr
    again = sweep("again.parquet")
    assert "10 scenarios x 2 questions, 4 of them done before: about " in again.stderr
    assert asked == [5, 6, 7, 8, 9, 10]
    assert (folder / "again.parquet").read_bytes() == (folder / "whole.parquet").read_bytes()


def test_events_are_judged_in_every_scenario(folder: Path) -> None:
    events = pl.DataFrame(
        {
            "on": ["2031-06-01", "2028-01-01"],
            "kind": ["armed-attack"] * 2,
            "attacked": ["TUR"] * 2,
            "attacker": ["RUS"] * 2,
            "lat": [39.9] * 2,
            "lon": [32.9] * 2,
        }
    )
    events.write_csv("events.csv")
    document = "grid:\n- leave:nato:TUR|FRA:2030-01-01\n"
    (folder / "sweep.yaml").write_text(document, encoding="utf-8")
    result = sweep("one.parquet", "--events", "events.csv", ask=())
    assert result.exit_code == 0, result.output
    rows = pl.read_parquet("one.parquet")
    told = rows.filter(pl.col("kind") == "events")
    assert told["number"].to_list() == [1, 0]
    assert told["after"][0] == "1 of 2 events with another verdict"
    [art] = rows.filter((pl.col("what") == "nato/art-5") & (pl.col("kind") == "triggered")).rows()
    assert art[1:] == (
        "leave:nato:TUR:2030-01-01", "events.csv", "triggered", "nato/art-5", "2", "1", 1
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        ((), "give a question by --ask, or a table by --events"),
        (("--ask", "power nato/na"), "--ask 'power nato/na': power: body: no body is called"),
        (("--events", "sweep.yaml"), "sweep.yaml: is no table that can be read"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_it_begins(
    ask: Sequence[str], told: str, folder: Path
) -> None:
    result = sweep("one.parquet", ask=ask)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not [path for path in folder.iterdir() if "parquet" in path.name]
