"""Passkeys in a real browser, with an authenticator that it simulates."""

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from foedus.nodes.keeping.verify import verify
from foedus.nodes.people.proposals import Proposals
from foedus.record.signed import good
from tests.doors.web.staging import PHRASE, Stage, signed_in


class Authenticator:
    """A device with passkeys whose person is there, and proves who they are."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        added = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = added["authenticatorId"]

    @property
    def credentials(self) -> list[Any]:
        given = {"authenticatorId": self.id}
        found: list[Any] = self.session.send("WebAuthn.getCredentials", given)["credentials"]
        return found

    def verified(self, whether: bool) -> None:
        given = {"authenticatorId": self.id, "isUserVerified": whether}
        self.session.send("WebAuthn.setUserVerified", given)


@pytest.fixture
def pol(context: BrowserContext) -> Page:
    """The desk of Poland's head of delegation."""
    return signed_in(context, "pol")


def make(page: Page, called: str) -> Any:
    """Make a passkey on the page of one's account."""
    page.goto("/account")
    part = page.get_by_role("region", name="Passkeys")
    part.get_by_text("Add a passkey of this device").click()
    part.get_by_label("What you call it").fill(called)
    part.get_by_label("Passphrase").fill(PHRASE)
    part.get_by_role("button", name="Make a passkey").click()
    return part


def test_a_passkey_is_made_signs_in_and_signs_what_a_nation_does(pol: Page, stage: Stage) -> None:
    device = Authenticator(pol)
    part = make(pol, "Laptop")
    expect(part.get_by_role("status")).to_contain_text("“Laptop” was made")
    [credential] = device.credentials
    assert (credential["rpId"], credential["isResidentCredential"]) == ("localhost", True)

    # it is put on record by an act like any other
    part.get_by_text("Not yet on record as a key of your nation").click()
    part.get_by_role("link", name="put it on record").click()
    pol.get_by_role("button", name="Show what would be recorded").click()
    would = pol.get_by_role("region", name="What would be recorded")
    expect(would).to_contain_text(
        re.compile(r"POL signs with the passkey POL\+\w{8}, made for http")
    )
    pol.get_by_role("button", name="Record it").click()
    expect(pol.get_by_role("heading", name="Recorded as NK-1.")).to_be_visible()

    # and signs the hash of what is shown
    given = {"body": "nato/nac", "title": "Zażółć “gęślą” jaźń \u2028 — signed"}
    pol.goto(f"/act/table?q={quote(json.dumps(given))}")
    pol.get_by_role("button", name="Show what would be recorded").click()
    pol.get_by_role("button", name="Sign by passkey, and record").click()
    done = pol.get_by_role("region", name="Recorded")
    done.get_by_role("link", name=re.compile("^M-")).click()
    expect(pol.locator("#content")).to_contain_text("+passkey+http://localhost:")
    with stage.node() as node:
        entry = node.record().of()[-1]
        assert entry.signature is not None
        assert good(entry.draft, entry.signature)
        found = verify(node)
    assert found.faults == ()
    assert entry.id not in " ".join(found.notices)

    # what an assistant proposed is signed as well
    with stage.node() as node:
        mine = Proposals(stage.access(node, "pol"))
        mine.propose("table", {"body": "nato/nac", "title": "Proposed, and signed"})
    pol.goto("/desk")
    pol.get_by_role("button", name="Sign by passkey, and record").click()
    proposed = pol.get_by_role("region", name="Proposed by your assistant")
    expect(proposed.get_by_role("status")).to_contain_text("Recorded as M-")
    with stage.node() as node:
        entry = node.record().of()[-1]
        assert entry.signature is not None
        assert good(entry.draft, entry.signature)

    # nobody is let in where the device did not prove who uses it
    pol.goto("/account")
    pol.get_by_role("button", name="Sign out").click()
    device.verified(False)
    pol.get_by_role("button", name="Sign in by passkey").click()
    expect(pol.get_by_role("alert")).to_contain_text("The device gave no passkey")
    device.verified(True)
    pol.get_by_role("button", name="Sign in by passkey").click()
    expect(pol.get_by_role("link", name="Desk of POL")).to_be_visible()

    # one that was removed lets nobody in
    pol.goto("/account")
    part = pol.get_by_role("region", name="Passkeys")
    expect(part).to_contain_text("On record as a key of your nation: NK-1.")
    part.get_by_role("button", name="Remove: Laptop").click()
    removing = part.get_by_role("form", name="Remove: Laptop")
    removing.get_by_label("Passphrase").fill(PHRASE)
    removing.get_by_role("button", name="Remove").click()
    expect(part.get_by_role("status")).to_contain_text("lets nobody in any more")
    pol.get_by_role("button", name="Sign out").click()
    pol.get_by_role("button", name="Sign in by passkey").click()
    expect(pol.get_by_role("alert")).to_have_text("That passkey lets nobody in here.")


def test_an_answer_that_was_heard_is_of_no_use_again(pol: Page, stage: Stage) -> None:
    Authenticator(pol)
    expect(make(pol, "Heard").get_by_role("status")).to_contain_text("was made")
    pol.get_by_role("button", name="Sign out").click()
    with pol.expect_request("**/sign-in/passkey") as heard:
        pol.get_by_role("button", name="Sign in by passkey").click()
    expect(pol.get_by_role("link", name="Desk of POL")).to_be_visible()
    body = heard.value.post_data
    told = pol.evaluate(
        """async (body) => {
            const headers = { "content-type": "application/json" };
            const path = "/api/v1/sign-in/passkey";
            return (await fetch(path, { method: "POST", headers, body })).status;
        }""",
        body,
    )
    assert told == 401


def test_by_its_address_the_page_says_that_passkeys_need_a_name(
    context: BrowserContext, stage: Stage
) -> None:
    page = context.new_page()
    page.goto(stage.address.replace("localhost", "127.0.0.1") + "/sign-in")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in by passkey")).to_have_count(0)
    page.get_by_label("Name to sign in with").fill("fin")
    page.get_by_label("Passphrase").fill(PHRASE)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_role("region", name="Passkeys")).to_contain_text(
        "open it as http://localhost"
    )
