"""Each further dataset: stored from its authors' file with known facts in it, or refused."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from foedus.data.store.raw import FileError
from foedus.data.store.registry import every, find
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES, authors_files

FILES = {
    "cow-mid": ("cow_mid/MIDA_4.3.csv", "cow_mid/MIDB_4.3.csv"),
    "gml-mid": ("peacesciencer/gml_dirdisp.csv",),
    "cow-war": ("peacesciencer/cow_war_inter.csv",),
    "td-rivalries": ("peacesciencer/td_rivalries.csv",),
    "tss-rivalries": ("peacesciencer/tss_rivalries.csv",),
    "unga-ideal-points": ("unga/IdealpointestimatesAll_Apr2020.csv",),
    "ipi-peacekeeping": (
        "ipi_peacekeeping/country_month_1990_2014.csv",
        "ipi_peacekeeping/country_mission_month_2009_2014.csv",
    ),
    "dcad": ("dcad/DCAD-v1.0-main.csv",),
    "mme": ("troopdata/mme_v7.csv",),
    "jme": ("troopdata/jme_v3.csv",),
    "democracy": ("isard/cw_democracy.csv",),
    "gdp": ("isard/cw_gdppop.csv",),
    "nato-expenditure": ("nato_defence_exp/nato_pct_gdp_2014_2024e.csv",),
    "geopko": ("geopko/TCCMap_v.2.3.csv",),
    "ipi-missions": ("ipi_peacekeeping/data_mission.csv",),
    "ucdp-conflict": ("peacesciencer/ucdp_acd.csv",),
    "cow-capitals": ("peacesciencer/cow_capitals.csv",),
}
FACTS: dict[str, tuple[str, pl.Expr, object]] = {
    "cow-mid": ("disputes", pl.len(), 2_315),
    "gml-mid": ("dyad_years", pl.len(), 10_276),
    "cow-war": ("dyad_years", pl.col("warnum").n_unique(), 95),
    "td-rivalries": ("rivalries", pl.col("spatial").sum(), 142),
    "tss-rivalries": ("rivalries", pl.col("spatial").sum(), 152),
    "unga-ideal-points": ("ideal_points", pl.col("ideal_point").max(), 3.15064),
    "ipi-peacekeeping": ("by_mission", pl.col("mission").n_unique(), 26),
    "dcad": ("agreements", pl.col("general").sum(), 1_322),
    "mme": ("exercises", pl.len(), 3_707),
    "jme": ("exercises", pl.len(), 1_480),
    "democracy": ("democracy", pl.col("polity2").is_null().sum(), 3_271),
    "gdp": ("economy", pl.len(), 16_536),
    "nato-expenditure": ("expenditure", pl.col("estimate").sum(), 62),
    "geopko": ("locations", pl.col("mission").n_unique(), 34),
    "ipi-missions": ("missions", pl.col("ccode").n_unique(), 39),
    "ucdp-conflict": ("civil", pl.len(), 2_486),
    "cow-capitals": ("capitals", pl.len(), 242),
}


@pytest.mark.parametrize("name", FILES)
def test_the_authors_files_are_stored_whole(name: str, store: Store) -> None:
    manifest = store.add(find(name), authors_files(*FILES[name]), NOW, "", STATES)
    assert all(file.known for file in manifest.files)
    table, fact, value = FACTS[name]
    found = store.scan(name, table).select(fact).collect().item()
    assert found == pytest.approx(value)
    assert store.verify(name) == ()


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_refused_and_leaves_nothing(
    name: str, store: Store, tmp_path: Path
) -> None:
    first, *others = authors_files(*FILES[name])
    cut = tmp_path / first.name
    cut.write_bytes(b"\n".join(first.read_bytes().splitlines()[:20]))
    with pytest.raises(FileError, match=r"has 19 rows, and the whole file has at least|cut short"):
        store.add(find(name), [cut, *others], NOW, "", STATES)
    assert not store.has(name)


def _replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        (
            "nato-expenditure",
            _replaced(b"Belgium", b"Ruritania"),
            "nato_pct_gdp.csv, column Country: 'Ruritania' is not the name of a state",
        ),
        (
            "tss-rivalries",
            _replaced(b"220.0,300.0,1494.0", b"220.0,300.0,1066.0"),
            "tss_rivalries.csv, line 2, column start: '1066.0' is outside 1494 to 2020",
        ),
        (
            "td-rivalries",
            _replaced(b"European GPs,spatial", b"European GPs,special"),
            "td_rivalries.csv, line 2, column type1: 'special' is not one of spatial, positional,",
        ),
        (
            "dcad",
            _replaced(b",sector,", b",secret,"),
            "DCAD-v1.0-main.csv, line 2, column type: 'secret' is not one of general, sector",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(
    name: str,
    change: Callable[[bytes], bytes],
    sentence: str,
    store: Store,
    tmp_path: Path,
) -> None:
    (file,) = authors_files(*FILES[name])
    changed = tmp_path / file.name
    changed.write_bytes(change(file.read_bytes()))
    with pytest.raises(FileError) as error:
        store.add(find(name), [changed], NOW, "", STATES)
    assert sentence in str(error.value)


def test_every_dataset_says_whose_it_is_and_on_which_terms() -> None:
    for adapter in every().values():
        assert adapter.citation.startswith("@")
        assert adapter.terms
        assert adapter.home.startswith("http")
        assert adapter.sources or adapter.by_hand


def test_who_faced_whom_in_a_dispute_goes_both_ways(store: Store) -> None:
    """MID 3 of 1913: Albania's neighbours Austria-Hungary (A) and Serbia (B)."""
    store.add(find("cow-mid"), authors_files(*FILES["cow-mid"]), NOW, "", STATES)
    years = store.scan("cow-mid", "dyad_years").collect()
    turned = years.rename(
        {
            "ccode1": "ccode2", "ccode2": "ccode1", "hostlev1": "hostlev2", "hostlev2": "hostlev1",
        }
    )  # fmt: skip
    key = ["dispnum", "year", "ccode1", "ccode2", "hostlev1", "hostlev2", "onset"]
    assert years.select(key).sort(key).equals(turned.select(key).sort(key))
    assert set(years.filter(pl.col("dispnum") == 3)["ccode1"]) == {300, 345}
    assert years.filter((pl.col("dispnum") == 3) & (pl.col("initiator") == 1))[
        "ccode1"
    ].to_list() == [300]
