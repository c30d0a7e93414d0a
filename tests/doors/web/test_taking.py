"""What the server sends before a script runs, what each view weighs, and what one takes away."""

import csv
import functools
import io
import os
import re
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.doors.web import axe

sys.path.insert(0, str(Path(__file__).parents[3] / "bench"))
import first_screen

ROOT = Path(__file__).parents[3]
PART = 1 if os.environ.get("FOEDUS_EXPLORE") else 6
"""Each so manieth view is tried; all where one looks further."""
ESTONIA = "/?on=2024-01-01&attacked=EST&attacker=RUS"
FALKLANDS = "/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands"
PLAIN = (
    "/?on=2024-01-01",
    ESTONIA,
    "/state/POL?on=2026-01-01",
    "/framework/nato?on=1985-06-01",
    "/provision/nato/art-5?on=2020-01-01",
    FALKLANDS,
    "/state/ZZZ",
    "/accessibility",
    "/embed/state/POL?on=2026-01-01",
)


@pytest.fixture
def plain(browser: Browser, served: str) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = browser.new_context(base_url=served, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_a_page_answers_with_its_picture(plain: Page) -> None:
    plain.goto("/?on=2024-01-01")
    plain.get_by_label("Who is attacked?").select_option("EST")
    plain.get_by_label("By whom?").select_option("RUS")
    plain.get_by_role("button", name="Show").click()
    expect(plain.locator("p.answered")).to_contain_text("35 states are bound to assist")
    image = plain.get_by_role("img")
    expect(image).to_be_visible()
    box = image.bounding_box()
    assert box
    assert box["width"] > 600
    plain.get_by_role("link", name="nato/art-5").first.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("North Atlantic Treaty, Art. 5")


@pytest.mark.parametrize("view", ["/?on=2024-01-01", "/state/POL?on=1939-09-01"])
def test_the_application_takes_over_and_says_the_same(view: str, served: str, page: Page) -> None:
    sent = httpx.get(f"{served}{view}").text
    said = re.search(r'<p class="answered">([^<]+)</p>', sent)
    assert said
    page.goto(view)
    expect(page.locator("#served")).to_have_count(0)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("main")).to_contain_text(said[1])


def test_a_page_is_readable_before_its_scripts(browser: Browser, served: str) -> None:
    page = browser.new_page(base_url=served)
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/state/EST?on=2024-01-01")
    expect(page.get_by_role("main")).to_contain_text("35 states owe Estonia help")
    page.close()


@axe.wanted
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_of_the_server(
    scheme: axe.Scheme, browser: Browser, served: str
) -> None:
    """The pages as they are without scripts: axe is one, so theirs are taken out."""
    context = browser.new_context(base_url=served, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    looked = PLAIN if PART == 1 else PLAIN[4:9:2]
    for view in looked:
        sent = httpx.get(f"{served}{view}").text
        bare = re.sub(r"<script.*?</script>|</?noscript>", "", sent).replace(' id="served"', "")
        page.route(
            f"{served}{view}",
            lambda route, _, body=bare: route.fulfill(body=body, content_type="text/html"),
        )
        page.goto(view)
        found[view] = axe.faults(page, axe.ALL, scheme=scheme)
    context.close()
    assert found == {view: [] for view in looked}


@pytest.mark.parametrize(
    "view",
    ["/", "/state/USA?on=2024-01-01", "/compare?on=2026-01-01&leave=nato+TUR", ESTONIA,
     "/map?on=1985-06-01&f=nato", FALKLANDS, "/framework/nato?on=2024-01-01"][::PART],
)  # fmt: skip
def test_no_page_is_heavy(view: str, browser: Browser, served: str) -> None:
    seen = first_screen.weighed(browser, f"{served}{view}", slowly=False)
    assert seen.errors == []
    assert 100_000 < seen.whole < first_screen.BYTES
    assert seen.scripts < first_screen.SCRIPTS


TAKEN = (
    (ESTONIA, "If Russia attacked Estonia"),
    ("/map?on=1985-06-01&f=nato", "the North Atlantic Treaty Organization had"),
    ("/map?on=1913-06-01", "states owe another"),
    (FALKLANDS, "Armed attack on United Kingdom"),
    (f"{FALKLANDS}&and=1900-01-01", "2 April 1982 on the left"),
    ("/compare?on=2026-01-01&leave=nato+TUR", "what if on the right"),
    ("/state/POL?on=2026-01-01", "Poland"),
    ("/pair/POL/USA?on=2026-01-01", "Poland"),
    ("/framework/nato?on=1985-06-01", "North Atlantic Treaty Organization"),
    ("/provision/nato/art-5?on=2020-01-01", "North Atlantic Treaty, Art. 5"),
    ("/network?on=1985-06-01", "tied by a duty"),
    ("/matrix?on=1985-06-01", "tied by a duty"),
    ("/frameworks?on=1985-06-01", "Frameworks"),
)


@pytest.mark.parametrize(("view", "says"), TAKEN[4::PART] if PART > 1 else TAKEN)
def test_every_view_is_taken_away_whole(view: str, says: str, page: Page, tmp_path: Path) -> None:
    page.goto(view)
    expect(page.locator("#served")).to_have_count(0)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.wait_for_load_state("networkidle")

    def take(button: str) -> bytes:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button, exact=True).first.click()
        waiting.value.save_as(tmp_path / "taken")
        return (tmp_path / "taken").read_bytes()

    picture = take("SVG").decode()
    wide, high = map(float, re.findall(r'viewBox="0 0 (\d+) (\d+)"', picture)[0])
    assert wide / high == pytest.approx(16 / 9, rel=0.001)
    assert says in re.sub(r"<[^>]+>", " ", picture)
    assert "catalogue" in picture
    assert "Natural Earth" in picture
    png = take("PNG")
    assert png[:4] == b"\x89PNG"
    assert int.from_bytes(png[16:20]) == 3200
    book = openpyxl.load_workbook(io.BytesIO(take("Excel")))
    *sheets, about = book.worksheets
    assert about.title == "About"
    assert {"Source", "Cite"} <= {row[0].value for row in about.iter_rows()}
    data = take("CSV").decode()
    assert not re.search(r" and \d+ more", data)
    lines = [row for row in csv.reader(io.StringIO(data)) if any(row)]
    held = sum(any(cell.value for cell in row) for sheet in sheets for row in sheet.iter_rows())
    assert len(lines) == held + (len(sheets) if len(sheets) > 1 else 0)
    page.get_by_role("button", name="Cite").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "catalogue" in copied
    assert page.url.split("?")[0] in copied


def test_an_embed_is_offered_and_is_what_another_page_can_show(
    page: Page, browser: Browser, served: str, tmp_path: Path
) -> None:
    page.goto(ESTONIA)
    page.get_by_role("button", name="Embed").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    snippet = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{served}/embed?' in snippet
    (tmp_path / "paper.html").write_text(f"<!doctype html><h1>A paper</h1>{snippet}")
    folder = functools.partial(SimpleHTTPRequestHandler, directory=tmp_path)
    other = browser.new_page()
    with ThreadingHTTPServer(("127.0.0.1", 0), folder) as elsewhere:
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        other.goto(f"http://localhost:{elsewhere.server_port}/paper.html")
        frame = other.frame_locator("iframe")
        expect(frame.get_by_text("35 states are bound to assist")).to_be_visible()
        image = frame.get_by_role("img")
        expect(image).to_be_visible()
        expect(image).to_have_js_property("naturalWidth", 1200)
        elsewhere.shutdown()
    other.close()
