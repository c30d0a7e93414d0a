"""A server in this process, asked through its ASGI interface."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.rest.app import create_app
from foedus.doors.rest.settings import Settings

HERE = ("127.0.0.1", 50_000)
"""A client on this machine."""


@pytest.fixture(scope="session")
def client(world: World) -> Iterator[TestClient]:
    with TestClient(create_app(world), raise_server_exceptions=False, client=HERE) as client:
        yield client


@pytest.fixture
def strict(world: World) -> TestClient:
    """A server with tight limits."""
    app = create_app(world, Settings(body=1000, seconds=0.8, origins=("https://desk.example",)))
    return TestClient(app, raise_server_exceptions=False, client=HERE)
