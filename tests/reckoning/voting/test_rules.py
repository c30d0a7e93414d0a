"""Voting rules: laws that hold for all of them, thresholds at their edges, and exact counting."""

from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.authoring.compile import compile_folders
from foedus.authoring.load import load_definitions
from foedus.catalogue.definitions import Definitions
from foedus.documents.problems import DefinitionError
from foedus.model.citations import Citation
from foedus.model.voting import Asked
from foedus.reckoning.voting.ballot import Ballot
from foedus.reckoning.voting.coalitions import Counts, Game, count
from foedus.reckoning.voting.criteria.criterion import Criterion
from foedus.reckoning.voting.rule import Rule, rule_of
from foedus.reckoning.voting.turning import smallest_turn

RULES = {slug: rule_of(rule) for slug, rule in load_definitions()[0].voting_rules.items()}
CAMPS = ("yes", "no", "abstaining", "absent")


@st.composite
def ballots(draw: st.DrawFn, most: int = 9) -> Ballot:
    size = draw(st.integers(1, most))
    voters = tuple(f"S{n}" for n in range(size))
    places = draw(st.lists(st.sampled_from(CAMPS), min_size=size, max_size=size))
    camps = {
        camp: frozenset(v for v, p in zip(voters, places, strict=True) if p == camp)
        for camp in CAMPS[:3]
    }
    weights = draw(st.lists(st.integers(1, 50), min_size=size, max_size=size))
    return Ballot(
        voters,
        camps["yes"],
        camps["no"],
        camps["abstaining"],
        declared=frozenset(v for v in camps["abstaining"] if draw(st.booleans())),
        permanent=frozenset(voters[: draw(st.integers(0, min(5, size)))]),
        weights=dict(zip(voters, weights, strict=True)),
        quota=draw(st.integers(1, sum(weights))),
        quorum=draw(st.integers(0, size)),
    )


def rules() -> st.SearchStrategy[Rule]:
    return st.sampled_from(sorted(RULES)).map(RULES.__getitem__)


def brute_force(game: Game) -> Counts:
    players = range(len(game.players))
    swings = [[0] * len(game.players) for _ in players]
    winning = 0
    for inside in product((False, True), repeat=len(game.players)):
        size = sum(inside)
        weight = sum(w for w, m in zip(game.weights, inside, strict=True) if m)
        winning += game.wins(size, weight)
        for p in players:
            if not inside[p] and not game.wins(size, weight):
                swings[p][size] += game.wins(size + 1, weight + game.weights[p])
    return Counts(game.players, winning, tuple(map(tuple, swings)))


@given(rules(), ballots(), st.data())
def test_a_vote_for_never_hurts(rule: Rule, ballot: Ballot, data: st.DataObject) -> None:
    voter = data.draw(st.sampled_from(ballot.voters))
    if rule.adopts(ballot):
        assert rule.adopts(ballot.moved([voter], "yes"))


@given(rules(), ballots(), st.data())
def test_a_vote_against_is_never_better_than_an_abstention(
    rule: Rule, ballot: Ballot, data: st.DataObject
) -> None:
    voter = data.draw(st.sampled_from(ballot.voters))
    if rule.adopts(ballot.moved([voter], "no")):
        assert rule.adopts(ballot.moved([voter], "abstaining"))


@given(rules(), ballots())
def test_who_all_want_it_get_it_with_a_quorum(rule: Rule, ballot: Ballot) -> None:
    everyone = ballot.moved(ballot.voters, "yes")
    numbers = [getattr(c, "number", 0) for c in rule.criteria]
    if len(ballot.voters) >= max(numbers, default=0):
        assert rule.adopts(everyone)


