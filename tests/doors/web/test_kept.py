"""Kept or broken, what came before, clauses phrase by phrase, frameworks with their map."""

import re

from playwright.sync_api import Page, expect

from foedus.asking.world import World


def test_kept_or_broken_tells_promise_call_finding_and_deed(page: Page, world: World) -> None:
    page.goto("/kept?on=2026-11-28&framework=uk-prt")
    answer = world.honoured(framework="uk-prt", on="2026-11-28")
    expect(page.locator("p.lead")).to_contain_text(answer.lead)
    cards = page.get_by_role("article")
    expect(cards).to_have_count(3)
    goa = cards.filter(has_text="Goa, Daman and Diu")
    expect(goa).to_contain_text("Portugal called on the alliance in December 1961")
    expect(goa).to_contain_text("Gave nothing, and had room: United Kingdom")
    expect(goa).to_contain_text("far as the helper is able")
    expect(cards.filter(has_text="Bound, and gave nothing:")).to_have_count(0)
    falklands = cards.filter(has_text="Falkland Islands")
    expect(falklands).to_contain_text("Did what it asks: Portugal")
    falklands.get_by_role("link", name="Who must help, clause by clause").click()
    expect(page).to_have_url(re.compile("/casus.*attacked=GBR.*attacker=ARG"))


def test_events_are_filtered_and_what_is_shown_stands_in_the_address(page: Page) -> None:
    page.goto("/kept?on=2026-11-28")
    page.get_by_role("combobox", name="What this state did").fill("Protugal")  # a typo
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("of=PRT"))
    expect(page.get_by_role("article").first).to_contain_text("Portugal")
    page.get_by_role("button", name="Remove Portugal").click()
    expect(page).not_to_have_url(re.compile("of=PRT"))


def test_an_attack_on_an_islet_finds_perejil_and_the_falklands(page: Page) -> None:
    page.goto("/casus?on=2026-01-01&attacked=JPN&attacker=CHN&at=Senkaku+Islands")
    before = page.locator("section.before")
    expect(before).to_contain_text("islet of Perejil (Leila)")
    expect(before).to_contain_text("Falkland Islands")
    expect(before).to_contain_text("Did what it asks: Portugal")
    before.get_by_text(re.compile("differences?$")).first.click()
    expect(before.get_by_role("columnheader", name="Then").first).to_be_visible()


def test_a_clause_is_read_phrase_by_phrase_and_lights_the_map(page: Page) -> None:
    page.goto("/provision/nato/art-5?on=2020-01-01")
    says = page.locator("blockquote.says")
    expect(says).to_contain_text("by such action as it deems necessary")
    expect(page.get_by_role("button", name=re.compile("How strongly: 3 of 5"))).to_be_visible()
    land = page.locator("[data-territory=usa-hawaii]")
    expect(land).to_have_attribute("fill", "#0072b2")  # a party owes it
    page.get_by_role("button", name=re.compile("^Where")).focus()
    expect(land).to_have_attribute("fill", "url(#phrase-left)")  # and the area leaves it out
    expect(page.locator("[data-territory=POL]")).to_have_attribute("fill", "#0072b2")
    expect(page.locator(".phrases")).to_contain_text("Readings differ")
    expect(page.locator(".phrases")).to_contain_text("Western occupation zones of Germany")
    expect(says.get_by_role("link", name="nato.int")).to_have_attribute(
        "href", re.compile("^https")
    )


def test_a_framework_shows_its_map_and_its_members_by_role(page: Page) -> None:
    page.goto("/framework/nato?on=2026-01-01")
    expect(page.locator("[data-territory=FRA]")).to_have_attribute("fill", "#0072b2")
    roles = page.locator(".role")
    expect(roles.first).to_contain_text("Members 32")
    partners = roles.filter(has_text="As partner")
    expect(partners).to_contain_text(re.compile("Russia contested"))
    page.goto("/framework/au?on=2024-01-01")
    expect(page.locator("em.suspended").first).to_be_visible()


def test_a_pair_and_tables_are_in_names(page: Page) -> None:
    page.goto("/pair/POL/USA?on=2026-01-01")
    table = page.get_by_role("region", name="Binding in law")
    expect(table).to_contain_text("Poland")
    expect(table).not_to_contain_text(re.compile(r"\bPOL\b"))
    expect(table.get_by_role("link", name="United States").first).to_be_visible()


def test_a_table_is_sorted_and_filtered(page: Page) -> None:
    page.goto("/ask/frameworks?on=1985-06-01&q=%7B%7D")
    table = page.locator("section.table").first
    expect(table.locator("tbody tr").first).to_be_visible()
    first = table.locator("tbody tr").first.inner_text()
    table.get_by_role("button", name=re.compile("^Id")).click()
    table.get_by_role("button", name=re.compile("^Id")).click()
    expect(table.locator("th[aria-sort=descending]")).to_have_count(1)
    assert table.locator("tbody tr").first.inner_text() != first
    table.get_by_role("searchbox").fill("warsaw")
    expect(table.locator("tbody tr")).to_have_count(1)


def test_numbers_are_aligned_at_the_right(page: Page) -> None:
    page.goto("/ask/apportion")
    page.get_by_role("button", name="Fill in the example").click()
    expect(page.locator("td.number").first).to_have_css("text-align", "right")


def test_more_than_three_frameworks_have_a_map_each(page: Page) -> None:
    page.goto("/map?on=1985-06-01&f=nato&f=warsaw-pact&f=anzus")
    expect(page.locator(".insets button")).to_have_count(4)
    expect(page.locator(".multiples figure")).to_have_count(0)
    page.goto("/map?on=1985-06-01&f=nato&f=warsaw-pact&f=anzus&f=rio")
    each = page.locator(".multiples figure")
    expect(each).to_have_count(4)
    poland = each.nth(1).locator("[data-small=POL]")
    expect(poland).to_have_attribute("fill", "#e69f00")
    expect(each.nth(0).locator("[data-small=POL]")).to_have_attribute("fill", "var(--held)")


def test_an_inset_shows_the_parties_and_enlarges_the_map(page: Page) -> None:
    page.goto("/casus?on=2026-01-01&attacked=EST&attacker=LVA")
    inset = page.get_by_role("button", name="Enlarge: The parties")
    expect(inset.locator("[data-small=EST]")).to_have_attribute("fill", "var(--attacked)")
    inset.click()
    expect(page).to_have_url(re.compile("z=5[0-9]"))
    page.goto("/map?on=2020-01-01")
    page.get_by_role("button", name="Enlarge: Gulf").click()
    expect(page).to_have_url(re.compile("z=gulf"))


def test_a_key_goes_to_the_next_change(page: Page) -> None:
    page.goto("/map?on=1949-01-01")
    page.get_by_role("slider", name="Day since 1816").focus()
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Day")).not_to_have_value("1949-01-01")
    page.keyboard.press("p")
    expect(page.get_by_role("textbox", name="Day")).to_have_value(re.compile("^194[78]|^1949-01"))


def test_no_label_of_a_chart_is_cut(page: Page) -> None:
    page.goto("/ask/apportion")
    page.get_by_role("button", name="Fill in the example").click()
    chart = page.locator("figure.chart .scroll svg").first
    expect(chart).to_be_visible(timeout=30_000)
    beyond = chart.evaluate(
        """(svg) => {
            const whole = svg.getBoundingClientRect();
            const out = ({ left, right }) => right > whole.right + 1 || left < whole.left - 1;
            return [...svg.querySelectorAll("text")]
                .filter((label) => out(label.getBoundingClientRect()))
                .map((label) => label.textContent);
        }"""
    )
    assert beyond == []
