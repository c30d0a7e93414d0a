"""Care for everyone: axe finds no serious fault, and nothing comes from another host."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

AXE = Path(__file__).parents[3] / "web/node_modules/axe-core/axe.min.js"
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


@pytest.mark.skipif(not AXE.exists(), reason="axe is not there: `npm ci` in web/ brings it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_serious_fault(view: str, scheme: str, browser: Browser, served: str) -> None:
    context = browser.new_context(
        base_url=served, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    page.goto(view)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    context.close()
    serious = [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:3]
    ]
    assert not serious


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