@given(rules(), ballots(most=6))
def test_a_settled_prospect_holds_whatever_the_undecided_do(rule: Rule, ballot: Ballot) -> None:
    undecided = ballot.absent[:4]
    prospect = rule.prospect(ballot, undecided)
    outcomes = set()
    for places in product(CAMPS, repeat=len(undecided)):
        end = ballot
        for voter, place in zip(undecided, places, strict=True):
            if place != "absent":
                end = end.moved([voter], place)  # type: ignore[arg-type]
        outcomes.add(rule.adopts(end))
    assert prospect is (None if len(outcomes) == 2 else outcomes.pop())


STEPS = {"quorum": 0, "no_veto": 2}


def fewest_to_mend(rule: Rule, ballot: Ballot) -> set[str]:
    """Slow and obvious: step by step, the smallest set of conditions that would have to be met."""
    asked: list[Criterion] = []
    for step in (0, 1, 2):
        asked += [c for c in rule.criteria if STEPS.get(c.name, 1) == step]
        for size in range(len(asked) + 1):
            for mended in combinations(asked, size):
                if all(c.met(ballot) for c in asked if c not in mended):
                    if mended:
                        return {word for c in mended for word in c.fails(ballot)}
                    break
            else:
                continue
            break
    return set()


@given(rules(), ballots())
def test_the_grounds_are_the_fewest_conditions_to_mend(rule: Rule, ballot: Ballot) -> None:
    words = rule.words(ballot)
    failed = fewest_to_mend(rule, ballot)
    assert (set(words) == failed) if failed else len(words) == 1
    assert bool(failed) is not rule.adopts(ballot)


def every_ballot(voters: tuple[str, ...], permanent: frozenset[str], quorum: int) -> list[Ballot]:
    found = []
    for places in product(CAMPS, repeat=len(voters)):
        stands = list(zip(voters, places, strict=True))
        yes, no, abstaining = (frozenset(v for v, p in stands if p == camp) for camp in CAMPS[:3])
        found.append(Ballot(voters, yes, no, abstaining, permanent=permanent, quorum=quorum))
    return found


def test_a_veto_on_every_ballot_of_seven_is_a_vote_against_that_stops_enough_votes() -> None:
    """Charter, Art. 27(3), word for word, on a council of seven with two permanent members."""
    rule = rule_of(
        msgspec.structs.replace(
            RULES["nine-votes-with-veto"].written,
            criteria=(Asked("votes", '{"at_least": 4}'), Asked("no_veto", "{}")),
        )
    )
    for ballot in every_ballot(tuple("ABCDEFG"), frozenset("AB"), 0):
        enough, stopped = len(ballot.yes) >= 4, bool(ballot.no & {"A", "B"})
        wanted = "majority" if not enough or not stopped else "veto"
        assert rule.words(ballot) == (wanted,)
        assert rule.adopts(ballot) is (enough and not stopped)


@pytest.mark.parametrize("quorum", [0, 4])
def test_those_present_are_the_base_on_every_ballot_of_six(quorum: int) -> None:
    """Protocol of ECOWAS of 1999, Art. 9: two thirds of the members present, with a quorum."""
    rule = RULES["two-thirds-of-those-present"]
    for ballot in every_ballot(tuple("ABCDEF"), frozenset(), quorum):
        present = len(ballot.yes) + len(ballot.no) + len(ballot.abstaining)
        carried = len(ballot.yes) > 0 and 3 * len(ballot.yes) >= 2 * present
        assert rule.adopts(ballot) is (carried and present >= quorum)
        if present < quorum:
            assert rule.words(ballot) == ("quorum",)


@pytest.mark.parametrize("quorum", [0, 4])
def test_a_quorum_comes_first_on_every_ballot_of_six(quorum: int) -> None:
    """Rules 67 and 86 of the General Assembly: abstainers are present, and not voting."""
    rule = RULES["two-thirds-present-and-voting"]
    for ballot in every_ballot(tuple("ABCDEF"), frozenset(), quorum):
        voting = len(ballot.yes) + len(ballot.no)
        carried = len(ballot.yes) > 0 and 3 * len(ballot.yes) >= 2 * voting
        enough = voting + len(ballot.abstaining) >= quorum
        assert rule.words(ballot) == ("majority" if enough else "quorum",)
        assert rule.adopts(ballot) is (carried and enough)


