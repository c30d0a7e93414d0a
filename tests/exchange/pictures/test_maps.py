"""Maps: what they say and light, and that nothing unknown or contested looks settled."""

import itertools
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

import msgspec
import pytest

from foedus.asking.ask import ask
from foedus.asking.declare import every, find
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.exchange.pictures.draw import NothingToDrawError, drawable, map_of, picture
from foedus.exchange.pictures.fills import FILLS, NONE, PLAIN, SIGNS, UNHELD, UNKNOWN
from foedus.exchange.pictures.outlines import at, lands
from foedus.model.answers import Answer
from foedus.model.events import Point
from foedus.model.maps import Fill, Held, Light, Map, Mark, Seas, graded, stronger
from tests.exchange.pictures.drawn import SVG, drawn, fills, incomplete, same_as_golden, words

LIT = [q for q in every().values() if drawable(q.answer)["map"]]
SOON = [q for q in LIT if not q.heavy]
STRENGTHS: tuple[Fill, ...] = (
    "strength-1",
    "strength-2",
    "strength-3",
    "strength-4",
    "strength-5",
)


def example(question: Any, world: World) -> Answer:
    given = dict(question.example)
    answer: Answer = question.ask(world, given, date.fromisoformat(given.pop("on")))
    return answer


def grey(colour: str) -> float:
    """How light a colour is in grey print, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def compared(world: World, asked: dict[str, str]) -> Map:
    """The map of a framework on two days."""
    shown = ask(world, find("framework"), asked).mapped()
    assert shown is not None
    return shown


def test_the_questions_that_light_states() -> None:
    assert {"bound", "casus", "covered", "decide", "framework", "ties"} <= {q.name for q in LIT}


@pytest.mark.parametrize("question", SOON, ids=lambda q: q.name)
def test_a_map_says_what_was_found_when_by_what_and_under_which_licence(
    question: Any, world: World
) -> None:
    answer = example(question, world)
    svg = map_of(answer, world.catalogue)
    told = words(svg).replace("\N{NO-BREAK SPACE}", " ")
    assert answer.lead in told
    assert str(answer.on) in told
    assert f"catalogue {answer.catalogue[:12]}" in told
    assert "Licence: Apache-2.0" in told
    assert "Natural Earth, public domain" in told
    shown = answer.mapped()
    assert shown is not None
    assert shown.others in told
    states = world.catalogue.states
    seen = [x for x in shown.lights if {*x.states} & {*states} or x.territories]
    assert seen
    assert all(light.says in told for light in seen)


def test_a_map_is_the_one_that_was_looked_at(world: World) -> None:
    shown = Map(
        "Each kind of light there is",
        (
            Light("attacked", "attacked", ("EST",)),
            Light("bound: 5", "strength-5", ("FRA",)),
            Light("perhaps bound: 3", "strength-3", ("TUR",), perhaps=True),
            Light("left out", "left-out", territories=("BMU", "LUX")),
        ),
        "nothing of the kind",
        seas=(Seas("waters", (((30.0, -60.0), (50.0, -60.0), (50.0, -20.0), (30.0, -20.0)),)),),
        point=Point(59.4, 24.7),
        point_says="Tallinn <here>",
    )
    svg = map_of(drawn(shown), world.catalogue)
    keep = frozenset({"EST", "FRA", "TUR", "BMU", "LUX"})
    same_as_golden("map.svg", svg, keep)
    found = fills(svg)
    assert found["EST"] == "url(#attacked-2.4)"
    assert found["FRA"] == FILLS["strength-5"][0]
    assert found["TUR"] == "url(#strength-3-perhaps-2.4)"


def test_the_same_answer_gives_the_same_bytes_in_another_process(world: World) -> None:
    """Sets have another order in each process."""
    code = (
        "import foedus, sys\n"
        "from foedus.exchange.pictures.draw import picture\n"
        "world = foedus.load()\n"
        "answer = world.framework(framework='eu', on='2026-01-01')\n"
        "sys.stdout.buffer.write(picture(answer, 'map', '.svg', world.catalogue))\n"
    )
    asked = [sys.executable, "-c", code]
    seeded = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run(asked, env=seeded, capture_output=True, check=True).stdout
    answer = world.framework(framework="eu", on="2026-01-01")
    assert other == picture(answer, "map", ".svg", world.catalogue)


def test_a_list_that_is_not_complete_never_looks_like_none(world: World) -> None:
    answer = world.framework(framework="kellogg-briand", on="2020-01-01")
    shown = answer.mapped()
    assert shown is not None
    assert not shown.complete
    svg = map_of(answer, world.catalogue)
    assert PLAIN[NONE] not in fills(svg).values()
    assert f"url(#{UNKNOWN}-2.4)" in fills(svg).values()
    assert "not known" in words(svg)
    assert "not a member" not in words(svg).replace("not a member, but", "")


@pytest.mark.parametrize("asks", ["casus", "bound"])
def test_who_may_be_a_party_by_a_list_that_is_not_complete_is_not_known(
    world: World, asks: str
) -> None:
    """The map of a duty rests on the lists of parties of the instruments behind it."""
    d = world.catalogue.definitions
    nato = d.frameworks["nato"]
    said = msgspec.structs.replace(nato, lists=incomplete(nato.lists))
    other = Catalogue(msgspec.structs.replace(d, frameworks={**d.frameworks, "nato": said}), "x")
    asked = World(other, None)
    answer: Answer = (
        asked.bound(states=["EST"], on="2026-01-01")
        if asks == "bound"
        else asked.casus(attacked=["EST"], attacker=["RUS"], at="Tallinn", on="2026-01-01")
    )
    before = fills(map_of(answer, world.catalogue))
    found = fills(map_of(answer, other))
    assert before["IND"] == PLAIN[NONE]
    assert found["IND"] == f"url(#{UNKNOWN}-2.4)"
    assert found["USA"] == before["USA"]


def test_what_is_contested_is_hatched(world: World) -> None:
    shown = Map("x", (Light("contested", "member", ("FRA",), perhaps=True),), "none")
    svg = map_of(drawn(shown), world.catalogue)
    assert fills(svg)["FRA"] == "url(#member-perhaps-2.4)"
    assert 'id="member-perhaps-2.4"' in svg


def test_land_in_dispute_is_hatched_over_the_fill_of_its_holder(world: World) -> None:
    svg = map_of(world.bound(states=["POL"], on="2026-01-01"), world.catalogue)
    [over] = [p for p in ET.fromstring(svg).iter(f"{SVG}path") if "disputed" in p.get("fill", "")]
    assert lands()["ukr-crimea"].path in over.get("d", "")
    assert lands()["FRA"].path not in over.get("d", "")


def test_land_that_nobody_holds_on_record_is_a_class_of_its_own(world: World) -> None:
    svg = map_of(world.bound(states=["POL"], on="2026-01-01"), world.catalogue)
    assert fills(svg)["ATA"] == PLAIN[UNHELD] != PLAIN[NONE]
    assert "no holder on record that day" in words(svg)


def test_a_small_state_that_is_lit_has_a_ring_and_one_that_is_not_has_none(world: World) -> None:
    shown = Map("x", (Light("lit", "member", ("LUX", "FRA", "MLT")),), "not lit")
    svg = map_of(drawn(shown), world.catalogue)
    rings = [
        c for c in ET.fromstring(svg).iter(f"{SVG}circle") if c.find(f"{SVG}title") is not None
    ]
    told = [c.findtext(f"{SVG}title") for c in rings]
    assert told[:2] == ["Luxembourg: lit", "Malta: lit"]
    assert not any("Singapore" in (text or "") for text in told)


def test_a_lit_state_without_land_on_record_is_named(world: World) -> None:
    """In exile, or of a day that the territories do not reach."""
    shown = Map("x", (Light("lit", "member", ("POL", "FRA")),), "not lit")
    told = words(map_of(drawn(shown, on=date(1850, 1, 1)), world.catalogue))
    assert "Not on the map, for no land of theirs is on record: Poland." in told


def test_strengths_are_told_apart_in_grey() -> None:
    tones = [grey(FILLS[s][0]) for s in STRENGTHS]
    assert all(one - other > 0.1 for one, other in itertools.pairwise(tones))
    assert grey(PLAIN[NONE]) - tones[0] > 0.07


@pytest.mark.parametrize("fill", sorted(FILLS))
def test_every_fill_is_told_from_no_light_in_grey_or_by_its_texture(fill: Fill) -> None:
    colour, texture = FILLS[fill]
    assert texture or grey(PLAIN[NONE]) - grey(colour) > 0.07


def test_areas_keep_their_ratio() -> None:
    """Equal Earth: the equator is twice pi wide to the height of its poles, 0.487 of it."""
    (left, _), (right, _) = at(0, -180), at(0, 180)
    (_, north), (_, south) = at(90, 0), at(-90, 0)
    assert (south - north) / (right - left) == pytest.approx(0.4867, abs=0.0005)
    assert lands()["AUS"].area / lands()["BRA"].area == pytest.approx(7.69 / 8.51, rel=0.04)


def test_an_answer_that_lights_nobody_is_refused_in_a_sentence(world: World) -> None:
    early = world.framework(framework="nato", on="1900-01-01")
    with pytest.raises(NothingToDrawError) as refused:
        picture(early, "map", ".svg", world.catalogue)
    assert str(refused.value) == "this answer to framework lights no state on a map"
    member = world.member(framework="nato", state="FIN", on="2023-04-04")
    with pytest.raises(NothingToDrawError, match="no map can be drawn of member, but of bound, ca"):
        picture(member, "map", ".svg", world.catalogue)


def test_the_map_of_a_what_if_is_of_what_is_supposed_and_says_so(world: World) -> None:
    asked = {"framework": "nato", "on": "2026-01-01", "with": ["join:nato:UKR:2025-01-01"]}
    answer = ask(world, find("framework"), asked)
    svg = map_of(answer, world.catalogue)
    assert fills(svg)["UKR"] == FILLS["member"][0]
    assert "as supposed, on 2026-01-01" in words(svg)
    assert "This is a what-if, and not so" in words(svg)
    later = ask(world, find("framework"), {**asked, "with": [], "against": "1950-01-01"})
    assert fills(map_of(later, world.catalogue))["ESP"] == PLAIN[NONE]
    assert fills(map_of(later, world.catalogue))["DZA"] == FILLS["member"][0]


def test_an_open_stronger_duty_shows_over_a_weaker_one_beyond_dispute(world: World) -> None:
    """Greenland, attacked by an ally: all consult (nato/art-4); whether they assist is open."""
    answer = world.casus(attacked=["DNK"], attacker=["USA"], at="Nuuk", on="2026-01-20")
    svg = map_of(answer, world.catalogue)
    found, told = fills(svg), words(svg)
    assert found["FRA"] == "url(#strength-4-perhaps-strength-1-2.4)"
    assert found["CAN"] == "url(#strength-3-perhaps-strength-1-2.4)"
    assert found["IRL"] == "url(#strength-4-perhaps-2.4)"
    assert 'id="strength-4-perhaps-strength-1-2.4"' in svg
    assert "bound: 1 consult; perhaps bound, contested or open: 4 all the aid" in told


def test_the_stronger_of_two_duties_counts_and_an_open_weaker_one_does_not() -> None:
    found: dict[str, Held] = {}
    for state, strength, certain in (
        ("FRA", 3, True),
        ("FRA", 1, True),
        ("FRA", 2, False),
        ("POL", 1, True),
        ("POL", 4, False),
        ("POL", 2, False),
        ("IRL", 0, True),
    ):
        stronger(found, state, strength, certain)
    one, two = graded(found, "bound", "perhaps")
    assert (one.states, one.fill, one.perhaps, one.over) == (("FRA",), "strength-3", False, None)
    assert (two.states, two.fill, two.over) == (("POL",), "strength-4", "strength-1")
    assert two.perhaps


def test_the_map_of_two_days_names_its_own_and_marks_what_differs(world: World) -> None:
    """Estonia joined NATO on 2004-03-29."""
    asked = {"states": ["EST"], "on": "2003-06-01", "against": "2005-06-01"}
    answer = ask(world, find("bound"), asked)
    shown = answer.mapped()
    assert shown is not None
    [mark] = shown.marks
    assert mark.how == "gained"
    assert {"USA", "FRA"} <= set(mark.states)
    assert not {"EST", "FIN"} & set(mark.states)
    svg = map_of(answer, world.catalogue)
    told = words(svg).replace("\N{NO-BREAK SPACE}", " ")
    assert "Two days: Estonia on 2003-06-01. The map is of 2005-06-01" in told
    assert "question bound, 2003-06-01, drawn 2005-06-01, version" in told
    assert "new on 2005-06-01: not lit on 2003-06-01" in told
    [over] = [p for p in ET.fromstring(svg).iter(f"{SVG}path") if "gained" in p.get("fill", "")]
    assert lands()["FRA"].path in over.get("d", "")
    assert lands()["FIN"].path not in over.get("d", "")


def test_what_a_later_day_loses_or_lights_otherwise_is_marked_too(world: World) -> None:
    """The United Kingdom left the Union, and became a partner; Malta and Czechia stayed."""
    asked = {"framework": "eu", "on": "2019-01-01", "against": "2026-01-01"}
    marks = {m.how: m.states for m in compared(world, asked).marks}
    assert "GBR" in marks["changed"]
    assert not {"MLT", "CZE"} & {*marks["changed"], *marks.get("gained", ())}
    back = {**asked, "framework": "nato", "on": "2025-01-01", "against": "2003-01-01"}
    marks = {m.how: m.states for m in compared(world, back).marks}
    assert {"MNE", "HRV"} <= {*marks.get("lost", ()), *marks.get("changed", ())}
    same = compared(world, {**back, "against": "2025-02-01"})
    assert same.marks == ()
    assert same.shows.endswith("on 2025-02-01; all that is lit is lit alike on 2025-01-01")


def test_a_small_state_that_is_marked_has_its_sign_in_a_ring(world: World) -> None:
    mark = Mark("gone", "lost", ("LUX", "FRA"))
    svg = map_of(
        drawn(Map("x", (Light("lit", "member", ("DEU",)),), "no", marks=(mark,))), world.catalogue
    )
    titles = [c.findtext(f"{SVG}title") for c in ET.fromstring(svg).iter(f"{SVG}circle")]
    assert "Luxembourg: no" in titles
    assert svg.count(SIGNS["lost"]) > titles.count("Luxembourg: no")
    assert "gone" in words(svg)
