"""Home, the film, and what a page must never say: each of these failed on the atlas of before."""

import csv
import gzip
import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

BUILT = Path(__file__).parents[3] / "src/foedus/doors/web/built"
ESTONIA = "/?on=2024-01-01&attacked=EST&attacker=RUS"
DRAWN = "document.querySelector('svg[data-on], table[data-on]')?.dataset.on"
SHOWN = "document.querySelector('input.day')?.value"


def until(page: Page, holds: str) -> None:
    """Wait until an expression holds; the policy of the page forbids to wait inside it."""
    for _ in range(200):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(25)
    raise AssertionError(holds)


def lead(page: Page) -> Any:
    return page.locator("main p.answered")


def test_home_says_what_it_is_and_answers(page: Page) -> None:
    page.goto("/?on=2024-01-01")
    expect(page.get_by_role("heading", level=1)).to_have_text("If it happened tonight")
    expect(page.get_by_text("who is bound to come to whose help")).to_be_visible()
    expect(lead(page)).to_contain_text(re.compile(r"On 1 January 2024, \d+ states owe another"))
    expect(page.locator(".ready a")).to_have_count(6)


def test_a_country_is_picked_and_who_comes_is_told_with_the_article(page: Page) -> None:
    page.goto("/?on=2024-01-01")
    page.get_by_role("combobox", name="Who is attacked?").fill("eston")
    page.keyboard.press("Enter")
    expect(lead(page)).to_contain_text("If Estonia were attacked on 1 January 2024, 35 states")
    page.get_by_role("combobox", name="By whom?").fill("rusia")  # a typo
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("attacker=RUS"))
    expect(lead(page)).to_contain_text("35 states would be bound to help it")
    who = page.get_by_role("complementary")
    expect(who.get_by_role("heading", name="Must come")).to_be_visible()
    expect(who).to_contain_text("North Atlantic Treaty, Art. 5")
    expect(who).to_contain_text("by such action as it deems necessary")
    expect(page.locator("[data-territory=FIN] title")).to_contain_text("all the aid")
    page.get_by_role("textbox", name="Day").fill("2003-06-01")
    expect(lead(page)).to_contain_text("nobody on record would owe it help")


def test_a_country_is_tapped_where_it_is_attacked(page: Page) -> None:
    page.goto("/?on=2024-01-01&attacker=PRK")
    page.locator("[data-territory=usa-hawaii]").dispatch_event("click")
    expect(page).to_have_url(re.compile("attacked=USA&at=Hawaii|at=Hawaii.*attacked=USA"))
    out = page.get_by_role("complementary")
    expect(out).to_contain_text("Hawaii is not in Europe or North America")


def test_a_state_that_had_ended_says_so(page: Page, errors: list[str]) -> None:
    page.goto("/state/EST?on=1950-01-01")
    expect(page.locator("p.lead").first).to_contain_text(
        "Estonia was not in being as a state of its own"
    )
    page.goto("/state/ZZZ")
    expect(page.locator("p.lead")).to_contain_text("No state has the code ZZZ")
    assert [errors.pop()[-15:] for _ in list(errors)] == ["404 (Not Found)"]


def test_a_state_page_tells_who_owes_it_help_from_whom_it_owes(page: Page) -> None:
    page.goto("/state/FRA?on=1913-06-01")
    owed, owes = page.locator(".owing.owed"), page.locator(".owing.owes")
    expect(owed).to_contain_text("Russia")
    expect(owed).not_to_contain_text("Belgium")
    expect(owes).to_contain_text("Belgium")
    expect(page.get_by_role("img", name="Its promises of help over time")).to_be_visible()


def test_one_query_does_not_poison_the_next(page: Page) -> None:
    page.goto("/?on=2024-01-01")
    box = page.get_by_role("combobox", name="Search")
    hits = page.get_by_role("listbox", name="Search").get_by_role("option")
    box.fill("article 5")
    expect(hits.filter(has_text=re.compile(r"nato/art-5 "))).to_have_count(1)
    box.fill("Russia")
    expect(hits.first).to_contain_text("RUS")
    expect(hits.filter(has_text="eu/teu-42-7")).to_have_count(0)
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    for text, found in (
        ("UK", "GBR"),
        ("42.7", "eu/teu-42-7"),
        ("Finnland", "FIN"),
        ("Crimea", "ukr-crimea"),
    ):
        box.fill(text)
        expect(hits.first).to_contain_text(found)


