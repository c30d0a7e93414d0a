"""`foedus data`, and the options that datasets give to questions, as a person uses them."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import polars as pl
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from foedus.data.store.manifest import Manifest
from foedus.data.store.store import Store
from foedus.doors.cli.app import _group
from tests.data.conftest import authors_files, spine, spine_folder  # noqa: F401 - fixtures
from tests.data.store.made_up import made_up_states

Foedus = Callable[..., Result]


@pytest.fixture
def foedus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Foedus:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "store"))
    return lambda *words: CliRunner().invoke(_group, words, prog_name="foedus")


@pytest.fixture
def stocked(spine_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Foedus:  # noqa: F811
    monkeypatch.setenv("FOEDUS_DATA", str(spine_folder))
    return lambda *words: CliRunner().invoke(_group, words, prog_name="foedus")


def test_a_dataset_from_files_to_its_citation(foedus: Foedus) -> None:
    (folder,) = authors_files("cow_states")
    assert "-" in foedus("data", "list").output
    added = foedus("data", "add", "cow-states", "--file", str(folder))
    assert added.exit_code == 0
    assert "states (243 rows), majors (14 rows)" in added.output
    assert "foedus data cite cow-states" in added.output
    assert "257 rows" in foedus("data", "list").output
    assert "states2016.csv" in foedus("data", "info", "cow-states").output
    assert foedus("data", "verify").output == "1 dataset is as stored.\n"
    assert "@misc{cow2017states," in foedus("data", "cite", "cow-states").output


def test_a_refused_file_is_one_sentence_and_exit_status_2(foedus: Foedus, tmp_path: Path) -> None:
    states, majors = authors_files("cow_states/states2016.csv", "cow_states/majors2016.csv")
    cut = tmp_path / states.name
    cut.write_bytes(states.read_bytes()[:4000])
    refused = foedus("data", "add", "cow-states", "--file", str(cut), "--file", str(majors))
    assert refused.exit_code == 2
    assert refused.output.count("\n") == 1
    assert "states2016.csv, line " in refused.output
    assert foedus("data", "verify").output == "0 datasets are as stored.\n"


def test_who_finds_another_at_work_says_so_in_a_line_and_gives_up_in_a_sentence(
    foedus: Foedus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.data.store.commit.LONGEST", 0.1)
    (tmp_path / "store").mkdir()
    files = [str(path) for path in made_up_states(tmp_path)]
    words = ("data", "add", "cow-states", "--file", files[0], "--file", files[1])
    with FileLock(tmp_path / "store" / "cow-states.lock"):
        refused = foedus(*words)
    assert refused.exit_code == 2
    waits, ends = refused.output.splitlines()
    assert waits.startswith("another process is writing cow-states; waiting up to ")
    assert ends.startswith("Error: another process has been writing cow-states to ")
    assert foedus(*words).exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "atopp"), "no dataset is called 'atopp'; did you mean atop?"),
        (("add", "cow-alliances"), "foedus has no loader for COW formal alliances"),
        (("verify", "atop"), "`foedus data add atop` brings it"),
        (("compare",), "`foedus data add atop` brings it"),
        (("sql", "select * from nowhere"), "the tables are none yet: `foedus data add` brings"),
    ],
)
def test_what_cannot_be_done_says_why(foedus: Foedus, words: tuple[str, ...], says: str) -> None:
    refused = foedus("data", *words)
    assert refused.exit_code == 2
    assert says in refused.output


def test_sql_over_the_store_and_nothing_else(stocked: Foedus, tmp_path: Path) -> None:
    query = 'select count(*) as n from "atop/alliances" where defense = 1'
    assert stocked("data", "sql", query, "--csv").output.split() == ["n", "280"]
    assert "280" in stocked("data", "sql", query).output
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    for refused in (
        f"select * from read_csv('{secret}')",
        f"copy (select 1) to '{tmp_path / 'out.csv'}'",
        "set enable_external_access = true",
    ):
        assert stocked("data", "sql", refused).exit_code == 2
    assert not (tmp_path / "out.csv").exists()


def test_compare_lists_each_difference_with_its_reason(stocked: Foedus) -> None:
    printed = stocked("data", "compare", "--framework", "seato").output
    assert "differences" in printed
    assert "Thanat-Rusk" in " ".join(printed.split())


def test_ties_tells_of_each_pair_left_why_not(stocked: Foedus) -> None:
    printed = " ".join(stocked("data", "ties", "--from", "1990", "--to", "1991").output.split())
    assert printed.startswith("1990 to 1991: ")
    assert "0 of them open" in printed
    assert "a right, and no" in printed
    told = json.loads(stocked("data", "ties", "--from", "1990", "--to", "1990", "--json").output)
    assert told["pair_years"] - told["tied"] == told["explained"] > 0
    refused = stocked("data", "ties", "--from", "1991", "--to", "1990")
    assert refused.exit_code == 2
    assert "--to 1990 is before --from 1991" in refused.output


@pytest.mark.parametrize("form", ["parquet", "csv", "arrow", "dta"])
def test_a_panel_is_written_in_the_form_that_its_name_says(
    stocked: Foedus, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"panel.{form}"
    words = ("--from", "2015", "--to", "2016", "--with", "majors,capabilities", "--out", str(path))
    asked = stocked("panel", "state-year", *words)
    assert asked.exit_code == 0, asked.output
    if form == "dta":
        import pandas as pd

        found = pd.read_stata(path)
        assert found["milex"].isna().any()
        assert len(found) == 390
        return
    readers: dict[str, Callable[[Path], pl.DataFrame]] = {
        "parquet": pl.read_parquet,
        "csv": pl.read_csv,
        "arrow": pl.read_ipc,
    }
    frame = readers[form](path)
    assert frame.height == 390
    assert frame["milex"].null_count() > 0


def test_a_form_that_there_is_not_is_refused(stocked: Foedus, tmp_path: Path) -> None:
    words = ("--from", "2015", "--to", "2016", "--out", str(tmp_path / "panel.doc"))
    refused = stocked("panel", "state-year", *words)
    assert refused.exit_code == 2
    assert "a table is written to .parquet, .csv, .arrow, .dta" in refused.output


def test_any_question_can_be_asked_with_the_alliances_of_atop(stocked: Foedus) -> None:
    printed = stocked("bound", "POL", "ROU", "--on", "1925-01-01", "--data", "atop").output
    assert "atop-2070/phase-1/defense" in printed
    assert "ATOP 5.1 (1815 to 2018)" in " ".join(printed.split())


def test_questions_that_need_no_dataset_work_without_any(foedus: Foedus) -> None:
    assert foedus("bound", "POL", "USA", "--on", "2020-01-01").exit_code == 0
    refused = foedus("bound", "POL", "USA", "--data", "atop")
    assert refused.exit_code == 2
    assert "`foedus data add atop` brings it" in refused.output


def test_what_is_known_and_stored_as_json(foedus: Foedus) -> None:
    (folder,) = authors_files("cow_states")
    foedus("data", "add", "cow-states", "--file", str(folder))
    listed = {item["name"]: item for item in json.loads(foedus("data", "list", "--json").output)}
    assert listed["cow-states"]["stored"]["tables"][0]["rows"] == 243
    assert listed["atop"]["stored"] is None
    told = json.loads(foedus("data", "info", "cow-states", "--json").output)
    assert told == listed["cow-states"]
    query = 'select name, start from "cow-states/states" where ccode = 2'
    assert json.loads(foedus("data", "sql", "--json", query).output) == [
        {"name": "United States of America", "start": "1816-01-01"}
    ]


def test_differences_as_json(stocked: Foedus) -> None:
    told = json.loads(stocked("data", "compare", "--framework", "nato", "--json").output)
    assert told["frameworks"] > 1
    assert {difference["framework"] for difference in told["differences"]} == {"nato"}


def test_what_nobody_may_download_is_brought_as_a_file(foedus: Foedus) -> None:
    refused = foedus("panel", "state-year", "--from", "2000", "--to", "2001", "--with", "sipri")
    assert "`foedus data add cow-states` brings it" in refused.output
    assert "`foedus data add dcad --file PATH` brings it" in foedus("data", "verify", "dcad").output


def test_of_another_version_the_years_of_the_known_one_are_not_shown(
    foedus: Foedus, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder,) = authors_files("cow_states")
    foedus("data", "add", "cow-states", "--file", str(folder))
    known = foedus("data", "list").output
    manifest = Store.manifest

    def newer(store: Store, name: str) -> Manifest | None:
        found = manifest(store, name)
        return found and msgspec.structs.replace(found, version="2099")

    monkeypatch.setattr(Store, "manifest", newer)
    other = foedus("data", "list").output
    [was] = [line for line in known.splitlines() if line.startswith("cow-states")]
    [now] = [line for line in other.splitlines() if line.startswith("cow-states")]
    assert "1816-2016" in was
    assert "2099" in now
    assert "1816-2016" not in now
