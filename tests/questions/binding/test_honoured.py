"""`honoured` and `precedents`: what they choose, say and compare."""

import foedus


def test_a_framework_alone_and_its_sentence(world: foedus.World) -> None:
    answer = world.honoured(framework="uk-prt", on="2026-11-28")
    assert {c.framework for c in answer.found} == {"uk-prt"}
    assert answer.tallies == {"kept": 2, "gave nothing": 1}
    assert answer.lead.startswith(
        "3 events under 1 clause. 3 times a state was bound and its conduct is on record: it did "
        "what the clause asks 2 times"
    )


def test_one_state_alone_is_counted(world: foedus.World) -> None:
    answer = world.honoured(of="PRT", on="2026-11-28")
    assert {part.state for c in answer.found for part in c.parts} == {"PRT"}
    assert "uk-prt/art-3" in {c.provision for c in answer.found}


def test_silent_duties_come_when_asked_for(world: foedus.World) -> None:
    loud = world.honoured(attacked="RUS", on="2026-11-28")
    silent = world.honoured(attacked="RUS", silent=True, on="2026-11-28")
    assert {c.provision for c in silent.found} - {c.provision for c in loud.found}
    assert all(c.recorded for c in loud.found)


def test_a_strength_bounds_what_is_shown(world: foedus.World) -> None:
    assert {c.strength for c in world.honoured(least=4, on="2026-11-28").found} == {4, 5}


def test_an_attack_on_a_disputed_islet_finds_perejil_and_the_falklands(
    world: foedus.World,
) -> None:
    answer = world.precedents(attacked=["ESP"], attacker=["MAR"], at="Perejil", on="2026-01-01")
    assert [near.event for near in answer.near][:2] == ["perejil-2002", "falklands-1982"]
    assert "the land: an island" in answer.near[1].alike
    falklands = {d.trait: (d.here, d.there) for d in answer.near[1].differences}
    assert falklands["nato/art-5"] == ("open", "not called")
    assert "uk-prt/art-3" in falklands["called on or perhaps, and not in play in the other"][1]
    assert {c.provision for c in answer.near[1].called} >= {"uk-prt/art-3", "un/art-51"}


def test_another_islet_far_away_finds_them_too(world: foedus.World) -> None:
    answer = world.precedents(attacked=["JPN"], at="Senkaku Islands", on="2026-01-01")
    assert {"perejil-2002", "falklands-1982"} <= {near.event for near in answer.near}


def test_a_coup_finds_coups(world: foedus.World) -> None:
    answer = world.precedents(
        attacked=["BFA"], attacker=["coup-plotters"], kind="coup", at="Ouagadougou", on="2026-11-01"
    )
    titles = [near.title for near in answer.near]
    assert all("oup" in title or "Gambia" in title for title in titles), titles


def test_a_precedent_is_earlier(world: foedus.World) -> None:
    there = "Falkland Islands"
    answer = world.precedents(attacked=["GBR"], attacker=["ARG"], at=there, on="1982-04-02")
    assert all(near.on < answer.on for near in answer.near)
    assert "falklands-1982" not in {near.event for near in answer.near}
    nothing = world.precedents(attacked=["GBR"], on="1816-01-01")
    assert nothing.lead == "No event before 1816-01-01 is on record."


def test_what_is_not_known_counts_half(world: foedus.World) -> None:
    there, on = "Falkland Islands", "2026-01-01"
    known = world.precedents(attacked=["GBR"], attacker=["ARG"], at=there, most=9, on=on)
    unknown = world.precedents(attacked=["GBR"], at=there, most=9, on=on)
    near, far = (
        next(near.distance for near in answer.near if near.event == "falklands-1982")
        for answer in (known, unknown)
    )
    assert 0.9 < far - near < 4.5
