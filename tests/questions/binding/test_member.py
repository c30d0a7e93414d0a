"""`member` where the role is one that no framework has."""

from datetime import date

import pytest

from foedus.asking.whatif.reading import read_changes
from foedus.asking.world import World
from foedus.errors import QuestionError

DAY = date(2026, 6, 1)


def test_a_role_that_no_framework_has_is_told_and_a_slip_refused(world: World) -> None:
    answer = world.member(framework="nato", state="USA", role="king", on=DAY)
    assert answer.verdict is None
    assert "No framework has the role 'king'; the roles are associate, candidate" in answer.lead
    with pytest.raises(QuestionError, match="no framework has the role 'memer'; did you mean memb"):
        world.member(framework="nato", state="USA", role="memer", on=DAY)
    for role in ("member", "suspended", "candidate", "observer"):
        assert (
            "No framework"
            not in world.member(framework="nato", state="USA", role=role, on=DAY).lead
        )


def test_a_kind_of_change_is_read_whatever_its_case() -> None:
    """In its short spelling, and in a line by its fields."""
    [change] = read_changes(["join:nato:GEO:2030-01-01"])
    line = {"change": "Join", "framework": "nato", "state": "GEO", "on": "2030-01-01"}
    assert read_changes(["JOIN:nato:GEO:2030-01-01", line]) == (change, change)
    with pytest.raises(QuestionError, match="'JOIM' is no kind of change"):
        read_changes(["JOIM:nato:GEO:2030-01-01"])
