"""The pages of questions: each answers its example, and what a page says is what Python says."""

import io
import json
import re
from base64 import b64decode
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from foedus.asking.declare import every, find
from foedus.asking.world import World
from tests.doors.web import axe

PATIENCE = 30_000
"""Milliseconds for an answer that is worked out in a process of its own, on a busy machine."""


def asked(question: str, **other: Any) -> str:
    """The address of a question with its example, and other values in place of some of its."""
    given = {**find(question).example, **other}
    on = given.pop("on")
    return f"/ask/{question}?{urlencode({'on': on, 'q': json.dumps(given)})}"


def answer(world: World, question: str, **other: Any) -> Any:
    given = {**find(question).example, **other}
    return find(question).ask(world, given, date.fromisoformat(given.pop("on")))


@pytest.mark.parametrize("name", every())
def test_every_question_answers_its_example_at_a_click(name: str, page: Page, world: World) -> None:
    page.goto(f"/ask/{name}")
    page.get_by_role("button", name="Fill in the example").click()
    found = answer(world, name)
    section = page.get_by_role("region", name="Answer", exact=True)
    expect(section).to_contain_text(found.lead, timeout=PATIENCE)
    for table in found.sections():
        expect(page.get_by_role("heading", name=table.title).first).to_be_visible()
    for chart in found.charts():
        if name != "generate":  # its page has a gap board instead
            drawn = page.get_by_role("img", name=chart.title)
            expect(drawn.locator("svg")).to_be_visible(timeout=PATIENCE)
    if found.calendar():
        days = page.get_by_role("region", name="Days to keep")
        for entry in found.calendar():
            expect(days).to_contain_text(entry.summary)


def test_files_are_chosen_as_they_are(page: Page, tmp_path: Path) -> None:
    content = b64decode(find("evidence").example["records"][0])
    (tmp_path / "sessions.json").write_bytes(content)
    (tmp_path / "none.json").write_bytes(b"[]")
    page.goto(asked("evidence", records=["W10="]))
    section = page.get_by_role("region", name="Answer", exact=True)
    expect(section).to_contain_text("there is no evidence", timeout=PATIENCE)
    page.get_by_label("Choose files").set_input_files(
        [tmp_path / "sessions.json", tmp_path / "none.json"]
    )
    expect(page.get_by_text("2 files chosen")).to_be_visible()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(section).to_contain_text("AUS and JPN, 30 minutes", timeout=PATIENCE)


def test_a_seat_that_turns_changes_the_outcome(page: Page) -> None:
    page.goto(asked("decide"))
    seats = page.get_by_role("region", name="Seats")
    expect(seats.locator(".verdict")).to_contain_text("Rejected")
    russia = seats.get_by_role("button", name=re.compile("^RUS,.*: against, has a veto"))
    russia.click()
    expect(seats.locator(".verdict")).to_contain_text("Adopted")
    expect(page).to_have_url(re.compile("RUS"))
    page.go_back()
    expect(seats.locator(".verdict")).to_contain_text("Rejected")
    seats.get_by_role("button", name="All abstain").click()
    expect(seats.get_by_role("button", name=re.compile(": abstain"))).to_have_count(15)


def test_another_body_is_chosen_and_its_members_sit(page: Page, world: World) -> None:
    page.goto(asked("decide"))
    page.get_by_role("combobox", name="Body", exact=True).select_option("un/general-assembly")
    body = next(
        b
        for f in [world.catalogue.framework("un")]
        for b in f.bodies
        if b.id == "un/general-assembly"
    )
    seated = world.catalogue.seated_in(body, date(2022, 2, 25))
    expect(page.locator(".seat")).to_have_count(len(seated))


def test_a_state_that_abstains_pays_nothing(page: Page, world: World) -> None:
    page.goto(asked("apportion"))
    page.get_by_role("button", name=re.compile("DEU.*Germany: pays")).click()
    expect(page.get_by_role("button", name=re.compile("DEU abstains"))).to_be_visible()
    found = answer(world, "apportion", abstain=["DEU"])
    expect(page.get_by_role("region", name="Answer", exact=True)).to_contain_text(found.lead)


def test_a_cell_of_the_gap_board_says_why(page: Page, world: World) -> None:
    page.goto(asked("generate"))
    [gap] = [g for g in answer(world, "generate").gaps if g.line == "ENG"]
    board = page.get_by_role("region", name="Gap board")
    board.get_by_role("button", name="ENG, autumn: 1/2").click()
    expect(board).to_contain_text(gap.because)