@given(rules(), ballots())
def test_the_game_is_the_rule_when_nobody_abstains(rule: Rule, ballot: Ballot) -> None:
    game = rule.game(ballot)
    for size in range(len(ballot.voters) + 1):
        for coalition in combinations(range(len(ballot.voters)), size):
            states = [ballot.voters[p] for p in coalition]
            others = [v for v in ballot.voters if v not in states]
            vote = ballot.moved(states, "yes").moved(others, "no")
            wins = game.wins(size, sum(game.weights[p] for p in coalition))
            assert wins is rule.adopts(vote)


@given(rules(), ballots(), st.booleans())
def test_a_turn_is_smallest_and_turns(rule: Rule, ballot: Ballot, adopts: bool) -> None:
    to = "yes" if adopts else "no"
    if rule.adopts(ballot) is adopts:
        return
    found = smallest_turn(rule, ballot, ballot.voters, to, adopts=adopts)  # type: ignore[arg-type]
    sizes = [
        size
        for size in range(1, len(ballot.voters) + 1)
        for group in combinations(ballot.voters, size)
        if rule.adopts(ballot.moved(group, to)) is adopts  # type: ignore[arg-type]
    ]
    assert (found.size if found else None) == min(sizes, default=None)


@given(rules(), ballots())
def test_counting_equals_brute_force_on_rules(rule: Rule, ballot: Ballot) -> None:
    game = rule.game(ballot)
    assert count(game) == brute_force(game)


@st.composite
def games(draw: st.DrawFn) -> Game:
    size = draw(st.integers(1, 10))
    weights = tuple(draw(st.lists(st.integers(0, 99), min_size=size, max_size=size)))
    needed = draw(
        st.lists(st.none() | st.integers(0, sum(weights) + 5), min_size=size + 1, max_size=size + 1)
    )
    limits = sorted(needed, key=lambda n: -1 if n is None else -2 - n, reverse=True)
    return Game(tuple(map(str, range(size))), weights, tuple(limits))


@given(games())
def test_counting_equals_brute_force_on_any_game(game: Game) -> None:
    assert count(game) == brute_force(game)


@given(games())
def test_the_smallest_to_win_and_to_block_are_those_of_all_coalitions(game: Game) -> None:
    players = len(game.players)
    coalitions = [
        (size, sum(weights))
        for size in range(players + 1)
        for weights in combinations(game.weights, size)
    ]
    winning = [size for size, weight in coalitions if game.wins(size, weight)]
    blocking = [players - size for size, weight in coalitions if not game.wins(size, weight)]
    assert game.smallest_winning() == min(winning, default=None)
    assert game.smallest_blocking() == min(blocking, default=None)


@pytest.mark.parametrize("members", [13, 16])
def test_counting_equals_brute_force_up_to_sixteen(members: int) -> None:
    weights = {f"S{n:02}": 37 * n * n % 911 + 5 for n in range(members)}
    game = RULES["qualified-majority"].game(Ballot(tuple(weights), weights=weights))
    assert count(game) == brute_force(game)


@given(rules(), ballots())
def test_indices_share_out_one_whole(rule: Rule, ballot: Ballot) -> None:
    game = rule.game(ballot)
    counts = count(game)
    whole = Fraction(int(counts.winning > 0 and not game.wins(0, 0)))
    assert sum(counts.shapley()) == whole
    assert sum(counts.banzhaf()) == whole


