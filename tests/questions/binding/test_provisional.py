"""Provisional application: a state of a party's life, and of a role's, that every answer tells."""

from foedus.asking.world import World


def test_a_role_may_be_given_by_provisional_application(world: World) -> None:
    role = "information-security-partner"
    early = world.member(framework="eu", state="GBR", role=role, on="2021-01-01")
    assert early.verdict is True
    assert early.lead.endswith("(applied provisionally from 2021-01-01).")
    assert [s.provisional for s in early.spells] == [False, True]
    later = world.member(framework="eu", state="GBR", role=role, on="2021-05-01")
    assert later.verdict is True
    assert "provisionally" not in later.lead


def test_a_member_is_one_from_the_first_day_of_provisional_application(world: World) -> None:
    on_the_eve = world.member(framework="cfe", state="ARM", on="1992-07-16")
    first = world.member(framework="cfe", state="ARM", on="1992-07-17")
    assert (on_the_eve.verdict, first.verdict) == (False, True)
    assert first.lead.endswith("(applied provisionally from 1992-07-17).")


def test_a_duty_binds_while_it_is_applied_provisionally_and_says_so(world: World) -> None:
    answer = world.bound(states=["NGA", "GHA"], on="1985-01-01")
    [help_owed] = [o for o in answer.obligations if o.provision == "ecowas/mad-protocol/art-3"]
    assert help_owed.status == "applied provisionally from 1981-05-29"
    [row] = [r for s in answer.sections() for r in s.rows if r.cells[0] == help_owed.provision]
    assert "[applied provisionally from 1981-05-29]" in row.cells[5]
    later = world.bound(states=["NGA", "GHA"], on="1987-01-01")
    [help_owed] = [o for o in later.obligations if o.provision == "ecowas/mad-protocol/art-3"]
    assert help_owed.status.startswith("in force since 1986-09-30")
    before = world.bound(states=["NGA", "GHA"], on="1981-05-28")
    assert all("mad-protocol" not in o.provision for o in before.obligations)


def test_an_article_that_is_applied_provisionally_is_not_said_to_be_in_force(world: World) -> None:
    def lead(on: str) -> str:
        return world.cite(framework="ecowas", article="mad-protocol/art-3", on=on).lead

    assert ": applied provisionally on 1985-01-01." in lead("1985-01-01")
    assert ": in force on 1990-01-01." in lead("1990-01-01")
    assert ": not in force on 1980-01-01; its first day is 1981-05-29." in lead("1980-01-01")