FILMS = (
    "/?attacked=EST&on=1990-06-01",
    "/map?on=1950-06-01",
    "/map?on=1950-06-01&f=nato&f=warsaw-pact",
    "/network?on=1950-06-01",
    "/matrix?on=1950-06-01",
    "/state/FRA?on=1900-06-01",
    "/casus?on=1950-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands",
    "/framework/nato?on=1950-06-01",
)


@pytest.mark.parametrize("view", FILMS)
def test_play_asks_nothing_and_draws_the_day_that_it_shows(view: str, page: Page) -> None:
    page.goto(view)
    until(page, f"{DRAWN} === {SHOWN}")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.get_by_role("button", name="Play").click()
    until(page, f"{SHOWN} > '{view.split('on=')[1][:4]}-12-31'")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    seen = set()
    for _ in range(12):
        drawn, shown = page.evaluate(f"[{DRAWN}, {SHOWN}]")
        assert drawn == shown
        seen.add(drawn)
        page.wait_for_timeout(60)
    assert len(seen) > 2
    assert asked == []
    page.get_by_role("button", name="Pause").click()


def test_colonies_are_never_drawn_as_covered(page: Page) -> None:
    page.route("**/api/v1/covered**", lambda route: None)  # never answered, and not waited for
    page.goto("/map?on=1955-06-01&f=nato")
    expect(page.locator("[data-territory=COD]")).to_have_attribute("fill", "url(#leftOut-0072b2)")
    expect(page.locator("[data-territory=BEL]")).to_have_attribute("fill", "#0072b2")


def test_guarantors_and_guaranteed_are_told_apart(page: Page) -> None:
    page.goto("/map?on=1860-06-01&f=london-1839")
    expect(page.locator("[data-territory=BEL] title")).to_contain_text("protected under")
    expect(page.locator("[data-territory=FRA] title")).to_contain_text("protector under")
    expect(page.locator(".legend")).not_to_contain_text("reach all their land")
    expect(page.locator(".key")).to_contain_text("owes help and is not owed it")


def test_what_is_undetermined_is_on_the_map(page: Page) -> None:
    page.goto("/casus?on=1914-07-28&attacked=SRB&attacker=C-AUH&at=Belgrade")
    greece = page.locator("[data-territory=GRC]")
    expect(greece).to_have_attribute("fill", re.compile(r"url\(#perhaps-"))
    expect(page.locator(".three")).to_contain_text("Perhaps: Greece")


def test_states_are_called_as_they_were(page: Page) -> None:
    page.goto("/map?on=1860-06-01")
    expect(page.locator("[data-territory=TUR] title")).to_contain_text("Ottoman Empire")
    page.goto("/map?on=1941-12-08")
    expect(page.locator("[data-territory=NLD] title")).to_contain_text("in fact under Germany")