def test_a_workbook_goes_out_and_comes_in(browser: Browser, served: str, tmp_path: Path) -> None:
    page = browser.new_page(base_url=served)  # its console tells of the refusal
    page.goto("/ask/grant")
    with page.expect_download() as download:
        page.get_by_role("link", name="Workbook to fill in").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    book["Entities"].append(["Alpha", "FRA", "huge", 150])
    book.save(tmp_path / "faulty.xlsx")
    page.locator("input[type=file]").set_input_files(tmp_path / "faulty.xlsx")
    faults = page.locator(".faults")
    expect(faults).to_contain_text("Entities!C2")
    expect(faults).to_contain_text("Entities!D2")
    page.close()


def test_a_file_is_read_and_asked(page: Page, tmp_path: Path, world: World) -> None:
    given = dict(find("pool").example)
    (tmp_path / "fleet.yaml").write_text(json.dumps(given["programme"]))
    page.goto(f"/ask/pool?on={given['on']}")
    page.locator("input[type=file]").set_input_files(tmp_path / "fleet.yaml")
    expect(page.get_by_role("status").first).to_contain_text("12 lines read")
    page.get_by_role("button", name="Ask", exact=True).click()
    found = answer(world, "pool")
    expect(page.get_by_role("region", name="Answer", exact=True)).to_contain_text(found.title)


def test_an_answer_is_saved_as_a_workbook_and_a_calendar(page: Page, world: World) -> None:
    page.goto(asked("withdraw"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert book["Answer"]["A1"].value == answer(world, "withdraw").title
    with page.expect_download() as download:
        page.get_by_role("button", name="Calendar").click()
    assert download.value.path().read_text().startswith("BEGIN:VCALENDAR")


def test_what_makes_no_sense_is_said_beside_its_field(browser: Browser, served: str) -> None:
    page = browser.new_page(base_url=served)  # its console tells of the refusal
    page.goto(
        "/ask/apportion?on=2024-01-01&q=%7B%22key%22%3A%22nato%2Fnothing%22%2C%22amount%22%3A%22x%22%7D"
    )
    amount = page.locator("[data-field=amount]")
    expect(amount.get_by_role("alert")).to_be_visible()
    expect(amount.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    page.close()


def test_a_fault_of_a_document_stands_in_its_cell(browser: Browser, served: str) -> None:
    page = browser.new_page(base_url=served)  # its console tells of the refusal
    programme = json.loads(json.dumps(find("pool").example["programme"]))
    name, lines = next((n, v) for n, v in programme.items() if isinstance(v, list) and v)
    key = next(k for k, v in lines[0].items() if isinstance(v, int | float))
    lines[0][key] = "many"
    page.goto(asked("pool", programme=programme))
    cell = page.get_by_label(f"{name.replace('_', ' ')}, line 1: {key.replace('_', ' ')}")
    expect(cell).to_have_attribute("aria-invalid", "true")
    page.close()


def test_questions_are_in_peoples_words_and_grouped(page: Page) -> None:
    page.goto("/ask")
    paying = page.locator("section.group").filter(
        has=page.get_by_role("heading", name="Paying", exact=True)
    )
    expect(paying.get_by_role("link", name="Who pays what", exact=True)).to_be_visible()
    expect(paying).not_to_contain_text("Does a motion pass?")
    paying.get_by_role("link", name="Who pays what", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who pays what")
    expect(page.get_by_role("slider")).to_have_count(0)  # a day, and nothing to watch
    expect(page.get_by_role("textbox", name="Day")).to_be_visible()
    page.goto("/ask/evidence")
    expect(page.get_by_role("textbox", name="Day")).to_have_count(0)  # it turns on no day


def test_a_field_takes_half_a_name_a_typo_and_a_former_name(page: Page) -> None:
    page.goto("/ask/member?on=2024-01-01")
    form = page.get_by_role("region", name="What to ask")
    form.get_by_role("combobox", name="Framework").fill("north atl")
    page.keyboard.press("Tab")
    form.get_by_role("combobox", name=re.compile("^State")).fill("Finnland")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("region", name="Answer", exact=True)).to_contain_text(
        "Finland was a member of the North Atlantic Treaty Organization"
    )
    form.get_by_role("combobox", name=re.compile("^State")).fill("Swaziland")  # a former name
    page.keyboard.press("Enter")
    expect(form.get_by_role("combobox", name=re.compile("^State"))).to_have_value("Eswatini")


@axe.wanted
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["decide", "apportion", "generate", "notify", "ties"])
def test_axe_finds_no_serious_fault(
    name: str, scheme: axe.Scheme, browser: Browser, served: str
) -> None:
    context = browser.new_context(base_url=served, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(asked(name))
    expect(page.get_by_role("region", name="Answer", exact=True)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    found = axe.faults(page, scheme=scheme)
    context.close()
    assert not found


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", ["decide", "apportion", "generate", "exercise", "notify"])
def test_nothing_is_wider_than_the_page(
    name: str, width: int, browser: Browser, served: str
) -> None:
    context = browser.new_context(base_url=served, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(asked(name))
    expect(page.get_by_role("region", name="Answer", exact=True)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    context.close()
    assert wide <= 0
