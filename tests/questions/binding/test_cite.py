"""What a clause says: the names of what its trigger tells apart come with it."""

from datetime import date

from foedus.asking.world import World


def test_the_areas_of_a_clause_have_their_names(world: World) -> None:
    answer = world.cite(framework="nato", article="art-5", on=date(1955, 6, 1))
    named = {name: called for version in answer.versions for name, called in version.areas.items()}
    assert named["western-occupation-1949"].startswith("Western occupation zones of Germany")
    assert "western-occupation-1949" not in named.values()


def test_a_clause_that_no_event_calls_names_no_areas(world: World) -> None:
    answer = world.cite(framework="un", article="art-2-4", on=date(2024, 1, 1))
    assert [dict(version.areas) for version in answer.versions] == [{}]
