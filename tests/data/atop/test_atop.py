"""ATOP: its published counts, its directed dyad-years cell by cell, and its alliances as law."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import foedus
from foedus.asking.world import World
from foedus.data.store.manifest import MissingDataError
from foedus.data.store.raw import FileError
from foedus.data.store.registry import UnknownDatasetError, find
from foedus.data.store.store import Store
from foedus.questions.binding.casus.answer import Triggering
from tests.data.conftest import NOW, STATES, authors_files

OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


@pytest.fixture(scope="module")
def atop(spine: World) -> World:
    assert spine.store is not None
    return foedus.load(datasets=["atop"], store=spine.store.folder)


def scan(world: World, table: str) -> pl.LazyFrame:
    assert world.store is not None
    return world.store.scan("atop", table)


def test_the_published_counts_of_alliances(spine: World) -> None:
    counts = scan(spine, "alliances").select(pl.col(*OBLIGATIONS).cast(pl.Int32).sum()).collect()
    assert counts.row(0) == (280, 82, 126, 442, 388)


def test_29_members_of_nato_in_2018(atop: World) -> None:
    nato = atop.catalogue.framework("atop-3180")
    assert len(atop.catalogue.members_on(nato, date(2018, 12, 31))) == 29


def test_directed_dyad_years_equal_the_published_ones_cell_by_cell(spine: World) -> None:
    """All 273,296 rows. Ours has 20 more: France and Annam (8152), which has no COW number."""
    (path,) = authors_files("peacesciencer/atop_alliance.parquet")
    keys = ("ccode1", "ccode2", "year")
    published = (
        pl.read_parquet(path)
        .rename({f"atop_{name}": name for name in OBLIGATIONS})
        .cast({**dict.fromkeys(keys, pl.Int16), **dict.fromkeys(OBLIGATIONS, pl.Int8)})
        .sort("year", "ccode1", "ccode2")
    )
    ours = scan(spine, "dyad_years").select(*keys, *OBLIGATIONS).collect()
    annam = (pl.col("ccode1") == 8152) | (pl.col("ccode2") == 8152)
    assert ours.filter(annam).height == 20
    assert published.height == 273_296
    assert_frame_equal(ours.filter(~annam), published)


@pytest.mark.parametrize(
    ("left", "right"), [("defense", "nonagg"), ("defcoadv", "defcoloc"), ("statthr1", "statthr2")]
)
def test_swapped_columns_are_seen_by_what_they_hold(
    left: str, right: str, store: Store, tmp_path: Path
) -> None:
    alliances, phases, members = authors_files(
        "atop5.1/atop5_1a.csv", "atop5.1/atop5_1aph.csv", "atop5.1/atop5_1m.csv"
    )
    header, *rows = [line.split(",") for line in members.read_text("utf-8").splitlines()]
    one, other = header.index(left), header.index(right)
    for row in rows:
        row[one], row[other] = row[other], row[one]
    swapped = tmp_path / members.name
    swapped.write_text("\n".join(",".join(row) for row in (header, *rows)), encoding="utf-8")
    sentence = f"column {left} what the authors' file has in {right}: columns are swapped"
    with pytest.raises(FileError, match=sentence):
        store.add(find("atop"), [alliances, phases, swapped], NOW, "", STATES)
    assert store.names() == ()


def test_members_that_do_not_fit_their_alliance_are_refused(store: Store, tmp_path: Path) -> None:
    alliances, phases, members = authors_files(
        "atop5.1/atop5_1a.csv", "atop5.1/atop5_1aph.csv", "atop5.1/atop5_1m.csv"
    )
    header, *rows = [line.split(",") for line in members.read_text("utf-8").splitlines()]
    column = header.index("defense")
    for row in rows:
        if row[0] == "3180":
            row[column] = "0"
    changed = tmp_path / members.name
    changed.write_text("\n".join(",".join(row) for row in (header, *rows)), encoding="utf-8")
    with pytest.raises(FileError, match=r"atop5_1m.csv, column defense: alliance 3180 differs"):
        store.add(find("atop"), [alliances, phases, changed], NOW, "", STATES)


def test_bound_answers_from_atop_alone_with_what_it_does_not_code(atop: World) -> None:
    answer = atop.ask("bound", on=date(1890, 1, 1), states=["DEU", "C-AUH"])
    found = {o.provision: o for o in answer.obligations if o.provision.startswith("atop-1335/")}  # type: ignore[attr-defined]
    assert set(found) == {"atop-1335/phase-0/defense", "atop-1335/phase-0/neutral"}
    assert found["atop-1335/phase-0/defense"].duties == ("assist", "defend")
    assert found["atop-1335/phase-0/defense"].mutual
    assert any("It does not code how much help is owed" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("attacker", "verdict"),
    [("RUS", True), ("FRA", None)],
    ids=["the adversary named", "another: which adversaries is not coded"],
)
def test_a_condition_that_is_not_spelt_out_is_undetermined(
    atop: World, attacker: str, verdict: bool | None
) -> None:
    answer = atop.casus(on=date(1890, 1, 1), attacked=["C-AUH"], attacker=[attacker])
    by_verdict = {
        finding.provision: finding
        for finding in (*answer.triggered, *answer.undetermined, *answer.not_triggered)
    }
    finding = by_verdict["atop-1335/phase-0/defense"]
    assert finding.verdict is verdict
    assert [u.state for u in finding.unsettled] == []
    if verdict is None:
        assert "not which" in finding.open[0] or "at most two states" in finding.open[0]
    else:
        assert finding.bound == ("DEU",)


def found(world: World, on: date, attacked: str, attacker: str, provision: str) -> Triggering:
    answer = world.casus(on=on, attacked=[attacked], attacker=[attacker])
    findings = (*answer.triggered, *answer.undetermined, *answer.not_triggered)
    finding: Triggering = next(f for f in findings if f.provision == provision)
    return finding


def test_help_in_every_war_is_owed_to_an_ally_that_attacks(atop: World) -> None:
    """The Steel Pact (Art. 3): help in any war, and ATOP codes no condition of it."""
    finding = found(atop, date(1939, 9, 1), "POL", "DEU", "atop-2445/phase-0/offense")
    assert finding.verdict is True
    assert finding.bound == ("ITA",)


def test_conditional_help_to_an_ally_that_attacks_is_undetermined(atop: World) -> None:
    """Poland's of 1945 is for war with Germany, should Germany resume aggression."""
    attacking = found(atop, date(1956, 1, 1), "DEU", "SUN", "atop-3025/phase-0/offense")
    assert attacking.verdict is None
    assert "the war that the ally itself began" in attacking.open[0]
    attacked = found(atop, date(1956, 1, 1), "SUN", "DEU", "atop-3025/phase-0/offense")
    assert attacked.verdict is True


