"""A server of its own, and a browser that looks at it."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.doors.web.staging import context, stage

__all__ = ["context", "stage"]

sys.path.insert(0, str(Path(__file__).parents[3] / "scripts"))
import atlas_server

CHROMIUM = shutil.which("chromium")
BUILT = Path(__file__).parents[3] / "src/foedus/doors/web/built/index.html"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = ""
    if not CHROMIUM:
        reason = "no chromium is on the path: `apt-get install chromium` brings it"
    elif not BUILT.exists():
        reason = "the atlas is not built: scripts/build_web.sh builds it"
    for item in items:
        if reason and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    with atlas_server.served() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(atlas_server.FLAGS))
        yield found
        found.close()


@pytest.fixture
def errors() -> list[str]:
    """What the page has complained of so far."""
    return []


@pytest.fixture
def page(browser: Browser, served: str, errors: list[str]) -> Iterator[Page]:
    """A page that must not complain: any error on its console fails the test."""
    context = browser.new_context(
        base_url=served, viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = context.new_page()
    shown.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    shown.on("pageerror", lambda error: errors.append(str(error)))
    yield shown
    context.close()
    assert not errors
