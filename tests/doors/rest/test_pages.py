"""Pages that need no script: what they say, what unfurls of them, and what is no page."""

import gzip
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from foedus.asking.world import World
from foedus.doors.web.accessibility import STATEMENT
from foedus.doors.web.asked import asked, read_day
from foedus.doors.web.pages import VIEW
from foedus.doors.web.sentences import pairs, state_told
from foedus.doors.web.telling import told
from foedus.exchange.signs import fit
from tests.doors.test_markup import HOSTILE, Reader

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 29)
FALKLANDS = "/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands"


def served(reply_text: str) -> Reader:
    """What the server put in for those without scripts."""
    return Reader(reply_text.partition('<div id="served">')[2])


def meta(reply_text: str) -> dict[str, str]:
    head = Reader(reply_text.partition("</head>")[0])
    return {
        str(named.get("property") or named.get("name")): str(named.get("content"))
        for tag, named in head.tags
        if tag == "meta"
    }


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/?on=2024-01-01", "151 states owe another state help"),
        ("/?on=2024-01-01&attacked=EST&attacker=RUS", "35 states are bound to assist under 2"),
        ("/state/EST?on=2024-01-01", "35 states owe Estonia help, and Estonia owes it to 35"),
        ("/state/FRA?on=June 1913", "France help, and France owes it to"),
        ("/state/EST?on=1950", "was not in being as a state of its own"),
        ("/framework/nato?on=1985-06-01", "had 16 members"),
        ("/framework/warsaw-pact?on=2020-01-01", "was not in being"),
        ("/provision/nato/art-5?on=2020-01-01", "North Atlantic Treaty, Art. 5: in force on"),
        ("/provision/nato?on=2020-01-01", "provisions,"),
        (FALKLANDS, "the strongest is uk-prt/art-3"),
        ("/pair/POL/USA?on=2026-01-01", "provisions in force"),
        ("/map?on=1985-06-01&f=warsaw-pact", "the Warsaw Treaty Organization had"),
        ("/network?on=1985-06-01", "owe another state help"),
    ],
)
def test_a_page_answers_without_a_script(address: str, says: str, client: TestClient) -> None:
    reply = client.get(address)
    assert reply.status_code == 200
    page = served(reply.text)
    assert says in page.text
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert "table" in {tag for tag, _ in page.tags} or "not in being" in says
    assert "script" not in {tag for tag, _ in page.tags}
    about = meta(reply.text)
    assert len(about["description"]) > 30
    assert about["og:title"].endswith("· foedus")
    assert about["og:description"] == about["description"]


def test_the_falklands_are_told_whole(client: TestClient) -> None:
    text = served(client.get(FALKLANDS).text).text
    assert "Falkland Islands is not in Europe or North America" in text
    assert "Portugal" in text
    assert "Sources (" in text


def test_a_picture_is_there_for_those_without_a_script(client: TestClient) -> None:
    page = client.get("/state/EST?on=2024-01-01").text
    shown = re.search(r'<noscript>.*?<img src="([^"]+)" alt="([^"]+)"', page)
    assert shown
    assert "35 states owe Estonia help" in shown[2]
    card = client.get(shown[1])
    assert card.headers["content-type"] == "image/svg+xml"
    drawn = ET.fromstring(card.text).iter()
    texts = " ".join(part.text or "" for part in drawn if part.tag.endswith("text"))
    for said in ("Estonia, 2024-01-01", "35 states owe Estonia help", "asked about", "catalogue"):
        assert said in texts
    assert len(gzip.compress(card.content)) < 80_000


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/state/ZZZ", "/frameworks"),
        ("/state/Estonai", "/state/EST"),
        ("/state/est", "/state/EST"),
        ("/framework/natto", "/framework/nato"),
        ("/provision/nato/art-55", "/provision/nato/art-5"),
        ("/provision/none/art-5", "/frameworks"),
        ("/pair/POL/ZZZ", "/"),
        ("/ask/nonsense", "/ask"),
        ("/?attacked=ZZZ", "/"),
        ("/nowhere", "/"),
        ("/state/POL/army", "/"),
    ],
)
def test_what_is_not_there_is_404_and_points_on(
    address: str, leads: str, client: TestClient
) -> None:
    reply = client.get(address)
    assert reply.status_code == 404
    assert reply.headers["content-type"].startswith("text/html")
    page = served(reply.text)
    assert leads in {named.get("href") for tag, named in page.tags if tag == "a"}
    assert meta(reply.text)["robots"] == "noindex"


def test_an_event_that_makes_no_sense_is_told_so(client: TestClient) -> None:
    reply = client.get("/casus?attacked=XXX")
    assert reply.status_code == 422
    assert "no state is called 'XXX'; did you mean XKX?" in served(reply.text).text


