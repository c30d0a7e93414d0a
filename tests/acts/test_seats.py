"""What an act is about decides whose it is: a chair's of one body, a depositary's of one treaty."""

import pytest

from foedus.acting.declare import find
from foedus.acting.seats import seat
from foedus.asking.world import World
from tests.acts.scene import Scene

REPORT = {"framework": "nato", "title": "x", "happened": "2026-11-01", "attacked": ["EST"]}
TREATY = "nato/north-atlantic-treaty"


@pytest.fixture
def scene(world: World) -> Scene:
    made = Scene(world)
    made.do("table", "secretariat", body="nato/nac", title="Readiness")
    made.do(
        *("deposit", "secretariat"),
        instrument=TREATY,
        state="IRL",
        deed="signature",
        powers="Signed by the head of state",
    )
    return made


@pytest.mark.parametrize(
    ("act", "given", "about"),
    [
        ("table", {"body": "nac", "title": "x"}, "nato/nac"),
        ("conclude", {"motion": "M-1"}, "nato/nac"),
        ("annul", {"entry": "M-1", "why": "x"}, "nato/nac"),
        ("annul", {"entry": "DP-1", "why": "x"}, TREATY),
        ("report", REPORT, ""),
    ],
)
def test_it_is_named_or_follows_from_what_is_named(
    scene: Scene, act: str, given: dict[str, object], about: str
) -> None:
    assert seat(scene.world, find(act), given) == about


def test_what_is_not_on_record_is_about_nothing(scene: Scene) -> None:
    with pytest.raises(ValueError, match="no entry is called 'DP-9'"):
        seat(scene.world, find("annul"), {"entry": "DP-9", "why": "x"})
