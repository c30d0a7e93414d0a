"""The land and the waters that duties of help reach: by the place alone, whoever attacks."""

from datetime import date

import pytest

from foedus.asking.world import World
from foedus.catalogue.rings import contains
from foedus.exchange.pictures.draw import map_of
from foedus.model.verdicts import Because
from foedus.questions.binding.covered.question import CoveredAnswer


def asked(world: World, framework: str, on: str) -> CoveredAnswer:
    answer = world.ask("covered", None, on=date.fromisoformat(on), framework=framework)
    assert isinstance(answer, CoveredAnswer)
    return answer


@pytest.mark.parametrize(
    ("framework", "on", "reached", "left_out"),
    [
        # Art. 6: Algeria until its independence; islands of the North Atlantic, none of the tropics
        ("nato", "1960-01-01", {"DZA", "GRL", "prt-azores"}, {"usa-hawaii", "GUF", "FLK", "AGO"}),
        ("nato", "2020-01-01", {"TUR", "SPM", "BMU"}, {"usa-hawaii", "GLP", "REU", "IOT"}),
        # Art. 4: an armed attack in Europe
        ("warsaw-pact", "1985-06-01", {"POL", "UKR"}, {"KAZ", "rus-asia", "rus-primorye"}),
        # Art. V: the territories under the administration of Japan
        ("us-jpn", "2020-01-01", {"JPN", "jpn-senkaku"}, {"USA", "GUM"}),
        # Art. 3(3): an American State's own territory, wherever it lies
        ("rio", "2000-01-01", {"ARG", "GUM"}, set()),
    ],
)
def test_land_is_reached_or_left_out(
    world: World, framework: str, on: str, reached: set[str], left_out: set[str]
) -> None:
    answer = asked(world, framework, on)
    assert reached <= {land.territory for land in answer.reached}
    assert left_out <= {land.territory for land in answer.left_out}
    assert all(land.by for land in answer.reached)
    assert all(land.why for land in answer.left_out)


def test_what_is_left_out_is_no_casus_there(world: World) -> None:
    """At a few places on land left out: an attack there triggers no duty of help of it."""
    on = date(2020, 1, 1)
    answer = asked(world, "nato", on.isoformat())
    calls = {call.provision for call in answer.calls}
    for land in answer.left_out[::12]:
        lat, lon = world.catalogue.definitions.territories[land.territory].point
        casus = world.ask("casus", None, on=on, attacked=[land.state], at={"lat": lat, "lon": lon})
        verdicts = {f.provision for f in casus.not_triggered}  # type: ignore[attr-defined]
        assert calls <= verdicts


def test_a_framework_without_a_duty_of_help_covers_nothing(world: World) -> None:
    answer = asked(world, "osce", "2020-01-01")
    assert not answer.calls
    assert not answer.reached
    assert not answer.left_out
    assert "no duty of help" in answer.lead


@pytest.mark.parametrize(
    ("framework", "on", "reached"),
    [
        # Art. 6: the Mediterranean, and the North Atlantic north of the Tropic of Cancer; on one of
        # its two readings the Baltic and the Black Sea as well (see below)
        (
            "nato",
            "1985-06-01",
            {
                "mediterranean-sea": True,
                "black-sea": True,
                "baltic-sea": True,
                "north-atlantic": False,
            },
        ),
        # Art. V: armed forces, public vessels or aircraft in the Pacific
        ("anzus", "1982-01-01", {"pacific": True}),
        # Art. 4: the region that the treaty draws
        ("rio", "1982-04-02", {"western-hemisphere-rio": True}),
        # Art. VIII: the general area of Southeast Asia and the South-West Pacific
        ("seato", "1965-01-01", {"seato-treaty-area": True}),
        # Art. V and VI: territories only
        ("us-jpn", "2020-01-01", {}),
        ("us-kor", "2020-01-01", {}),
        ("warsaw-pact", "1985-06-01", {}),
    ],
)
def test_waters_are_reached_as_the_articles_draw_them(
    world: World, framework: str, on: str, reached: dict[str, bool]
) -> None:
    answer = asked(world, framework, on)
    assert {water.area: water.wholly for water in answer.waters} == reached
    assert not answer.everywhere
    assert all(water.by and water.rings for water in answer.waters)


def test_waters_end_at_the_parallel_that_an_article_names(world: World) -> None:
    tropic = 23.4366
    [atlantic] = [
        w for w in asked(world, "nato", "2020-01-01").waters if w.area == "north-atlantic"
    ]
    souths = [min(lat for lat, _ in ring) for ring in atlantic.rings]
    assert min(souths) == pytest.approx(tropic)


