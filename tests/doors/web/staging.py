"""A server with a node and the act of another package, for browsers of people who act there."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from foedus.asking.world import World
from foedus.nodes.access import Access
from foedus.nodes.demo import demo
from foedus.nodes.node import Node
from foedus.nodes.people.signing_in import SigningIn
from tests.acts.toy import install
from tests.conftest import cheap_passphrases

sys.path.insert(0, str(Path(__file__).parents[3] / "scripts"))
import atlas_server

expect.set_options(timeout=30_000)  # for a server on a busy machine
PHRASE = "grey-harbour-has-seven-herons"
REFUSED = re.compile(r"Failed to load resource: (.* status of 4|net::ERR_)")
"""What a console says of a refusal, or of an answer that is lost: no fault of the page."""


@dataclass(frozen=True)
class Stage:
    """A server with a node, and the act of another package."""

    address: str
    place: Path

    def node(self) -> Node:
        return Node.open(self.place)

    def access(self, node: Node, name: str) -> Access:
        signing = SigningIn(node)
        found = signing.who(signing.session(name, PHRASE), "session")
        assert found is not None
        return Access(node, found[0])


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("desk")
    with cheap_passphrases():
        demo(folder / "node", PHRASE, base=lambda: world)
    install(folder)
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": path}
    with atlas_server.served("--node", str(folder / "node"), env=env) as address:
        # a passkey is for a name, and this machine has one
        yield Stage(address.replace("127.0.0.1", "localhost"), folder / "node")


@pytest.fixture
def context(browser: Browser, stage: Stage, errors: list[str]) -> Iterator[BrowserContext]:
    """A browser of somebody; its pages must complain of nothing but of what was refused."""
    made = browser.new_context(base_url=stage.address, viewport={"width": 1280, "height": 900})
    made.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert [told for told in errors if not REFUSED.match(told)] == []


def signed_in(context: BrowserContext, name: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Name to sign in with").fill(name)
    page.get_by_label("Passphrase").fill(PHRASE)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/desk$"))
    expect(page.get_by_role("heading", name="What you may do")).to_be_visible()
    return page


def go(page: Page, address: str) -> None:
    """To another view, without loading the page anew."""
    page.evaluate("to => { history.pushState(null, '', to); }", address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
