"""What every test may ask for. FOEDUS_EXPLORE=1 makes Hypothesis look further, and elsewhere."""

import os

import pytest
from hypothesis import HealthCheck, settings

import foedus
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue

settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "explore", settings.get_profile("repeatable"), derandomize=False, max_examples=600
)
settings.load_profile("explore" if os.environ.get("FOEDUS_EXPLORE") else "repeatable")


@pytest.fixture(scope="session")
def world() -> World:
    return foedus.load()


@pytest.fixture(scope="session")
def catalogue(world: World) -> Catalogue:
    return world.catalogue
