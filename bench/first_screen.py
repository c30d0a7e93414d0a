"""How soon a page says something on a slow line, and what it weighs.

Simulates slow 4G (1.6 Mbit/s, 150 ms) and a processor half as fast in headless Chromium. Prints for
each page when its sentence is painted, when its map is drawn, the bytes that came over the line,
those of scripts, and what the console complained of. With --check it fails beyond the limits.
"""

import shutil
import sys
from pathlib import Path
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
from atlas_server import FLAGS, served

LINE: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER: Final = 2
SAID_BY, MAP_BY, SCRIPTS, BYTES = 1.0, 3.5, 150_000, 400_000
"""Seconds to the first answer and to the map of home; bytes of script, and of a whole page."""
PAGES: Final = (
    "/",
    "/?on=2024-01-01&attacked=EST&attacker=RUS",
    "/map?on=1985-06-01&f=nato",
    "/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands",
    "/state/USA?on=2024-01-01",
    "/framework/nato?on=2024-01-01",
    "/provision/nato/art-5?on=2024-01-01",
    "/pair/POL/USA?on=2024-01-01",
    "/network?on=2024-01-01",
    "/matrix?on=2024-01-01",
    "/frameworks?on=2024-01-01",
    "/compare?on=2026-01-01&leave=nato+TUR",
    "/ask",
    "/about",
)
WATCH: Final = """
window.seen = {};
new MutationObserver(() => {
  const now = performance.now();
  if (!seen.said && document.querySelector('.answered, .lead')) seen.said = now;
  if (!seen.drawn && document.querySelector('[data-territory=FRA]')) seen.drawn = now;
}).observe(document, { childList: true, subtree: true });
"""


class Weighed(NamedTuple):
    """What was seen of a page; times in seconds, 0 where there was nothing to see."""

    painted: float
    said: float
    drawn: float
    scripts: int
    whole: int
    errors: list[str]


def weighed(browser: Browser, address: str, *, slowly: bool = True) -> Weighed:
    """Open a page in a browser that has nothing of it yet."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    talk = context.new_cdp_session(page)
    talk.send("Network.enable")
    if slowly:
        talk.send("Network.emulateNetworkConditions", LINE)
        talk.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def begun(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event.get("type", "")

    def ended(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    talk.on("Network.responseReceived", begun)
    talk.on("Network.loadingFinished", ended)
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_load_state("networkidle", timeout=60_000)
    page.wait_for_timeout(1_500)
    seen = page.evaluate("seen")
    paint = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
    )
    context.close()
    scripts = sum(size for request, size in sizes.items() if kinds.get(request) == "Script")
    return Weighed(
        paint / 1000,
        seen.get("said", 0) / 1000,
        seen.get("drawn", 0) / 1000,
        scripts,
        sum(sizes.values()),
        errors,
    )


def main() -> None:
    """Print every figure; fail beyond the limits where --check is given."""
    over: list[str] = []
    with served() as address, sync_playwright() as playwright:
        found = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        weighed(browser, f"{address}/", slowly=False)  # its processes are then there
        for path in PAGES:
            seen = weighed(browser, f"{address}{path}")
            said = max(seen.painted, seen.said)
            print(
                f"{path}: says something {said:.2f} s, map {seen.drawn:.2f} s, scripts "
                f"{seen.scripts / 1000:.0f} kB, all {seen.whole / 1000:.0f} kB"
                f"{', ' if seen.errors else ''}{'; '.join(seen.errors)}"
            )
            if seen.whole > BYTES or seen.errors:
                over.append(path)
            if path == "/" and (said > SAID_BY or seen.drawn > MAP_BY or seen.scripts > SCRIPTS):
                over.append("/ itself")
        browser.close()
    if "--check" in sys.argv and over:
        sys.exit(f"beyond the limits: {', '.join(over)}")


if __name__ == "__main__":
    main()