def test_a_page_is_kept_and_not_sent_twice(client: TestClient) -> None:
    first = client.get("/state/POL?on=2026-01-01")
    again = client.get("/state/POL?on=2026-01-01", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    other = client.get("/state/POL?on=2026-01-01", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in other.headers
    assert other.text == first.text
    # what is of the browser alone makes no other page
    zoomed = client.get("/state/POL?on=2026-01-01&z=europe&shade=owes")
    assert zoomed.headers["etag"] == first.headers["etag"]


def test_a_link_unfurls_with_its_own_picture(client: TestClient) -> None:
    pytest.importorskip("vl_convert")
    about = meta(client.get("/framework/nato?on=1985-06-01").text)
    assert about["og:url"] == "http://testserver/framework/nato?on=1985-06-01"
    assert about["og:image"] == "http://testserver/card/framework/nato.png?on=1985-06-01"
    card = client.get(about["og:image"])
    assert card.headers["content-type"] == "image/png"
    assert card.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(card.content[16:20]), int.from_bytes(card.content[20:24])) == (1200, 630)
    assert len(card.content) < 600_000


@pytest.mark.parametrize("path", ["/card/state/ZZZ.svg", "/card/nowhere.svg", "/card/.png"])
def test_there_is_no_card_of_nothing(path: str, client: TestClient) -> None:
    reply = client.get(path)
    assert reply.status_code == 404


def test_a_card_without_a_map_is_of_words(client: TestClient) -> None:
    card = client.get("/card/provision/nato/art-5.svg?on=1900-01-01").text
    assert "not in force on 1900-01-01" in card
    assert "data-territory" not in card


def test_other_pages_may_show_an_embed_and_nothing_else(client: TestClient) -> None:
    reply = client.get("/embed/state/EST?on=2024-01-01")
    policy = reply.headers.get_list("content-security-policy")
    assert len(policy) == 1
    assert "frame-ancestors *" in policy[0]
    assert "script" not in policy[0]
    assert "default-src 'none'" in policy[0]
    page = Reader(reply.text)
    assert "35 states owe Estonia help" in page.text
    images = [str(named["src"]) for tag, named in page.tags if tag == "img"]
    links = [str(named["href"]) for tag, named in page.tags if tag == "a"]
    assert links == ["http://testserver/state/EST?on=2024-01-01"] * 2
    weight = len(gzip.compress(reply.content)) + sum(
        len(gzip.compress(client.get(image).content)) for image in images
    )
    weight += len(client.get("/embed.css").content)
    assert len(images) == 1
    assert weight < 100_000
    for other in ("/state/EST?on=2024-01-01", images[0], "/api/v1/ties?on=2024-01-01"):
        told = client.get(other).headers["content-security-policy"]
        assert "frame-ancestors 'none'" in told
    assert client.get("/embed/state/ZZZ").status_code == 404


def test_the_map_of_the_site_names_every_page(client: TestClient, world: World) -> None:
    robots = client.get("/robots.txt").text
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    listed = [e.text or "" for e in ET.fromstring(client.get("/sitemap.xml").text).iter()]
    paths = {text.removeprefix("http://testserver") for text in listed if text.strip()}
    assert {f"/state/{state}" for state in world.catalogue.states} <= paths
    assert {f"/framework/{framework}" for framework in world.catalogue.frameworks} <= paths
    assert "/provision/nato/art-5" in paths
    assert all(VIEW.fullmatch(path) for path in paths)


@settings(max_examples=8, deadline=None)
@given(HOSTILE, st.sampled_from(["at", "attacked", "kind", "fact", "on", "f", "object"]))
def test_hostile_text_in_an_address_stays_text(world: World, text: str, name: str) -> None:
    query = f"attacked=GBR&{name}={quote(fit(text))}".encode()
    for path in ("/", "/casus", f"/state/{fit(text)}", f"/provision/{fit(text)}"):
        page = Reader(told(world, asked(path, query, TODAY)).body)
        assert not {"script", "iframe", "comment", "b"} & {tag for tag, _ in page.tags}
        assert all(
            str(named["src"]).startswith("/card/") for tag, named in page.tags if tag == "img"
        )
        for _, named in page.tags:
            assert not [key for key in named if key.startswith("on")]
            assert not str(named.get("href", "/")).lower().startswith("javascript")


def test_the_statement_stands_in_the_docs_word_for_word(client: TestClient) -> None:
    docs = " ".join((ROOT / "docs/accessibility.md").read_text("utf-8").split())
    page = Reader(client.get("/accessibility").text)
    assert "script" not in {tag for tag, _ in page.tags}
    for title, paragraphs, points in STATEMENT:
        for said in (title, *paragraphs, *points):
            assert said in docs
            assert said in page.text


def test_every_state_and_framework_has_a_page(world: World) -> None:
    catalogue = world.catalogue
    some = [f"/state/{state}" for state in list(catalogue.states)[::12]]
    some += [f"/framework/{framework}" for framework in list(catalogue.frameworks)[::8]]
    for path in some:
        page = told(world, asked(path, b"on=1985-06-01", TODAY))
        assert page.status == 200
        assert 20 < len(page.description) <= 310


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1949-08-24", date(1949, 8, 24)),
        ("1913", date(1913, 1, 1)),
        ("1913-6", date(1913, 6, 1)),
        ("June 1913", date(1913, 6, 1)),
        ("24 August 1949", date(1949, 8, 24)),
        ("August 24, 1949", date(1949, 8, 24)),
        ("1/6/1913", date(1913, 6, 1)),
        ("24. Aug. 1949", date(1949, 8, 24)),
        ("1913-02-30", None),
        ("Juno 13", None),
        ("0000", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("query", "on", "note"),
    [
        (b"on=1913-02-30", TODAY, "is not a day"),
        (b"on=1700", date(1816, 1, 1), "The record begins"),
        (b"on=2100", date(2100, 1, 1), "yet to come"),
        (b"", TODAY, ""),
    ],
)
def test_a_day_that_misleads_is_told(query: bytes, on: date, note: str) -> None:
    found = asked("/state/EST", query, TODAY)
    assert found.on == on
    assert note in found.note
    assert bool(found.note) == bool(note)


def test_the_sentence_of_a_state_says_what_ties_say(world: World) -> None:
    for on in (date(1913, 6, 1), date(1955, 6, 1)):
        ties = world.ask("ties", None, on=on).ties  # type: ignore[attr-defined]
        assert {(tie.debtor, tie.creditor) for tie in ties} == set(pairs(world.catalogue, on))
    japan = world.catalogue.states["JPN"]
    assert "1 state owes Japan help" in state_told(world.catalogue, japan, date(1985, 6, 1))
