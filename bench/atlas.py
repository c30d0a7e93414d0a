"""How fast the atlas is for a person, and the server for a program.

Prints the browser's own timings in headless Chromium, and, where wrk is installed, the requests a
second on a casus whose answer is kept.
"""

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
from atlas_server import FLAGS, served

BUILT = ROOT / "src/foedus/doors/web/built/assets"
MAP = "/?on=1985-06-01&f=nato&f=warsaw-pact"
CASUS = "/api/v1/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands"
DRAG = """async () => {
  const slider = document.querySelector('input[type=range]');
  const put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const steps = 120, most = Number(slider.max), frames = [];
  let last = performance.now();
  for (let n = 0; n <= steps; n++) {
    put.call(slider, String(Math.round(most * n / steps)));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  return frames;
}"""
STEP = """async () => {
  const before = performance.now();
  document.querySelector('[aria-label="A year back"]').click();
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - before;
}"""


def browse(address: str) -> None:
    """What the browser measures."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        page = browser.new_page(base_url=address)
        page.goto(MAP)
        page.wait_for_selector("[data-territory]")
        page.reload()
        page.wait_for_selector("[data-territory]")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        drawn = page.evaluate("performance.now()")
        steps = sorted(page.evaluate(STEP) for _ in range(9))
        frames = sorted(page.evaluate(DRAG))
        browser.close()
    print(f"first contentful paint {paint:.0f} ms (aim 1,500); the map drawn by {drawn:.0f} ms")
    print(f"a year back: {steps[len(steps) // 2]:.0f} ms in the middle (aim 100)")
    print(
        f"slider across two centuries: {len(frames)} steps in {sum(frames) / 1000:.1f} s, "
        f"median {frames[len(frames) // 2]:.0f} ms, longest {frames[-1]:.0f} ms (aim 1,000)"
    )


def load(address: str) -> None:
    """What wrk measures, with four connections."""
    wrk = shutil.which("wrk")
    if not wrk:
        print("wrk is not installed: requests a second are not measured")
        return
    told = subprocess.run(
        [wrk, "-t1", "-c4", "-d6s", "--latency", f"{address}{CASUS}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = [" ".join(line.split()) for line in told.splitlines()]
    print("; ".join(line for line in lines if line.startswith(("99%", "Requests/sec"))))


def main() -> None:
    """Print every figure."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in BUILT.glob("*.js")}
    whole = sum(sizes.values()) / 1000
    print(f"JavaScript {whole:.0f} kB compressed (aim 500): {sizes}")
    with served() as address:
        browse(address)
        load(address)


if __name__ == "__main__":
    main()
