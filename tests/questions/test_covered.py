"""The land that duties of help reach: by the place alone, whoever attacks."""

from datetime import date

import pytest

from foedus.questions.covered import CoveredAnswer
from foedus.questions.world import World


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
