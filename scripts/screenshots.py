"""Take a picture of every view of the atlas: light, dark, and as wide as a phone.

Use: ``screenshots.py FOLDER``. Needs Chromium on the path and ``pip install playwright``.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from atlas_server import FLAGS, served

VIEWS = {
    "atlas": "/?on=1985-06-01&f=nato&f=warsaw-pact",
    "atlas-1914": "/?on=1914-07-28&f=triple-1882&f=franco-russian-1894&f=entente-cordiale",
    "casus-empty": "/casus",
    "casus": "/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands",
    "casus-two-days": "/casus?on=1982-04-02&and=1900-01-01&attacked=GBR&attacker=ARG",
    "casus-11-september": (
        "/casus?on=2001-09-11&attacked=USA&attacker=al-qaida&at=New+York&kind=terrorist-attack"
    ),
    "casus-refused": "/casus?on=1982-04-02&attacked=XXX",
    "state": "/state/POL?on=2026-01-01",
    "pair": "/pair/POL/USA?on=2026-01-01",
    "framework": "/framework/nato?on=1985-06-01",
    "provision": "/provision/nato/art-5?on=2020-01-01",
    "frameworks": "/frameworks?on=1985-06-01",
    "network": "/network?on=1985-06-01",
    "matrix": "/matrix?on=1985-06-01",
    "matrix-few": "/matrix?on=1985-06-01&s=FRA&s=DEU&s=GBR&s=USA&s=POL&s=SUN",
    "questions": "/ask",
    "about": "/about",
    "missing": "/nowhere",
}
LOOKS = {"light": (1440, "light"), "dark": (1440, "dark"), "phone": (390, "light")}


def take(browser: Browser, address: str, folder: Path) -> None:
    """Every view in every look."""
    for look, (width, scheme) in LOOKS.items():
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        for name, path in VIEWS.items():
            page.goto(path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=20_000)
            page.wait_for_timeout(700)  # what is asked once the day rests
            page.screenshot(path=folder / f"{name}-{look}.png")
        context.close()


def main() -> None:
    """Serve, look, and stop."""
    if len(sys.argv) != 2:
        sys.exit("use: screenshots.py FOLDER")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("no chromium is on the path")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        take(browser, address, folder)
        browser.close()
    print(f"{len(VIEWS) * len(LOOKS)} pictures in {folder}")


if __name__ == "__main__":
    main()
