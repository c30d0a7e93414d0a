"""What measures and limits of a definition name must exist, and make sense."""

from pathlib import Path

import pytest

from foedus.authoring.compile import compile_folders
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.problems import DefinitionError
from foedus.model.arms_control import Holdings
from foedus.model.provisions import Limit, Notification

REGIME = """
id: toy-regime
name: Toy Regime
kind: arms-control
summary: For this test.
constitutive: accord
counting:
  zones: [{zone}]
instruments:
  - id: accord
    title: Toy Accord
    nature: treaty
    in_force: 2000-01-01
    where: nowhere
    parties: [{{states: [IRL, ISL], from: 2000-01-01, basis: signature}}]
    provisions:
      - {{id: art-1, article: Art. 1, says: Tell., effect: notification, of: it, addressee: all,
         deadline: {deadline}, reach: {reach}}}
      - {{id: art-2, article: Art. 2, says: Hold no more., effect: limit, subject: tanks,
         ceiling: "5", unit: tanks, counts: {counts}}}
"""
SOUND = {
    "zone": "{id: north, name: North, whole: [ISL], cite: Art. 3}",
    "deadline": "{days_ahead: 10}",
    "reach": "{kinds: [land], zone: europe, any_of: {at_least: {troops: 100}}}",
    "counts": "{what: holdings, quantity: battle-tanks, zone: north}",
}


def write(folder: Path, **changed: str) -> Path:
    text = REGIME.format(**{**SOUND, **changed})
    (folder / "toy-regime.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_sound_regime_is_built(tmp_path: Path, catalogue: Catalogue) -> None:
    known = compile_folders([write(tmp_path)], catalogue.definitions)
    framework = known.frameworks["toy-regime"]
    told, limit = (p.effect for p in framework.instruments[0].provisions)
    assert isinstance(told, Notification)
    assert str(told.deadline) == "10 days or more ahead"
    assert isinstance(limit, Limit)
    assert limit.counts == Holdings("battle-tanks", zone="north")
    assert framework.counting.zones[0].whole == ("ISL",)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"deadline": "{days_ahead: 10, first_within: 180}"}, "goes with yearly days"),
        (
            {"counts": "{what: holdings, quantity: battle-tanks, of: group, years_after: 4}"},
            "is for a limit of each state",
        ),
        ({"deadline": "{days_ahead: 10, hours: 5}"}, "give exactly one of `days_ahead`"),
        ({"deadline": '{each: ["02-30"]}'}, "'02-30' is not a day of the year, such as 11-15"),
        ({"deadline": '{each: ["02-01"], as_of: ["01-01", "03-01"]}'}, "`as_of` has a day for"),
        ({"reach": "{zone: nowhere-land}"}, "unknown area 'nowhere-land'"),
        ({"reach": "{of: [art-9]}"}, "unknown provision 'toy-regime/art-9'"),
        ({"reach": "{of: [art-1]}"}, "'toy-regime/art-1' itself rests on others; name those"),
        ({"reach": "{any_of: {at_least: {cannons: 5}}}"}, "'cannons' is not one of"),
        ({"counts": "{what: holdings, quantity: battle-tanks, zone: south}"}, "no zone 'south'"),
        ({"counts": "{what: holdings, quantity: cannons}"}, "'cannons' is not one of"),
        ({"zone": "{id: north, name: North, whole: [XYZ], cite: Art. 3}"}, "unknown state 'XYZ'"),
        (
            {"zone": "{id: north, name: North, within: north, cite: Art. 3}"},
            "no other zone 'north'",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, catalogue: Catalogue, changed: dict[str, str], fault: str
) -> None:
    with pytest.raises(DefinitionError) as refused:
        compile_folders([write(tmp_path, **changed)], catalogue.definitions)
    assert fault in str(refused.value)
