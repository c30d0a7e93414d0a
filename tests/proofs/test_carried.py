"""Some weeks are carried between three nodes by files alone; the proof carries a year, apart."""

from foedus.asking.world import World
from proofs import carried
from proofs.carried_places import NATIONS, QUESTIONS
from proofs.exploring import Part


def test_some_weeks_are_carried_by_files_and_all_three_verify(part: Part, world: World) -> None:
    done = carried.in_one_process(part, lambda: world)
    weeks = part.of(carried.WEEKS)
    assert done["secretariat: exports"] == 2 * weeks
    assert done["secretariat: acts recorded"] > weeks
    assert done["secretariat: acts submitted again"] > 0
    assert done["secretariat: cosignatures"] == 2 * (weeks - 1)
    for party in NATIONS:
        assert done[f"{party}: answers compared"] == weeks * len(QUESTIONS)
        assert done[f"{party}: acts found again"] > 0
