"""Six tasks, walked from home by keyboard alone, on a desk and on a phone."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

MOST: Final = 3
"""So many actions lead from home to an answer."""
TABS: Final = 120


class Task(NamedTuple):
    """What one does, by the names of what is chosen, and where the answer then stands."""

    asks: str
    steps: tuple[str, ...]
    answer: Callable[[Page], Locator]
    told: str


def _lead(page: Page) -> Locator:
    return page.locator("main p.answered, main p.lead").first


TASKS: Final = (
    Task(
        "who must help Estonia on 2024-01-01",
        ("Who must help Estonia",),
        lambda page: page.locator("p.answered"),
        "35 states would be bound to help it",
    ),
    Task("what bound France in 1913", ("What bound France in 1913",), _lead, "owe"),
    Task(
        "what changes if Turkey leaves NATO",
        ("What changes if Turkey leaves",),
        _lead,
        "31 states fewer would owe Turkey help",
    ),
    Task(
        "the Falklands in 1982",
        ("Who had to come for the Falklands",),
        lambda page: page.locator(".three"),
        "uk-prt/art-3",
    ),
    Task("2001 against 2022", ("What was different in 2022",), _lead, "From 11 September 2001"),
    Task(
        "this picture on a slide",
        ("Who must help Estonia", "PNG"),
        lambda page: page.locator("p.answered"),
        "35 states",
    ),
)


def _reach(page: Page, name: str) -> None:
    """Walk to what bears a name, by the tabulator alone."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        text = page.evaluate("document.activeElement?.textContent ?? ''")
        if text.strip().startswith(name):
            return
    raise AssertionError(f"no {name!r} can be reached by keyboard")


@pytest.mark.parametrize(("width", "height", "screens"), [(1440, 900, 1), (390, 844, 2)])
def test_each_task_is_done_in_three_actions_by_keyboard(
    width: int, height: int, screens: int, browser: Browser, served: str
) -> None:
    context = browser.new_context(
        base_url=served, viewport={"width": width, "height": height}, accept_downloads=True
    )
    page = context.new_page()
    for task in TASKS:
        assert len(task.steps) <= MOST
        page.goto("/?on=2026-01-01")
        expect(page.locator(".ready a").first).to_be_visible()
        for step in task.steps:
            if step == "PNG":
                expect(task.answer(page)).to_contain_text(task.told)
            _reach(page, step)
            if step != "PNG":
                page.keyboard.press("Enter")
                continue
            with page.expect_download() as waiting:
                page.keyboard.press("Enter")
            assert waiting.value.suggested_filename.endswith(".png")
        answer = task.answer(page)
        expect(answer).to_contain_text(re.compile(re.escape(task.told)), timeout=15_000)
        page.evaluate("window.scrollTo(0, 0)")
        box = answer.bounding_box()
        assert box
        assert box["y"] + box["height"] <= screens * height, (task.asks, width, box)
    context.close()


def test_what_was_done_is_told_by_day_and_without_a_day_last(page: Page) -> None:
    page.goto("/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands")
    told = page.locator(".three li").filter(has_text="What was done:")
    expect(told).to_contain_text(
        re.compile(r"1982-04-03: .*Resolution 502.*; 1982-04-30: .*; Portugal let")
    )
