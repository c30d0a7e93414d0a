"""No answer gives a day of entry into force that is not on record."""

from datetime import date

import pytest

from foedus.asking.world import World
from foedus.catalogue.force import force_told, in_force


@pytest.mark.parametrize(
    ("framework", "instrument", "on", "told", "verdict"),
    [
        ("nato", "north-atlantic-treaty", "2020-01-01", "since 1949-08-24", True),
        # signed, and never on record as in force
        ("gbr-deu", "kensington", "2026-06-01", "contested, from 2026-02-05 at the earliest", None),
        (
            "gbr-deu",
            "kensington",
            "2025-12-01",
            "contested, from 2026-02-05 at the earliest",
            False,
        ),
        # in force for certain since a later day than the first on which it may have been
        ("fra-grc", "agreement-2021", "2024-01-01", "since 2022-01-01, contested before", True),
        (
            "fra-grc",
            "agreement-2021",
            "2021-12-05",
            "contested, from 2021-12-01 at the earliest",
            None,
        ),
        # its end is contested
        (
            "locarno",
            "treaty-1925",
            "1936-05-01",
            "1926-09-14 to 1937-04-24, contested since 1936-03-08",
            None,
        ),
    ],
)
def test_the_time_in_force_is_told_as_far_as_it_is_certain(
    world: World, framework: str, instrument: str, on: str, told: str, verdict: bool | None
) -> None:
    found = world.catalogue.frameworks[framework]
    treaty = next(i for i in found.instruments if i.id == instrument)
    parties = world.catalogue.parties(found, treaty)
    day = date.fromisoformat(on)
    assert in_force(treaty, parties, day) is verdict
    if verdict is not False:
        assert force_told(treaty, parties, day) == told


def test_framework_and_cite_say_that_the_entry_into_force_is_contested(world: World) -> None:
    shown = world.ask("framework", {"framework": "gbr-deu"}, on=date(2026, 6, 1)).to_dict()
    forces = {i["id"]: i["in_force"] for i in shown["instruments"]}
    assert forces["trinity-house"] == "since 2024-10-23"
    assert forces["kensington"] == "contested, from 2026-02-05 at the earliest"

    cited = world.ask("cite", {"framework": "gbr-deu", "article": "art-3"}, on=date(2026, 6, 1))
    assert "whether in force is contested" in cited.lead
