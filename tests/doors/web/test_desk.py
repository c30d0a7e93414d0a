"""Acting in the browser: coming, signing in, the desk, and the page of every act."""

import json
import re
import time
from urllib.parse import quote

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from foedus.acting.declare import ActInputs, every
from foedus.model.people import Appointment
from foedus.nodes.people.people import People
from foedus.nodes.people.proposals import Proposals
from tests.doors.web import axe
from tests.doors.web.qr import read
from tests.doors.web.staging import Stage, go, signed_in


@pytest.fixture
def desk(context: BrowserContext) -> Page:
    """The desk of Estonia's head of delegation."""
    return signed_in(context, "est")


def test_without_a_node_nothing_of_it_is_shown(page: Page) -> None:
    page.goto("/about")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("header.top").get_by_role("link", name="Sign in")).to_have_count(0)
    for path in ("/sign-in", "/come", "/desk", "/account", "/act/table", "/entry/M-1"):
        go(page, path)
        expect(page.locator("#content")).to_contain_text("This server keeps no record")
        expect(page.locator("input[type=password]")).to_have_count(0)


def test_one_comes_by_the_link_of_an_invitation_and_enrols_codes(
    context: BrowserContext, stage: Stage
) -> None:
    with stage.node() as node:
        admin = stage.access(node, "est-admin").person
        link = People(node).invite(admin, "EST", [Appointment("desk-officer")])
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(f"/come#{link}")
    page.get_by_label("Name to sign in with").fill("jaan")
    page.get_by_label("What you are called").fill("Jaan")
    page.get_by_label("Passphrase", exact=True).fill("heron heron")
    page.get_by_label("Passphrase, once more").fill("heron")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("alert")).to_have_text("The two passphrases differ.")
    page.get_by_label("Passphrase, once more").fill("heron heron")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("alert")).to_contain_text("A passphrase has 12 to 200 characters.")
    for label in ("Passphrase", "Passphrase, once more"):
        page.get_by_label(label, exact=True).fill("nine-otters-cross-the-Emajogi")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Jaan")
    expect(page).to_have_url(f"{stage.address}/come")  # it is not kept in the address
    assert not any(link in url for url in sent)
    page.get_by_role("button", name="Set up codes").click()
    secret = page.get_by_label("Key for the application").inner_text().replace(" ", "")
    picture = page.get_by_role("img", name="QR code for the application")
    drawn = picture.locator("path").get_attribute("d") or ""
    address = read(drawn, picture.get_attribute("viewBox") or "")
    totp = pyotp.parse_uri(address)
    assert isinstance(totp, pyotp.TOTP)
    assert (totp.secret, totp.name) == (secret, "jaan")
    before = totp.at(int(time.time()) - 30)  # still good, and leaves the one of now for later
    page.get_by_label("The code that it shows now").fill(before)
    page.get_by_label("Passphrase", exact=True).fill("nine-otters-cross-the-Emajogi")
    page.get_by_role("button", name="Ask for codes from now on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Jaan")
    expect(page.get_by_role("button", name="Set up codes")).to_have_count(0)
    page.goto("/account")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Name to sign in with").fill("jaan")
    page.get_by_label("Passphrase").fill("nine-otters-cross-the-Emajogi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("That name, passphrase or code is not right.")
    page.get_by_label("One-time code").fill(totp.now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
    page.goto(f"/come#{link}")  # it serves once
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Jaan")


def test_the_cookie_is_out_of_reach_and_for_this_host_alone(
    desk: Page, context: BrowserContext
) -> None:
    [cookie] = context.cookies()
    assert cookie["name"] == "__Host-foedus"
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Strict")
    assert desk.evaluate("document.cookie") == ""
    assert desk.evaluate("JSON.stringify([localStorage, sessionStorage])").count("foedus_") == 0


def test_the_desk_shows_what_waits_and_what_one_may_do(desk: Page) -> None:
    expect(desk.get_by_role("region", name="Due")).to_contain_text("notify Security Council")
    motions = desk.get_by_role("region", name="Motions")
    expect(motions).to_contain_text("M-3 Exercise Grey Harbour (made up): a joint stock of fuel")
    motions.get_by_text("2 that are over").click()
    expect(motions).to_contain_text("Rejected (silence broken).")
    events = desk.get_by_role("region", name="Events")
    expect(events.get_by_role("link", name="respond, EV-1")).to_be_visible()
    may = desk.get_by_role("region", name="What you may do")
    may.get_by_text("acts that your posts do not allow").click()
    expect(may).to_contain_text("It is for a depositary")


def test_an_act_is_shown_first_refused_at_its_field_and_recorded_as_shown(
    desk: Page, stage: Stage
) -> None:
    desk.get_by_role("link", name="position, M-3").click()
    show = desk.get_by_role("button", name="Show what would be recorded")
    show.press("Enter")  # by keys alone
    stand = desk.get_by_role("combobox", name=re.compile("^stand"))
    expect(stand).to_have_attribute("aria-invalid", "true")
    told = desk.locator(f"[id='{stand.get_attribute('aria-describedby')}']")
    expect(told).to_have_text("Stand is missing: for, against, abstain or declared.")
    stand.focus()
    desk.keyboard.press("a")  # against
    desk.get_by_role("textbox", name=re.compile("^reason")).fill("Too little fuel")
    show.press("Enter")
    would = desk.get_by_role("region", name="What would be recorded")
    expect(would.get_by_role("heading")).to_be_focused()
    expect(would).to_contain_text("EST stands against on M-3, Exercise Grey Harbour (made up)")
    expect(would).to_contain_text("Too little fuel")
    with stage.node() as node:
        before = node.record().size
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    done = desk.get_by_role("region", name="Recorded")
    expect(done.get_by_role("heading")).to_contain_text("Recorded as P-")
    done.get_by_role("link", name=re.compile("^P-")).click()
    expect(desk.locator("#content")).to_contain_text("Too little fuel")
    expect(desk.locator("#content")).to_contain_text("not signed")
    with stage.node() as node:
        assert node.record().size == before + 1
        assert node.record().of()[-1].content.about == ("M-3",)


def test_what_changed_since_it_was_shown_is_not_recorded(desk: Page, stage: Stage) -> None:
    given = quote(json.dumps({"body": "nato/nac", "title": "Sent twice"}))
    desk.goto(f"/act/table?q={given}")
    desk.get_by_role("button", name="Show what would be recorded").click()
    record = desk.get_by_role("button", name="Record it")
    expect(record).to_be_visible()
    title = desk.get_by_role("textbox", name=re.compile("^title"))
    title.fill("Another title")  # what was shown is no longer what stands in the form
    expect(record).to_have_count(0)
    desk.get_by_role("button", name="Show what would be recorded").click()
    # the first answer is lost on the way: the same request again is recorded once
    lost: list[str] = []

    def lose(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]
        lost.append("once")
        route.abort()  # type: ignore[attr-defined]

    desk.route("**/acts/table", lose)
    record.click()
    expect(desk.get_by_role("alert")).to_contain_text("The server did not answer")
    desk.unroute("**/acts/table")
    record.click()
    expect(desk.get_by_role("heading", name=re.compile("^Recorded as M-"))).to_be_visible()
    with stage.node() as node:
        told = [entry.draft.told for entry in node.record().of()]
    assert (lost, sum("Another title" in text for text in told)) == (["once"], 1)


def test_an_act_of_another_package_has_a_page_without_a_line_of_code(
    desk: Page, stage: Stage
) -> None:
    may = desk.get_by_role("region", name="What you may do")
    expect(may).to_contain_text("Raise a glass to somebody.")
    may.get_by_role("link", name="toast").click()
    desk.get_by_role("textbox", name=re.compile("^whom")).fill("the host")
    desk.get_by_role("button", name="Show what would be recorded").click()
    expect(desk.get_by_role("region", name="What would be recorded")).to_contain_text(
        "EST raises a glass to the host."
    )
    desk.get_by_role("button", name="Record it").click()
    expect(desk.get_by_role("heading", name="Recorded as TO-1.")).to_be_visible()


def test_the_page_of_every_act_has_every_input(desk: Page) -> None:
    for name, act in every().items():
        go(desk, f"/act/{name}")
        expect(desk.get_by_role("heading", level=1)).to_have_text(name)
        form = desk.get_by_role("form", name=name)
        form.locator("details.more > summary").click()
        schema = act.inputs.model_json_schema()
        for field, part in schema["properties"].items():
            told = form.locator("strong", has_text=re.compile(f"^{field.replace('_', ' ')}$"))
            expect(told).to_be_visible()
            wanted = (part.get("description") or "").replace("`", "")
            expect(form).to_contain_text(wanted)
        assert set(ActInputs.model_fields) <= set(schema["properties"])


def test_lines_of_a_list_and_what_holds_unless_unsaid_are_sent(context: BrowserContext) -> None:
    page = signed_in(context, "secretariat")
    given = {"body": "nato/nac", "title": "A force", "without_proposal": False}
    page.goto(f"/act/table?q={quote(json.dumps(given))}")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("textbox", name="who", exact=True).fill("POL")
    page.get_by_role("textbox", name="what", exact=True).fill("one brigade")
    with page.expect_request("**/acts/table/preview") as sent:
        page.get_by_role("button", name="Show what would be recorded").click()
    assert sent.value.post_data_json == {
        **given,
        "commits": [{"who": "POL", "what": "one brigade"}],
    }
    page.goto("/act/determine")
    holds = page.get_by_role("checkbox", name=re.compile("^holds"))
    expect(holds).to_be_checked()
    holds.uncheck()
    with page.expect_request("**/acts/determine/preview") as sent:
        page.get_by_role("button", name="Show what would be recorded").click()
    assert sent.value.post_data_json == {"holds": False}


def test_what_an_assistant_proposed_is_recorded_or_dropped(
    context: BrowserContext, stage: Stage
) -> None:
    with stage.node() as node:
        mine = Proposals(stage.access(node, "lva"))
        for title in ("Proposed and taken", "Proposed and dropped"):
            mine.propose("table", {"body": "nato/nac", "title": title})
    page = signed_in(context, "lva")
    proposed = page.get_by_role("region", name="Proposed by your assistant")
    taken = proposed.locator("li", has_text="Proposed and taken")
    dropped = proposed.locator("li", has_text="Proposed and dropped")
    taken.get_by_role("button", name="Record it").click()
    expect(proposed.get_by_role("status")).to_contain_text("Recorded as M-")
    expect(taken).to_have_count(0)
    dropped.get_by_role("button", name="Drop it").click()
    expect(proposed.get_by_role("status")).to_have_text("Dropped; nothing was recorded.")
    with stage.node() as node:
        told = " ".join(entry.draft.told for entry in node.record().of())
    assert "Proposed and taken" in told
    assert "Proposed and dropped" not in told


def test_all_sessions_end_at_once(browser: Browser, stage: Stage, context: BrowserContext) -> None:
    other = browser.new_context(base_url=stage.address)
    elsewhere = signed_in(other, "fin")
    page = signed_in(context, "fin")
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("button", name="End all sessions and tokens").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    elsewhere.goto("/desk")
    expect(elsewhere.locator("#content")).to_contain_text("This is for who is signed in.")
    other.close()


def test_an_administrator_invites_by_a_link_and_reads_nothing(context: BrowserContext) -> None:
    page = signed_in(context, "est-admin")
    expect(page.locator("#content")).to_contain_text("Your posts read no content of the record")
    expect(page.get_by_role("region", name="Motions")).to_have_count(0)
    page.get_by_role("link", name="Your account").click()
    invite = page.get_by_role("region", name="Invite somebody")
    invite.get_by_label("Party").fill("LVA")
    invite.get_by_role("button", name="Make an invitation").click()
    expect(invite.get_by_role("alert")).to_contain_text("people of their own party alone")
    invite.get_by_label("Party").fill("EST")
    invite.get_by_role("button", name="Make an invitation").click()
    link = invite.get_by_role("status").locator("code").inner_text()
    assert re.fullmatch(r"http://localhost:\d+/come#foedus_[\w-]{43}", link)


PAGES = ("/desk", "/account", "/act/table", "/act/position?q=%7B%22motion%22%3A%22M-3%22%7D")


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
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{where} is too wide")
        faults.extend(f"{where}: {fault}" for fault in axe.faults(page))

    page = context.new_page()
    page.goto("/come")
    look(page, "/come")
    page.goto("/sign-in")
    look(page, "/sign-in")
    page.close()
    page = signed_in(context, "pol")
    for path in PAGES:
        go(page, path)
        look(page, path)
    page.get_by_role("button", name="Show what would be recorded").click()
    expect(page.locator("[aria-invalid]")).to_be_visible()
    look(page, "a refusal")
    context.close()
    assert faults == []
