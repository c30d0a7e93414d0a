"""The datasets that the designs of impact read, in a store of the tests' own."""

import pytest

import foedus
from foedus.asking.world import World
from foedus.data.panels.scope import Scope
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES, authors_files

FILES = {
    "cow-states": ("cow_states",),
    "ucdp-conflict": ("peacesciencer/ucdp_acd.csv",),
    "ipi-missions": ("ipi_peacekeeping/data_mission.csv",),
    "geopko": ("geopko/TCCMap_v.2.3.csv",),
    "gdp": ("isard/cw_gdppop.csv",),
    "atop": ("atop5.1",),
    "nmc": ("cow_nmc",),
    "cow-contiguity": ("cow_contiguity",),
    "gml-mid": ("peacesciencer/gml_dirdisp.csv",),
    "cow-war": ("peacesciencer/cow_war_inter.csv",),
    "cow-capitals": ("peacesciencer/cow_capitals.csv",),
    "democracy": ("isard/cw_democracy.csv",),
    "mme": ("troopdata/mme_v7.csv",),
    "jme": ("troopdata/jme_v3.csv",),
    "ipi-peacekeeping": (
        "ipi_peacekeeping/country_month_1990_2014.csv",
        "ipi_peacekeeping/country_mission_month_2009_2014.csv",
    ),
    "alliance-reliability": ("leeds_reliability/BerkemeierFuhrmannRAP2018_0303.csv",),
}


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> World:
    files = {name: authors_files(*paths) for name, paths in FILES.items()}
    folder = tmp_path_factory.mktemp("impact")
    for name, paths in files.items():
        Store(folder).add(find(name), paths, NOW, "", STATES)
    return foedus.load(store=folder)


def scope(world: World, first: int, last: int) -> Scope:
    assert world.store is not None
    return Scope(world.store, world.catalogue, "cow", first, last)