@pytest.mark.parametrize(("quorum", "told"), [(0, []), (3, ["2 of 4 present; quorum 3"])])
def test_a_quorum_is_told_of_where_the_body_sets_one(quorum: int, told: list[str]) -> None:
    ballot = Ballot(("BHR", "KWT", "OMN", "QAT"), yes=frozenset({"BHR", "KWT"}), quorum=quorum)
    rule = RULES["unanimity-present-and-voting"]
    because = rule.explain(ballot, (), Citation("Charter of the Cooperation Council, Art. 9"))
    assert [part.text for part in because.parts if "quorum" in part.text] == told
    assert because.verdict is not bool(told)


@pytest.mark.parametrize(("voters", "least"), [(27, 15), (28, 16), (25, 14)])
def test_fifty_five_per_cent(voters: int, least: int) -> None:
    states = tuple(f"S{n:02}" for n in range(voters))
    ballot = Ballot(states, weights=dict.fromkeys(states, 1))
    game = RULES["qualified-majority"].game(ballot)
    assert game.needed[least - 1] is None
    assert game.needed[least] is not None


def test_seventy_two_per_cent_of_27_are_twenty() -> None:
    states = tuple(f"S{n:02}" for n in range(27))
    body = Ballot(states, weights=dict.fromkeys(states, 1))
    game = RULES["reinforced-qualified-majority"].game(body)
    assert game.needed[19] is None
    assert game.needed[20] is not None


def test_blockers_among_participants_are_the_fewest_with_over_35_per_cent_and_one() -> None:
    states = ("A", "B", "C", "D", "E", "F", "G", "H", "I", "J")
    shares = dict(zip(states, (30, 20, 10, 10, 5, 5, 5, 5, 5, 5), strict=True))
    body = Ballot(states, yes=frozenset("CDEFGHIJ"), no=frozenset("AB"), weights=shares)
    rule = RULES["qualified-majority-of-participants"]
    assert rule.adopts(body), "two members have half of the population, and three are needed"
    assert not rule.adopts(body.moved(["J"], "no"))


DEFINITION = """\
id: teaching
name: Teaching framework
kind: alliance
summary: A framework that does not exist.
roles:
  - {states: [FRA, DEU], role: member, from: 2000-01-01}
bodies:
  - id: council
    name: Council
    composed_of: member
    cite: Art. 1
    rules:
      - RULE
"""


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{matter: any, rule: concensus, cite: A}", "did you mean consensus?"),
        ("{matter: any, rule: qualified-majority, cite: A}", "needs `weights`"),
        ("{matter: any, rule: consensus, quota: 5, cite: A}", "has no `quota`"),
        ("{matter: any, rule: weighted-votes, weights: eu/votes, cite: A}", "needs `quota`"),
        (
            "{matter: any, rule: weighted-votes, weights: eu/vote, quota: 5, cite: A}",
            "unknown weights 'eu/vote'; did you mean eu/votes?",
        ),
        ("{matter: any, rule: consensus, quorum: majority, cite: A}", "asks for no `quorum`"),
        (
            "{matter: Any matter, rule: consensus, cite: A}",
            "is not an id: expected lower-case letters",
        ),
        ("{matter: any, rule: consensus, without: [ZZZ], cite: A}", "unknown state 'ZZZ'"),
        (
            "{matter: any, rule: consensus, cite: A}\n      "
            "- {matter: any, rule: unanimity, cite: B}",
            "two rules at the same time",
        ),
    ],
)
def test_a_bad_rule_is_refused_with_file_line_and_field(
    rule: str, told: str, tmp_path: Path, world: World
) -> None:
    (tmp_path / "teaching.yaml").write_text(DEFINITION.replace("RULE", rule), encoding="utf-8")
    known: Definitions = world.catalogue.definitions
    with pytest.raises(DefinitionError) as caught:
        compile_folders([tmp_path], known)
    [problem] = caught.value.problems
    assert told in problem.message
    assert problem.file.endswith("teaching.yaml")
    assert isinstance(problem.line, int)
    assert problem.line >= 13
    assert problem.field.startswith("bodies[0].rules[")
