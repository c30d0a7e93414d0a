"""Care for everyone: axe finds no serious fault, and nothing comes from another host."""

import pytest
from playwright.sync_api import Browser, expect

from tests.doors.web import axe

VIEWS = (
    "/?on=2024-01-01",
    "/?on=2024-01-01&attacked=EST&attacker=RUS",
    "/map?on=1985-06-01",
    "/map?on=1985-06-01&f=nato&f=warsaw-pact",
    "/compare?on=2026-01-01&leave=nato+TUR",
    "/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands",
    "/state/POL?on=2026-01-01",
    "/pair/POL/USA?on=2026-01-01",
    "/framework/nato?on=1985-06-01",
    "/provision/nato/art-5?on=2020-01-01",
    "/casus",
    "/matrix?on=1985-06-01",
    "/network?on=1985-06-01&f=warsaw-pact",
    "/matrix?on=1985-06-01&s=FRA&s=DEU&s=POL",
    "/frameworks?on=1985-06-01",
    "/ask",
    "/kept?on=2026-11-28&framework=uk-prt",
    "/about",
)


@axe.wanted
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_serious_fault(
    view: str, scheme: axe.Scheme, browser: Browser, served: str
) -> None:
    context = browser.new_context(base_url=served, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(view)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    found = axe.faults(page, scheme=scheme)
    context.close()
    assert not found


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_wider_than_the_page_or_from_elsewhere(
    view: str, width: int, browser: Browser, served: str
) -> None:
    context = browser.new_context(base_url=served, viewport={"width": width, "height": 800})
    page = context.new_page()
    hosts = set[str]()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(view)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    context.close()
    assert wide <= 0
    assert hosts == {served.removeprefix("http://")}
