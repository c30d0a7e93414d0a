"""Two days, and what if: the page draws what the scenarios compute, and its address holds it."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from foedus.asking.world import World

LEAVES = "/compare?on=2026-01-01&leave=nato+TUR"


def test_an_exit_is_drawn_before_and_after_with_its_lawful_path(page: Page, world: World) -> None:
    page.goto(LEAVES)
    before, after = (page.locator(".half").nth(n) for n in (0, 1))
    france = "[data-territory=FRA]"
    expect(before.locator(f"{france} title")).to_contain_text("nato/art-5")
    expect(after.locator(france)).to_have_attribute("fill", "url(#gone)")
    expect(after.locator("[data-territory=AZE] title")).to_contain_text("Azerbaijan\n")  # as before
    expect(page.locator("p.lead")).to_contain_text("31 states fewer would owe Turkey help")
    path = world.ask("path", None, on=date(2026, 1, 1), change=["leave:nato:TUR:2026-01-01"])
    expect(page.get_by_text(re.compile(re.escape(path.lead[:60])))).to_be_visible()
    expect(page.get_by_text("3 lands fewer would be reached")).to_be_visible()


def test_a_state_is_put_into_an_alliance(page: Page) -> None:
    page.goto("/compare?on=2026-01-01")
    page.get_by_role("combobox", name="A state").fill("ukrain")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Does what").select_option("join")
    page.get_by_role("combobox", name="Which framework").fill("nato")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"join=nato[+ %20]+UKR"))
    expect(page.locator("p.lead")).to_contain_text("32 states more would owe Ukraine help")
    page.get_by_role("button", name=re.compile("^Remove: Ukraine joins")).click()
    expect(page.locator(".half")).to_have_count(0)


def test_two_days_are_compared_and_the_difference_is_said(page: Page, world: World) -> None:
    page.goto("/compare?on=2022-02-24&and=2001-09-11")
    expect(page.locator("p.lead")).to_contain_text("From 11 September 2001 to 24 February 2022")
    expect(page.locator(".half").first.locator("svg")).to_have_attribute("data-on", "2001-09-11")
    expect(page.locator(".half").last.locator("svg")).to_have_attribute("data-on", "2022-02-24")
    moved = page.get_by_role("listitem").filter(has_text="North Atlantic Treaty Organization")
    expect(moved).to_contain_text("+11")
    name = world.catalogue.framework("rio").name
    rio = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=name, exact=True))
    for state in ("Mexico", "Bolivia", "Ecuador"):
        expect(rio).to_contain_text(state)