@pytest.mark.parametrize("attacker", ["RUS", "FRA"])
def test_neutrality_beside_help_is_not_known_to_be_against_the_threat_named(
    atop: World, attacker: str
) -> None:
    """The Dual Alliance: help against Russia (Art. 1), neutrality in war with others (Art. 2)."""
    finding = found(atop, date(1890, 1, 1), "C-AUH", attacker, "atop-1335/phase-0/neutral")
    assert finding.verdict is None


def test_an_obligation_runs_only_to_whom_the_treaty_says(atop: World) -> None:
    """Locarno: the United Kingdom owes Germany help against France, and Italy nothing."""
    day = date(1930, 1, 1)
    owed = {
        (o.owed_by, o.owed_to)
        for o in atop.bound(on=day, states=["GBR"]).obligations
        if o.provision.startswith("atop-2130/phase-0/defense")
    }
    assert owed == {(("GBR",), ("BEL", "DEU", "FRA"))}


def test_after_2018_atop_says_nothing(atop: World) -> None:
    answer = atop.bound(on=date(2019, 1, 1), states=["USA"])
    assert not [o for o in answer.obligations if o.provision.startswith("atop-")]


def test_batch_and_single_answers_agree_on_atop(atop: World) -> None:
    events = [
        (date(1914, 7, 28), "C-AUH", "RUS"),
        (date(1939, 9, 1), "POL", "DEU"),
        (date(1950, 6, 25), "KOR", "PRK"),
        (date(1990, 8, 2), "KWT", "IRQ"),
    ]
    frame = pl.DataFrame(
        [(day, "armed-attack", victim, attacker) for day, victim, attacker in events],
        schema=["on", "kind", "attacked", "attacker"],
        orient="row",
    )
    table = atop.casus_batch(frame)
    for row, (day, victim, attacker) in enumerate(events):
        answer = atop.casus(on=day, attacked=[victim], attacker=[attacker])
        for finding in (*answer.triggered, *answer.undetermined, *answer.not_triggered):
            if finding.provision.startswith("atop-"):
                assert table[finding.provision][row] is finding.verdict, finding.provision


def test_without_the_dataset_the_command_that_brings_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="`foedus data add atop` brings it"):
        foedus.load(datasets=["atop"], store=tmp_path)
    with pytest.raises(UnknownDatasetError, match="only atop has alliances"):
        foedus.load(datasets=["nmc"], store=tmp_path)