def test_a_duty_that_names_no_waters_may_protect_ships_everywhere(world: World) -> None:
    answer = asked(world, "csto", "2024-01-01")
    assert "csto/art-4" in answer.everywhere
    assert not answer.waters


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [(50.0, -30.0, True), (38.0, 5.0, True), (15.0, -40.0, False), (-30.0, -20.0, False)],
)
def test_a_ship_is_a_casus_where_the_waters_say_so(
    world: World, lat: float, lon: float, inside: bool
) -> None:
    on = date(2020, 1, 1)
    waters = asked(world, "nato", on.isoformat()).waters
    assert inside is any(contains(ring, lat, lon) for water in waters for ring in water.rings)
    casus = world.ask(
        "casus", None, on=on, attacked=["USA"], at={"lat": lat, "lon": lon}, object="vessel"
    )
    refused = {finding.provision for finding in casus.not_triggered}  # type: ignore[attr-defined]
    assert inside is ("nato/art-5" not in refused)


# Points of the two seas of which Art. 6 of the North Atlantic Treaty says nothing
CONTESTED_WATERS = {"black-sea": (43.5, 34.5), "baltic-sea": (56.0, 18.7)}


def test_waters_reached_on_one_reading_are_contested_as_in_casus(world: World) -> None:
    on = date(2026, 1, 20)
    found = {water.area: water for water in asked(world, "nato", on.isoformat()).waters}
    assert {area for area, w in found.items() if w.contested} == set(CONTESTED_WATERS)
    assert not found["mediterranean-sea"].readings
    for area, (lat, lon) in CONTESTED_WATERS.items():
        assert found[area].contested == ("nato/art-5",)
        casus = world.casus(
            attacked=["TUR"], attacker=["RUS"], at={"lat": lat, "lon": lon}, object="vessel", on=on
        )
        [open_] = [f for f in casus.undetermined if f.provision == "nato/art-5"]
        assert set(found[area].readings) <= set(open_.open)


@pytest.mark.parametrize(
    ("framework", "provision", "contested", "reached"),
    [
        ("nato", "nato/art-5", {"gbr-akrotiri", "gbr-dhekelia"}, {"GBR", "GRL", "TUR"}),
        ("eu", "eu/teu-42-7", {"GRL", "SPM"}, {"DNK", "FRA", "REU"}),
        ("us-phl", "us-phl/art-4", {"thitu-island"}, {"PHL"}),
    ],
)
def test_land_reached_on_one_reading_is_contested_as_in_casus(
    world: World, framework: str, provision: str, contested: set[str], reached: set[str]
) -> None:
    """And what is reached beyond dispute is in casus not open for a reading of the place."""
    on = date(2026, 1, 20)
    answer = asked(world, framework, on.isoformat())
    doubtful = {land.territory: land for land in answer.contested}
    assert contested <= doubtful.keys()
    assert reached <= {land.territory for land in answer.reached}
    assert not doubtful.keys() & {land.territory for land in (*answer.reached, *answer.left_out)}
    lands = {land.territory: land for land in (*answer.reached, *answer.contested)}
    for name in sorted(contested | reached):
        territory = world.catalogue.definitions.territories[name]
        lat, lon = territory.point
        by_name = name in contested and not name.isupper()  # a point of its may be by the border
        at = territory.name if by_name else {"lat": lat, "lon": lon}
        casus = world.casus(attacked=[lands[name].state], attacker=["RUS"], at=at, on=on)
        told = [t for f in casus.undetermined if f.provision == provision for t in f.open]
        which = {t for t in told if t.startswith("which reading")}
        assert bool(which) is (name in contested), name
        assert which >= set(lands[name].why)


def test_what_is_contested_is_striped_and_said_to_be_so(world: World) -> None:
    answer = asked(world, "nato", "2026-01-20")
    shown = answer.mapped()
    assert shown is not None
    [light] = [light for light in shown.lights if light.perhaps]
    assert set(light.territories) == {"gbr-akrotiri", "gbr-dhekelia"}
    plain, doubtful = shown.seas
    assert (plain.perhaps, doubtful.perhaps) == (False, True)
    assert any(contains(ring, *CONTESTED_WATERS["black-sea"]) for ring in doubtful.rings)
    assert not any(contains(ring, *CONTESTED_WATERS["black-sea"]) for ring in plain.rings)
    svg = map_of(answer, world.catalogue)
    assert 'fill="url(#doubtful-seas-2.4)"' in svg
    assert "whether they reach 2 more is contested" in answer.lead
    waters = next(s for s in answer.sections() if s.title == "Waters reached")
    cells = {row.cells[0]: row.cells[1] for row in waters.rows}
    assert cells["Black Sea"] == "contested, wholly"
    assert cells["Mediterranean Sea"] == "wholly"


def test_a_reading_parts_a_verdict_only_where_nothing_else_can_meet_it() -> None:
    split = Because(
        None, "contested", (Because(True, "a"), Because(False, "b")), "contested", "which reading"
    )
    unknown = Because(None, "unknown: who attacked", settles="who attacked")
    assert Because(None, "x", (split, unknown), "all").disputes() == ("which reading",)
    assert Because(None, "x", (split, unknown), "any").disputes() == ()
    assert Because(None, "x", (split, Because(False, "no")), "any").disputes() == ("which reading",)
    assert Because(True, "x", (split, Because(True, "yes")), "any").disputes() == ()
    both = Because(None, "contested", (unknown, Because(True, "b")), "contested", "which")
    assert both.disputes() == ()
