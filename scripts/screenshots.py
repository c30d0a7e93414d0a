"""Take a picture of every view of the atlas: light, dark, on a phone and on a wall screen.

Use: ``screenshots.py FOLDER [NAME...]``, with names for these views only. Needs Chromium on the
path and ``pip install playwright``.
"""

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, expect, sync_playwright

from foedus.asking.declare import every

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
    "health": "/framework/nato/health?on=2026-01-01",
    "trend": "/trend?on=2026-01-01",
    "provision": "/provision/nato/art-5?on=2020-01-01",
    "frameworks": "/frameworks?on=1985-06-01",
    "network": "/network?on=1985-06-01",
    "matrix": "/matrix?on=1985-06-01",
    "matrix-few": "/matrix?on=1985-06-01&s=FRA&s=DEU&s=GBR&s=USA&s=POL&s=SUN",
    "questions": "/ask",
    "about": "/about",
    "missing": "/nowhere",
}
LOOKS = {
    "light": (1440, "light"),
    "dark": (1440, "dark"),
    "phone": (390, "light"),
    "wall": (2560, "light"),
}


def asked(name: str) -> str:
    """The page of a question, with its example."""
    given = dict(every()[name].example)
    on = given.pop("on")
    return f"/ask/{name}?{urlencode({'on': on, 'q': json.dumps(given)})}"


def take(browser: Browser, address: str, folder: Path, views: Mapping[str, str]) -> None:
    """The views in every look, each as long as it is."""
    for look, (width, scheme) in LOOKS.items():
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        for name, path in views.items():
            page.goto(path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=20_000)
            page.wait_for_timeout(700)  # what is asked once the day rests
            page.screenshot(path=folder / f"{name}-{look}.png", full_page=True)
        context.close()


def main() -> None:
    """Serve, look, and stop."""
    if len(sys.argv) < 2:
        sys.exit("use: screenshots.py FOLDER [NAME...]")
    known = VIEWS | {f"ask-{name}": asked(name) for name in every()}
    wanted = sys.argv[2:] or list(known)
    if unknown := [name for name in wanted if name not in known]:
        sys.exit(f"there is no view {unknown[0]}; there are {', '.join(known)}")
    views = {name: known[name] for name in wanted}
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("no chromium is on the path")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        take(browser, address, folder, views)
        browser.close()
    print(f"{len(views) * len(LOOKS)} pictures in {folder}")


if __name__ == "__main__":
    main()
