"""What a nation sees to in the browser: its people, second persons, and where notices go."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from foedus.model.people import Appointment
from foedus.nodes.people.letters import Letters
from foedus.nodes.people.party import members
from foedus.nodes.people.people import Named, People
from foedus.nodes.people.seconds import wanted
from tests.conftest import cheap_passphrases
from tests.doors.web import axe
from tests.doors.web.staging import PHRASE, Stage, signed_in


def _enter(page: Page) -> None:
    page.get_by_label("Name to sign in with").fill("lva")
    page.get_by_label("Passphrase").fill(PHRASE)
    page.keyboard.press("Enter")


def _brought(stage: Stage, handle: str, *posts: str) -> str:
    """Somebody more of Lithuania, and their pseudonym."""
    with stage.node() as node, cheap_passphrases():
        people = People(node)
        admin = stage.access(node, "ltu-admin").person
        held = [Appointment(post) for post in posts]  # type: ignore[arg-type]
        link = people.invite(admin, "LTU", held)
        return people.enrol(link, Named(handle, handle.title()), PHRASE).id


def test_an_administrator_sees_to_the_people_of_their_own_party(
    context: BrowserContext, stage: Stage
) -> None:
    ruta = _brought(stage, "ruta", "desk-officer")
    page = signed_in(context, "ltu-admin")
    page.get_by_role("link", name="Your account").click()
    people = page.get_by_role("region", name="People of LTU")
    one = people.locator(".papers > li", has_text=ruta)
    expect(one).to_contain_text("ruta (Ruta)")
    expect(people).not_to_contain_text("lva")
    one.locator("summary").press("Enter")  # by keys alone
    appoint = one.get_by_role("form", name="Give a post: Ruta")
    appoint.get_by_label("Post").select_option("chair")
    appoint.get_by_role("button", name="Give a post").press("Enter")
    expect(appoint.get_by_role("alert")).to_be_visible()  # a chair is of a body
    appoint.get_by_label("Post").select_option("release-officer")
    appoint.get_by_label("First day without it, if it ends").fill("2099-01-01")
    appoint.get_by_role("button", name="Give a post").press("Enter")
    expect(people.locator("> [role=status]")).to_have_text("The post of Ruta is given.")
    expect(one).to_contain_text("release-officer, up to 2099-01-01")
    expect(one.get_by_role("alert")).to_have_count(0)
    relieve = one.get_by_role("form", name="End desk-officer: Ruta")
    relieve.get_by_role("button").click()
    expect(people.locator("> [role=status]")).to_have_text("The post of Ruta ends.")
    with stage.node() as node:
        admin = stage.access(node, "ltu-admin").person
        [told] = [found for found in members(node, admin) if found.person == ruta]
        today = node.clock().date()
        assert {held.post for held in told.posts if today in held.during} == {"release-officer"}
    expect(relieve).to_have_count(0)  # it is over
    linked = one.get_by_role("form", name="Bind the certificate: Ruta")
    linked.get_by_label("SHA-256 fingerprint").fill("5E:8A")
    linked.get_by_role("button").click()
    expect(one.get_by_role("alert")).to_contain_text("fingerprint")
    linked.get_by_label("SHA-256 fingerprint").fill(":".join(["5E"] * 32))
    linked.get_by_role("button").press("Enter")
    expect(one.get_by_role("status")).to_have_text("They can sign in by it from now on.")
    one.get_by_role("button", name="End all of these").click()
    expect(one.get_by_role("status")).to_contain_text("They sign in by none of these")
    one.get_by_role("button", name="Let begin anew").click()
    link = people.locator(".secret code").inner_text()
    assert re.fullmatch(r"http://localhost:\d+/come#foedus_[\w-]{43}", link)
    one.get_by_role("button", name="Dismiss", exact=True).click()
    one.get_by_role("button", name="Dismiss Ruta").click()
    expect(people.locator("> [role=status]")).to_contain_text("They have no part")
    expect(one).to_have_count(0)
    with stage.node() as node:
        assert People(node).person(ruta) is None


def test_who_is_no_administrator_sees_nobody(context: BrowserContext) -> None:
    page = signed_in(context, "lva")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_role("region", name="Notices by mail")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    expect(page.get_by_role("region", name=re.compile("^People of"))).to_have_count(0)
    assert not any(url.endswith("/people") for url in asked)


def test_an_act_waits_for_a_second_person_who_sees_what_would_be_recorded(
    browser: Browser, context: BrowserContext, stage: Stage
) -> None:
    with stage.node() as node:
        head = stage.access(node, "ltu").person.id
    _brought(stage, "jonas", "desk-officer")
    page = signed_in(context, "ltu")
    mine = page.get_by_role("region", name="Waits for a second person")
    expect(mine).to_contain_text("Your nation wants two people for no act.")
    mine.get_by_text("Ask for other acts").click()
    mine.get_by_role("checkbox", name="table", exact=True).check()
    mine.get_by_role("button", name="Ask for it").press("Enter")
    expect(mine.get_by_role("status")).to_contain_text("for another of the nation to confirm")
    expect(mine).to_contain_text("LTU wants two for table; until now for none.")
    expect(mine).to_contain_text("asked for by you")
    expect(mine.get_by_role("button", name="Confirm it")).to_have_count(0)

    others = browser.new_context(base_url=stage.address)
    admin = signed_in(others, "ltu-admin")
    theirs = admin.get_by_role("region", name="Waits for a second person")
    expect(theirs).to_contain_text(f"asked for by {head}")
    theirs.get_by_role("button", name="Confirm it").click()
    expect(theirs.get_by_role("status")).to_have_text("Confirmed; it holds from now on.")
    expect(theirs).to_contain_text("Your nation wants two people for table.")
    others.close()
    with stage.node() as node:
        assert wanted(node, "LTU") == ("table",)

    for title in ("Fuel for Klaipeda", "A second draft"):
        page.goto("/act/table?q=%7B%22body%22%3A%22nato/nac%22%7D")
        page.get_by_role("textbox", name=re.compile("^title")).fill(title)
        page.get_by_role("button", name="Show what would be recorded").click()
        page.get_by_role("button", name="Record it").click()
        expect(page.get_by_role("alert")).to_contain_text("Not yet: it waits as")

    others = browser.new_context(base_url=stage.address)
    second = signed_in(others, "jonas")
    theirs = second.get_by_role("region", name="Waits for a second person")
    fuel = theirs.locator("li", has_text="Fuel for Klaipeda")
    expect(fuel).to_contain_text("LTU tables in the North Atlantic Council: Fuel for Klaipeda.")
    expect(fuel).to_contain_text(f"asked for by {head}")
    draft = theirs.locator("li", has_text="A second draft")
    draft.get_by_role("button", name="Drop it").click()
    expect(theirs.get_by_role("status")).to_have_text("Dropped; nothing was recorded.")
    expect(draft).to_have_count(0)
    with stage.node() as node:
        before = node.record().size
    fuel.get_by_role("button", name="Confirm it").press("Enter")
    expect(theirs.get_by_role("status")).to_contain_text("Recorded as M-")
    with stage.node() as node:
        assert node.record().size == before + 1
        assert "Fuel for Klaipeda" in node.record().of()[-1].draft.told
    others.close()


def test_what_is_no_longer_what_was_read_is_not_confirmed(
    browser: Browser, context: BrowserContext, stage: Stage
) -> None:
    """What was dropped is not confirmed by who has read it; what came since has another number."""
    page = signed_in(context, "pol")
    mine = page.get_by_role("region", name="Waits for a second person")

    def ask(act: str, number: int) -> None:
        box = mine.get_by_role("checkbox", name=act, exact=True)
        if not box.is_visible():
            mine.get_by_text("Ask for other acts").click()
        box.check()
        mine.get_by_role("button", name="Ask for it").click()
        expect(mine.get_by_role("status")).to_contain_text(f"it waits as {number} until")

    ask("table", 1)
    others = browser.new_context(base_url=stage.address)
    admin = signed_in(others, "pol-admin")
    theirs = admin.get_by_role("region", name="Waits for a second person")
    expect(theirs).to_contain_text("POL wants two for table;")
    mine.get_by_role("button", name="Drop it").click()
    expect(mine.get_by_role("status")).to_have_text("Dropped; nothing was recorded.")
    mine.get_by_role("checkbox", name="table", exact=True).uncheck()
    ask("annul", 2)
    theirs.get_by_role("button", name="Confirm it").click()
    expect(theirs.get_by_role("alert")).to_contain_text("no longer what you saw")
    expect(theirs).to_contain_text("POL wants two for annul;")
    with stage.node() as node:
        assert wanted(node, "POL") == ()
    theirs.get_by_role("button", name="Drop it").click()
    expect(theirs.get_by_role("status")).to_have_text("Dropped; nothing was recorded.")
    others.close()


def test_the_address_for_notices_is_set_and_erased(context: BrowserContext, stage: Stage) -> None:
    page = signed_in(context, "fin")
    page.get_by_role("link", name="Your account").click()
    mail = page.get_by_role("region", name="Notices by mail")
    expect(mail).to_contain_text("You get no notices.")
    field = mail.get_by_label("Address for notices")
    field.fill("aino at home")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    told = page.locator(f"[id='{field.get_attribute('aria-describedby')}']")
    expect(told).to_have_text("An address is one such as jaan@mfa.example.")
    field.fill("aino@mfa.example")
    field.press("Enter")
    expect(mail).to_contain_text("Notices go to aino@mfa.example.")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    with stage.node() as node:
        person = stage.access(node, "fin").person.id
        assert Letters(node).address(person) == "aino@mfa.example"
    mail.get_by_role("button", name="Erase the address").press("Enter")
    expect(mail).to_contain_text("You get no notices.")
    with stage.node() as node:
        assert Letters(node).address(person) == ""


def test_one_goes_on_where_one_was_after_signing_in_and_to_no_other_site(
    context: BrowserContext, stage: Stage
) -> None:
    page = context.new_page()
    page.goto("/act/table?q=%7B%22title%22%3A%22Back%22%7D")
    page.locator("#content").get_by_role("link", name="Sign in").click()
    _enter(page)
    expect(page).to_have_url(f"{stage.address}/act/table?q=%7B%22title%22%3A%22Back%22%7D")
    expect(page.get_by_role("textbox", name=re.compile("^title"))).to_have_value("Back")
    for elsewhere in (
        "https://evil.example/",
        "//evil.example",
        "/%5C..//evil.example",
        "/api/v1/me",
    ):
        context.clear_cookies()
        page.goto(f"/sign-in?to={quote(elsewhere)}")
        _enter(page)
        expect(page).to_have_url(f"{stage.address}/desk")


def test_a_sign_in_at_a_provider_begins_there_and_a_refused_one_says_so(
    context: BrowserContext, stage: Stage
) -> None:
    page = context.new_page()
    page.route(
        "**/api/v1/providers",
        lambda route: route.fulfill(json=[{"name": "est-id", "party": "EST"}]),
    )
    page.route(
        "**/sign-in/with/est-id", lambda route: route.fulfill(json={"go": f"{stage.address}/about"})
    )
    page.goto("/sign-in?to=/account")
    page.get_by_text("Sign in at a provider, or by certificate").press("Enter")
    page.get_by_role("button", name="Sign in by certificate").click()
    expect(page.get_by_role("alert")).to_have_text(
        "No certificate that is known here came with this."
    )
    with page.expect_request("**/sign-in/with/est-id") as sent:
        page.get_by_role("button", name="Sign in at est-id").press("Enter")
    assert sent.value.post_data_json == {"party": "EST", "to": "/account"}
    expect(page).to_have_url(f"{stage.address}/about")


@axe.wanted
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    scheme: axe.Scheme, width: int, browser: Browser, stage: Stage
) -> None:
    context = browser.new_context(
        base_url=stage.address,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # for axe
    )
    faults: list[str] = []

    def look(page: Page, where: str) -> None:
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{where} is too wide")
        faults.extend(f"{where}: {fault}" for fault in axe.faults(page))

    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_text("Sign in at a provider, or by certificate").click()
    look(page, "signing in")
    page = signed_in(context, "est")
    seconds = page.get_by_role("region", name="Waits for a second person")
    seconds.get_by_text("Ask for other acts").click()
    look(page, "the desk")
    context.clear_cookies()
    page = signed_in(context, "est-admin")
    page.get_by_role("link", name="Your account").click()
    people = page.get_by_role("region", name="People of EST")
    people.locator("summary").first.click()
    people.get_by_role("combobox", name="Post").first.select_option("chair")
    people.get_by_role("button", name="Give a post").first.click()
    expect(people.get_by_role("alert")).to_be_visible()
    mail = page.get_by_role("region", name="Notices by mail")
    mail.get_by_label("Address for notices").fill("nowhere")
    mail.get_by_role("button", name="Send notices there").click()
    expect(mail.get_by_role("alert")).to_be_visible()
    look(page, "the account")
    context.close()
    assert faults == []
