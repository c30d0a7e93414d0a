"""What was promised for events of the past, and what is on record as done."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import foedus
from foedus.judging.kept import Called, How, Part, judged, kept, tally

TODAY = date(2026, 11, 28)
PACT = """
id: test-pact
name: Test pact
kind: alliance
summary: Two states that promise each other help.
constitutive: treaty
instruments:
  - id: treaty
    title: Treaty
    nature: treaty
    signed: 1980-01-01
    in_force: 1980-01-01
    where: made up
    parties:
      - {{states: [GBR, PRT], from: 1980-01-01, basis: signature, cite: made up}}
    provisions:
      - id: art-1
        article: Art. 1
        says: Each helps the other when it is attacked.
{effect}        trigger: {{kind: [armed-attack]}}
{more}invocations:
  - provision: art-1
    event: Argentine landing on the Falkland Islands
    on: 1982-04-02
    attacked: [GBR]
    cite: made up
{invoked}    responses:
      - {{on: 1982-04-03, by: [PRT], says: It sent nothing., gave: {gave}}}
lists:
  - {{of: [parties/treaty, invocations], complete: true, checked: 2026-11-28, cite: made up}}
"""
INVOKED = "    invoked: {on: 1982-04-02, by: [GBR], says: Help was asked for.}\n"
DUTY = "        effect: duty\n        duties: [assist, defend]\n        strength: %d\n"
RIGHT = "        effect: right\n        entitles: to help\n"
SOFT = "        softened_by:\n          - {clause: art-2, says: As far as it is able.}\n"


@pytest.fixture(scope="module")
def shipped(world: foedus.World) -> tuple[Called, ...]:
    return tuple(kept(world.catalogue, TODAY))


Under = Callable[[str, str], Called]


@pytest.fixture(scope="module")
def under(shipped: tuple[Called, ...]) -> Under:
    """An event on record under one clause."""
    return lambda event, clause: next(
        c for c in shipped if (c.event, c.provision) == (event, clause)
    )


def _part(called: Called, state: str) -> Part:
    return next(part for part in called.parts if part.state == state)


@pytest.mark.parametrize(
    ("event", "clause", "state", "how"),
    [
        ("falklands-1982", "uk-prt/art-3", "PRT", "kept"),  # the Azores
        ("belgium-1914", "london-1839/art-7", "GBR", "kept"),
        ("belgium-1914", "london-1839/art-7", "RUS", "not on record"),
        ("germany-1939", "steel-pact-1939/art-3", "ITA", "gave nothing"),  # Hitler released it
        ("goa-1961", "uk-prt/art-3", "GBR", "gave nothing"),  # as far as the helper is able
        ("italy-1940", "gbr-tur-fra-1939/art-2-1", "TUR", "open"),  # Protocol No. 2
        ("bahrain-2011", "gcc/art-2", "SAU", "helped unbound"),  # unrest is no attack
        ("usa-2001", "nato/art-5", "CAN", "kept"),
        ("usa-2001", "nato/art-5", "BEL", "not on record"),
        ("usa-2001", "un/art-51", "GBR", "helped unbound"),  # a right, and contested
        ("niger-2023", "ecowas/mechanism-protocol/art-25-e", "MLI", "stayed out"),
        ("kazakhstan-2022", "csto/art-4", "RUS", "open"),
        ("crimea-2014", "budapest/art-6", "USA", "helped unbound"),  # politically binding
    ],
)
def test_a_state_stands_as_the_sources_tell(
    under: Under, event: str, clause: str, state: str, how: How
) -> None:
    assert _part(under(event, clause), state).how == how


def test_the_four_acts_stand_apart(under: Under) -> None:
    called = under("usa-2001", "nato/art-5")
    assert called.verdict is True
    days = [step.on if step else None for step in (called.invoked, called.determined)]
    assert days == [date(2001, 9, 12), date(2001, 10, 2)]
    assert [step.by for step in called.acts][:2] == [("nato/nac",), ("GBR",)]


def test_nothing_later_than_the_day_is_told(world: foedus.World) -> None:
    event = world.catalogue.definitions.events["usa-2001"]
    then = {c.provision: c for c in judged(world.catalogue, event, date(2001, 9, 20))}
    assert then["nato/art-5"].determined is None
    assert _part(then["nato/art-5"], "GBR").how == "not on record"
    assert not [c for c in kept(world.catalogue, date(1960, 1, 1)) if c.on.year >= 1960]


def test_every_invocation_belongs_to_an_event(world: foedus.World) -> None:
    found = [c for c in kept(world.catalogue, TODAY) if c.recorded]
    on_record = sum(len(f.invocations) for f in world.catalogue.frameworks.values())
    assert [c.title for c in found if not c.event] == []
    assert len(found) == on_record


def test_counts_take_in_every_part(shipped: tuple[Called, ...]) -> None:
    assert sum(tally(shipped).values()) == sum(len(c.parts) for c in shipped)


@pytest.mark.parametrize(
    ("effect", "gave", "invoked", "more", "how"),
    [
        (DUTY % 5, "nothing", INVOKED, "", "not kept"),
        (DUTY % 5, "help", INVOKED, "", "kept"),
        (DUTY % 5, "excused", INVOKED, "", "gave nothing"),
        (DUTY % 5, "nothing", "", "", "gave nothing"),  # nobody asked, as far as is known
        (DUTY % 5, "nothing", INVOKED, SOFT, "gave nothing"),
        (DUTY % 3, "nothing", INVOKED, "", "gave nothing"),  # such action as it deems necessary
        (RIGHT, "nothing", INVOKED, "", "stayed out"),
    ],
)
def test_broken_is_said_only_where_nothing_is_left_open(
    tmp_path: Path, effect: str, gave: str, invoked: str, more: str, how: How
) -> None:
    pact = PACT.format(effect=effect, gave=gave, invoked=invoked, more=more)
    (tmp_path / "test-pact.yaml").write_text(pact)
    catalogue = foedus.load(tmp_path).catalogue
    event = catalogue.definitions.events["falklands-1982"]
    called = next(c for c in judged(catalogue, event, TODAY) if c.framework == "test-pact")
    assert _part(called, "PRT").how == how


def test_an_event_that_no_definition_describes_is_open(tmp_path: Path) -> None:
    pact = PACT.format(effect=DUTY % 5, gave="nothing", invoked=INVOKED, more="")
    (tmp_path / "test-pact.yaml").write_text(pact.replace("on: 1982-04-02\n", "on: 1983-01-05\n"))
    found = [c for c in kept(foedus.load(tmp_path).catalogue, TODAY) if c.framework == "test-pact"]
    told = [(c.event, c.verdict, _part(c, "PRT").how) for c in found if c.recorded]
    assert told == [("", None, "open")]


def test_a_clause_that_holds_at_all_times_is_called_by_no_event(under: Under) -> None:
    called = under("austria-hungary-1914", "triple-1882/art-7")
    assert (called.verdict, _part(called, "ITA").gave) == (None, "excused")
    assert called.because.open_questions()
