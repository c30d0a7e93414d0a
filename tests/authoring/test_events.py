"""Events of the past: what of them is refused."""

from pathlib import Path

import pytest

import foedus
from foedus.documents.problems import DefinitionError

EVENT = """
- id: made-up
  title: Made up
  on: 1990-01-01
  kind: armed-attack
  attacked: [%s]
  attacker: [%s]
  at: %s
  facts: {%s: true}
  cite: made up
"""


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("XXX", "ARG", "London", "provoked"), "unknown state 'XXX'"),
        (("GBR", "nobody", "London", "provoked"), "unknown state or actor 'nobody'"),
        (("GBR", "RUS", "Atlantis of old", "provoked"), "unknown place 'Atlantis of old'"),
        (("GBR", "ARG", "London", "made-up"), "unknown fact 'made-up'"),
        (("GBR", "C-PRU", "London", "provoked"), "C-PRU"),
        (("CZE", "ARG", "London", "provoked"), "CZE was not in being on 1990-01-01"),
    ],
)
def test_what_nobody_knows_is_refused(tmp_path: Path, values: tuple[str, ...], told: str) -> None:
    (tmp_path / "events.yaml").write_text(EVENT % values)
    with pytest.raises(DefinitionError, match=told):
        foedus.load(tmp_path)


def test_an_event_of_ones_own_is_compared(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text(EVENT % ("GBR", "ARG", "London", "provoked"))
    world = foedus.load(tmp_path)
    found = world.precedents(attacked=["GBR"], attacker=["ARG"], at="London", on="1990-06-01")
    assert found.near[0].event == "made-up"
