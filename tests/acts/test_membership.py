"""What a depositary enters: the node's world is the catalogue with it."""

from foedus.asking.world import World
from tests.acts.scene import Scene

TREATY = "nato/north-atlantic-treaty"
POWERS = "Signed by the head of state, 2026-11-20"


def test_an_accession_changes_who_is_bound_from_its_day(world: World) -> None:
    scene = Scene(world)
    scene.do(
        "deposit",
        "secretariat",
        instrument=TREATY,
        state="IRL",
        deed="accession",
        effect="2027-01-01",
        powers=POWERS,
    )
    before = scene.ask("member", framework="nato", state="IRL", on="2026-12-31").to_dict()
    after = scene.ask("member", framework="nato", state="IRL", on="2027-01-01").to_dict()
    assert (before["verdict"], after["verdict"]) == (False, True)


def test_a_signature_binds_nobody(world: World) -> None:
    scene = Scene(world)
    scene.do(
        "deposit", "secretariat", instrument=TREATY, state="IRL", deed="signature", powers=POWERS
    )
    after = scene.ask("member", framework="nato", state="IRL", on="2027-01-01").to_dict()
    assert after["verdict"] is False


def test_a_withdrawal_has_effect_when_its_clock_has_run_and_no_earlier(world: World) -> None:
    scene = Scene(world)
    given = {"instrument": TREATY, "state": "HUN", "deed": "notice-of-withdrawal", "powers": POWERS}
    told = scene.refused("deposit", "secretariat", **given, effect="2027-06-01")
    assert told.startswith("a notice of 2026-12-01 frees HUN on 2027-12-0")
    scene.do("deposit", "secretariat", **given, effect="2027-12-02")
    answer = scene.ask("member", framework="nato", state="HUN", on="2027-12-02").to_dict()
    assert answer["verdict"] is False


def test_what_makes_no_sense_in_the_catalogue_is_refused_and_an_annulled_entry_adds_nothing(
    world: World,
) -> None:
    scene = Scene(world)
    given = {"instrument": TREATY, "deed": "accession", "effect": "2027-01-01", "powers": POWERS}
    told = scene.refused("deposit", "secretariat", **given, state="FRA")
    assert told.startswith(f"FRA already is a party to {TREATY}")
    told = scene.refused("deposit", "secretariat", **{**given, "effect": None}, state="IRL")
    assert told == "say from when the accession has effect"
    scene.do("deposit", "secretariat", **given, state="IRL")
    assert scene.refused("annul", "EST", entry="DP-1", why="x").startswith("DP-1 is secretariat's")
    scene.do("annul", "secretariat", entry="DP-1", why="Entered for another instrument")
    answer = scene.ask("member", framework="nato", state="IRL", on="2027-01-01").to_dict()
    assert answer["verdict"] is False
