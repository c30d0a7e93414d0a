"""The atlas as a person walks it: what a page says is what Python says."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from foedus.asking.world import World
from foedus.questions.binding.covered.question import CoveredAnswer

COLD_WAR = date(1985, 6, 1)
MAP = f"/map?on={COLD_WAR}&f=nato&f=warsaw-pact"
FALKLANDS = "/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands"


def said(answer: Any) -> str:
    """The sentence of an answer as a pattern, whatever the spaces."""
    return r"\s+".join(re.escape(word) for word in answer.lead.split())


def test_the_map_shows_the_members_of_the_day(page: Page, world: World) -> None:
    page.goto(MAP)
    for framework in ("nato", "warsaw-pact"):
        found = world.catalogue.framework(framework)
        members = world.catalogue.members_on(found, COLD_WAR)
        legend = page.locator(".legend", has_text=found.name)
        expect(legend).to_contain_text(f"{len(members)} members")
        legend.get_by_text("List of members").click()
        for state in members:
            expect(legend).to_contain_text(world.catalogue.states[state].name)


def test_a_territory_has_the_colour_of_its_holder_that_day(page: Page) -> None:
    page.goto(MAP)
    east = page.locator("[data-territory=deu-east]")
    west = page.locator("[data-territory=POL]")
    expect(east).to_have_attribute("fill", str(west.get_attribute("fill")))
    expect(east.locator("title")).to_contain_text("member of Warsaw Treaty Organization")


def test_land_that_no_duty_of_help_reaches_is_pale(page: Page, world: World) -> None:
    page.goto(MAP)
    for framework, colour in (("nato", "0072b2"), ("warsaw-pact", "e69f00")):
        answer = world.ask("covered", None, on=COLD_WAR, framework=framework)
        assert isinstance(answer, CoveredAnswer)
        told = f"leave out {len(answer.left_out)} territories of those it protects"
        legend = page.locator(".legend", has_text=world.catalogue.framework(framework).name)
        expect(legend).to_contain_text(told)
        for land in answer.left_out:
            shape = page.locator(f"[data-territory={land.territory}]")
            if shape.count():
                expect(shape).to_have_attribute("fill", f"url(#leftOut-{colour})")
    expect(page.locator(".key")).to_contain_text("no duty of help reaches")
    page.get_by_role("link", name="leave out 19").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("What the Warsaw Treaty")


def test_waters_where_ships_are_covered_are_dashed(page: Page, world: World) -> None:
    page.goto("/map?on=1985-06-01&f=nato&f=rio&f=us-jpn")
    drawn = 0
    for framework, colour in (("nato", "0072b2"), ("rio", "e69f00")):
        answer = world.ask("covered", None, on=COLD_WAR, framework=framework)
        assert isinstance(answer, CoveredAnswer)
        name = world.catalogue.framework(framework).name
        legend = page.locator(".legend", has_text=name)
        drawn += len(answer.waters)
        for water in answer.waters:
            told = water.name if water.wholly else f"{water.name} (in part)"
            expect(legend).to_contain_text(told)
            if water.contested:
                expect(legend).to_contain_text(f"{told} (contested)")
            shape = page.locator(".waters path", has_text=f"{water.name}: a duty of help of {name}")
            expect(shape).to_have_attribute("fill", f"url(#waters-{colour})")
    expect(page.locator(".waters path")).to_have_count(drawn)
    expect(page.locator(".key")).to_contain_text("waters where a duty of help covers")


def test_the_slider_moves_the_day_and_the_address(page: Page) -> None:
    page.goto(MAP)
    slider = page.get_by_role("slider", name="Day since 1816")
    slider.fill("40000")
    expect(page).to_have_url(re.compile("on=1925-07-08"))
    expect(page.locator(".legend").first).to_contain_text("not in being that day")
    page.get_by_role("textbox", name="Day").fill("1999-03-12")
    expect(page.locator(".legend").first).to_contain_text("19 members")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".legend").first).to_contain_text(re.compile("26|28|29|30|31|32"))
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    rested = page.url
    page.wait_for_timeout(400)
    assert page.url == rested


def test_frameworks_are_chosen_and_taken_off(page: Page) -> None:
    page.goto(MAP)
    page.get_by_placeholder("Add a framework").fill("anzus")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("f=anzus"))
    expect(page.locator(".legend")).to_have_count(3)
    page.get_by_role("button", name="Remove: Warsaw Treaty Organization").click()
    expect(page.locator(".legend")).to_have_count(2)
    page.go_back()
    expect(page.locator(".legend")).to_have_count(3)


def test_no_outline_takes_in_the_whole_world(page: Page) -> None:
    page.goto(MAP)
    expect(page.locator("[data-territory=FRA]")).to_be_visible()
    high = "Array.from(document.querySelectorAll('.land path'), (p) => p.getBBox().height)"
    assert max(page.evaluate(high)) < 400  # of the 467 of the map: none is turned inside out


def test_a_state_is_opened_from_the_map_and_paired(page: Page, world: World) -> None:
    page.goto(MAP)
    page.locator("[data-territory=FRA]").dispatch_event("click")
    expect(page.get_by_role("heading", level=1)).to_have_text("France")
    answer = world.ask("bound", None, on=COLD_WAR, states=["FRA"])
    expect(page.locator(".answer .lead")).to_have_text(re.compile(said(answer)))
    page.get_by_label("Compare with…").fill("DEU")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("France – Germany")
    pair = world.ask("bound", None, on=COLD_WAR, states=["FRA", "DEU"])
    expect(page.locator(".answer .lead")).to_have_text(re.compile(said(pair)))


def test_search_is_worked_by_keyboard(page: Page) -> None:
    page.goto(MAP)
    expect(page.locator("[data-territory=FRA]")).to_be_attached()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.keyboard.type("warsaw treaty")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text(
        "Warsaw Treaty Organization"
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/framework/warsaw-pact"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Warsaw Treaty Organization")


def test_a_framework_tells_its_members_and_provisions(page: Page, world: World) -> None:
    page.goto(f"/framework/nato?on={COLD_WAR}")
    answer = world.ask("framework", None, on=COLD_WAR, framework="nato")
    expect(page.locator(".answer .lead")).to_have_text(re.compile(said(answer)))
    expect(page.get_by_role("img", name="Members over time")).to_contain_text("Spain")
    page.get_by_role("link", name="All provisions ever").click()
    expect(page.get_by_text("nato/art-5 · Collective defence")).to_be_visible()


def test_a_casus_says_who_is_bound_and_why(page: Page, world: World) -> None:
    page.goto("/casus")
    expect(page.get_by_role("link", name="Pearl Harbor, 1941")).to_be_visible()
    page.get_by_role("combobox", name="Examples from history").select_option(
        label="Falkland Islands, 1982"
    )
    answer = world.ask(
        "casus", None, on=date(1982, 4, 2), attacked=["GBR"], attacker=["ARG"],
        at="Falkland Islands",
    )  # fmt: skip
    expect(page.locator(".outcome .three")).to_contain_text(re.compile(said(answer)))
    triggered = page.locator(".group.tone-good .findings > li")
    expect(triggered).to_have_count(len(answer.triggered))  # type: ignore[attr-defined]
    first = triggered.first
    expect(first).to_contain_text("uk-prt/art-3")
    expect(first).to_contain_text("Portugal")
    first.get_by_text("Because").click()
    expect(first.locator(".because").first).to_be_visible()
    expect(page.locator("[data-territory=PRT] title")).to_contain_text("4 all the aid")
    page.get_by_text("Not triggered (").click()
    expect(page.locator(".folded")).to_contain_text("is not in Europe or North America")


def test_the_place_of_a_casus_is_clicked_on_the_map(page: Page) -> None:
    page.goto(FALKLANDS)
    expect(page.locator(".pin")).to_be_attached()
    page.locator(".map svg.pointing").click(position={"x": 300, "y": 120})
    expect(page).to_have_url(re.compile(r"at=-?\d+(\.\d+)?%2C-?\d+"))
    page.go_back()
    expect(page.get_by_label("Place")).to_have_value("Falkland Islands")


def test_two_days_stand_side_by_side(page: Page, world: World) -> None:
    page.goto(f"{FALKLANDS}&and=1900-01-01")
    expect(page.locator(".outcome")).to_have_count(2)
    then = world.ask(
        "casus", None, on=date(1900, 1, 1), attacked=["GBR"], attacker=["ARG"],
        at="Falkland Islands",
    )  # fmt: skip
    expect(page.locator(".outcome").nth(1).locator(".three")).to_contain_text(
        re.compile(said(then))
    )


def test_the_network_and_the_matrix_say_what_ties_say(page: Page, world: World) -> None:
    answer = world.ask("ties", None, on=COLD_WAR)
    pairs = {frozenset((t.debtor, t.creditor)) for t in answer.ties}  # type: ignore[attr-defined]
    states = {state for pair in pairs for state in pair}
    page.goto(f"/network?on={COLD_WAR}")
    name = f"Network of {len(states)} states and {len(pairs)} ties"
    expect(page.get_by_role("group", name=name)).to_be_visible()
    page.goto(f"/matrix?on={COLD_WAR}&s=FRA&s=DEU&s=POL")
    expect(page.locator(".matrix tbody tr")).to_have_count(3)
    expect(page.locator("[title^='France owes Germany: all the aid']")).to_be_visible()
    expect(page.locator("[title='France owes Poland nothing']")).to_be_visible()


def test_all_tied_states_are_drawn_in_blocks(page: Page, world: World) -> None:
    answer = world.ask("ties", None, on=COLD_WAR)
    ties, states = len(answer.ties), len(answer.ranks)  # type: ignore[attr-defined]
    page.goto(f"/matrix?on={COLD_WAR}")
    picture = page.get_by_role("img", name=f"Matrix of {states} states and {ties} duties")
    expect(picture).to_be_visible()
    picture.locator("rect", has_text="France owes Germany").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("France – Germany")


def test_provisions_in_a_table_lead_to_their_articles(page: Page) -> None:
    page.goto(f"/pair/FRA/DEU?on={COLD_WAR}")
    page.get_by_role("link", name="nato/art-5", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/provision/nato/art-5\?on=1985-06-01"))
    told = page.locator("p.lead", has_text="North Atlantic Treaty, Art. 5: in force")
    expect(told).to_be_visible()


def test_a_framework_has_a_page_on_how_it_fares(page: Page, world: World) -> None:
    page.goto("/framework/nato?on=2026-01-01")
    page.get_by_role("link", name="How it fares").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "How it fares: North Atlantic Treaty Organization"
    )
    answer = world.ask("measure", None, on=date(2026, 1, 1), framework="nato")
    expect(page.locator(".lead").last).to_have_text(re.compile(said(answer)))
    page.get_by_role("link", name="Inclusivity", exact=True).click()
    over = world.ask(
        "measure",
        None,
        on=date(2026, 1, 1),
        framework="nato",
        of="inclusivity",
        first=1949,
        last=2026,
    )
    expect(page.locator(".lead").last).to_have_text(re.compile(said(over)))
    expect(page.locator("figure")).to_have_count(2)


def test_trends_say_what_the_question_says(page: Page, world: World) -> None:
    page.goto("/trend?on=2026-01-01")
    answer = world.ask("trend", None, on=date(2026, 1, 1))
    expect(page.locator(".lead").last).to_have_text(re.compile(said(answer)))


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    page.goto(MAP)
    for theme in ("dark", "light"):
        page.get_by_label("Colours").select_option(theme)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", theme)


def test_a_view_can_be_taken_away(page: Page, tmp_path: Path) -> None:
    page.goto(MAP)
    expect(page.locator("[data-territory=FRA]")).to_be_attached()
    for kind, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("CSV", b"framework,name,code")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=kind, exact=True).click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert path.read_bytes().lstrip(b'"').startswith(begins)
    page.get_by_role("button", name="Cite").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "catalogue" in copied
    assert f"on={COLD_WAR}" in copied


def test_a_question_that_makes_no_sense_is_told_so(browser: Browser, served: str) -> None:
    """On a page of its own: the browser notes the refused request on the console."""
    page = browser.new_page(base_url=served)
    page.goto("/casus?on=1982-04-02&attacked=XXX")
    expect(page.get_by_role("alert")).to_contain_text("no state is called 'XXX'")
    page.close()


def test_an_address_that_is_none_leads_home(page: Page, errors: list[str]) -> None:
    page.goto("/nowhere")
    assert [errors.pop()[-15:] for _ in list(errors)] == ["404 (Not Found)"]
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    page.get_by_role("link", name="Go to the first page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("If it happened tonight")


def test_a_part_of_the_world_is_shown_and_stands_in_the_address(page: Page) -> None:
    page.goto("/map?on=2024-01-01")
    expect(page.locator(".labels text", has_text="Brazil")).to_be_attached()
    expect(page.locator(".labels text", has_text="Estonia")).to_have_count(0)
    page.get_by_role("combobox", name="Part of the world").select_option("europe")
    expect(page).to_have_url(re.compile("z=europe"))
    expect(page.locator(".labels text", has_text="Poland")).to_be_attached()
    moved = page.locator("g.moving")
    at = str(moved.get_attribute("transform"))
    page.get_by_role("img", name=re.compile("^Every state")).focus()
    page.keyboard.press("ArrowRight")
    expect(moved).not_to_have_attribute("transform", at)
    page.reload()
    expect(moved).to_have_attribute("transform", at)


def test_small_states_that_are_lit_have_a_ring(page: Page) -> None:
    page.goto("/map?on=2024-01-01&f=nato")
    expect(page.locator(".rings circle")).not_to_have_count(0)


def test_a_map_is_enlarged_by_wheel_and_dragged_without_choosing(page: Page) -> None:
    page.goto("/map?on=2024-01-01")
    box = page.locator(".map svg").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    expect(page.locator("[data-territory=FRA]")).to_be_attached()
    page.mouse.move(x, y)
    page.mouse.wheel(0, -1200)
    moved = page.locator("g.moving")
    expect(moved).not_to_have_attribute("transform", re.compile(r"scale\(1\)"))
    expect(page).to_have_url(re.compile("z=-?[0-9.]+%2C"))
    before = str(moved.get_attribute("transform"))
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=4)
    page.mouse.up()
    expect(moved).not_to_have_attribute("transform", before)
    assert "/map" in page.url  # what lay under the pointer was not opened
    page.get_by_role("button", name="Whole world").click()
    expect(moved).to_have_attribute("transform", "translate(0,0) scale(1)")
    expect(page).not_to_have_url(re.compile("z="))