def test_a_picture_leaves_with_title_day_key_and_source(page: Page, tmp_path: Path) -> None:
    page.goto(ESTONIA)
    expect(page.get_by_role("heading", name="Must come")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="SVG", exact=True).click()
    waiting.value.save_as(tmp_path / "picture.svg")
    picture = (tmp_path / "picture.svg").read_text()
    for told in (
        "If Russia attacked Estonia",
        "1 January 2024",
        "assist by such action",
        "Attacked",
        "catalogue",
        "Apache License",
    ):
        assert told in picture
    assert 'viewBox="0 0 1600 900"' in picture
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    waiting.value.save_as(tmp_path / "who.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "who.csv").read_text())))
    assert len({row["code"] for row in rows if row["part"] == "Must come"}) == 35
    page.get_by_role("button", name="Cite").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "If Russia attacked Estonia on 1 January 2024, 35 states" in copied


def test_data_of_a_casus_is_not_cut(page: Page, tmp_path: Path) -> None:
    page.goto(
        "/casus?on=2001-09-11&attacked=USA&attacker=al-qaida&at=New+York&kind=terrorist-attack"
    )
    expect(page.locator(".three")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    waiting.value.save_as(tmp_path / "casus.csv")
    text = (tmp_path / "casus.csv").read_text()
    assert " more" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {r["state"] for r in rows if r["provision"] == "nato/art-5"} >= {"Belgium", "Turkey"}


def test_print_keeps_the_day_and_dark_letters(browser: Browser, served: str) -> None:
    page = browser.new_page(base_url=served, color_scheme="dark")
    page.goto("/map?on=1985-06-01&f=nato")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("1 June 1985", exact=True)).to_be_visible()
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    page.goto("/casus?on=1982-04-02&attacked=GBR")
    expect(page.locator("form.event")).to_be_hidden()
    page.close()
    assert ink == "rgb(0, 0, 0)"


@pytest.mark.parametrize(
    ("typed", "day", "told"),
    [
        ("1913", "1913-01-01", ""),
        ("June 1913", "1913-06-01", ""),
        ("1/6/1913", "1913-06-01", ""),
        ("1913-02-30", None, "is no day"),
        ("1700-01-01", "1816-01-01", "The record begins on 1816-01-01"),
        ("2100-01-01", "2100-01-01", "yet to come"),
    ],
)
def test_days_are_read_as_people_write_them(
    typed: str, day: str | None, told: str, page: Page
) -> None:
    page.goto("/map?on=1985-06-01")
    box = page.get_by_role("textbox", name="Day")
    box.fill(typed)
    page.keyboard.press("Enter")
    if day:
        expect(page).to_have_url(re.compile(f"on={day}"))
    if told:
        expect(page.locator(".said")).to_contain_text(told)
    page.goto(f"/map?on={typed}")
    if day:
        expect(box).to_have_value(day)
    if told:
        expect(page.locator(".said")).to_contain_text(told)


def test_the_slider_steps_by_year_and_with_shift_by_day(page: Page) -> None:
    page.goto("/map?on=1985-06-01")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("on=1986-06-01"))
    page.keyboard.press("Shift+ArrowLeft")
    expect(page).to_have_url(re.compile("on=1986-05-31"))
    page.get_by_role("button", name="To the next change").click()
    expect(page).to_have_url(re.compile("on=1986-08-11"))  # the leg of ANZUS


def test_a_failure_of_the_network_does_not_blame_the_reader(browser: Browser, served: str) -> None:
    page = browser.new_page(base_url=served)  # its console tells of the failure
    page.route("**/api/v1/bound", lambda route: route.abort())
    page.goto("/state/FRA?on=1985-06-01")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The server did not answer")
    expect(alert).not_to_contain_text("asked as")
    page.unroute("**/api/v1/bound")
    alert.get_by_role("button", name="Try again").click()
    expect(page.locator(".answer")).to_be_visible()
    page.close()


def test_the_network_stands_still(page: Page) -> None:
    at = (
        "Object.fromEntries([...document.querySelectorAll('.node')]"
        ".map(n => [n.textContent, n.getAttribute('transform')]))"
    )
    places = []
    for year in (2003, 2004):
        page.goto(f"/network?on={year}-06-01")
        expect(page.locator(".node").first).to_be_visible()
        places.append(page.evaluate(at))
    shared = {name for name in places[0] if name in places[1]}
    # what a node tells of its ties may change; where it stands does not
    codes = [{name[:3]: where for name, where in found.items()} for found in places]
    assert len(shared) > 50
    assert all(codes[0][code] == codes[1][code] for code in codes[0] if code in codes[1])
    spots = [tuple(map(float, re.findall(r"[\d.]+", where))) for where in places[1].values()]
    closest = min(
        (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for n, a in enumerate(spots) for b in spots[:n]
    )
    assert closest**0.5 > 19  # no code covers another


def test_home_is_light(page: Page) -> None:
    scripts: list[str] = []
    page.on("request", lambda r: scripts.append(r.url) if r.resource_type == "script" else None)
    page.goto("/?on=2024-01-01")
    expect(page.locator("[data-territory=FRA]")).to_be_attached()
    size = sum(
        len(gzip.compress((BUILT / "assets" / url.rsplit("/", 1)[1]).read_bytes(), 9))
        for url in scripts
    )
    assert size < 150_000


def test_addresses_of_maps_from_before_lead_to_the_map(page: Page) -> None:
    page.goto("/?on=1985-06-01&f=nato")
    expect(page).to_have_url(re.compile(r"/map\?on=1985-06-01&f=nato"))
    page.goto("/map?on=1985-06-01&f=triple-alliance")
    expect(page.get_by_role("alert")).to_contain_text("No framework is called triple-alliance")
