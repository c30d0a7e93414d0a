"""What would turn a vote: who is named first, and what is said where there is too much to try."""

from foedus.authoring.load import load_definitions
from foedus.reckoning.voting.ballot import Ballot
from foedus.reckoning.voting.rule import rule_of
from foedus.reckoning.voting.turning import Turn, smallest_turn

COUNCIL = rule_of(load_definitions()[0].voting_rules["nine-votes-with-veto"])
FIVE = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})


def test_of_those_who_would_turn_it_together_those_against_are_named_first() -> None:
    """Seven for, and a veto: the United States and any other, first Poland, which is against."""
    elected = ("BRA", "DEU", "EGY", "IND", "JPN", "KEN", "MEX", "NGA", "POL", "ZAF")
    ballot = Ballot(
        (*sorted(FIVE), *elected),
        yes=frozenset({"CHN", "RUS", "BRA", "EGY", "IND", "JPN", "KEN"}),
        no=frozenset({"USA", "POL"}),
        abstaining=frozenset({"FRA", "GBR", "DEU", "MEX", "NGA", "ZAF"}),
        permanent=FIVE,
    )
    others = ("POL", "DEU", "FRA", "GBR", "MEX", "NGA", "ZAF")
    groups = tuple(tuple(sorted((other, "USA"))) for other in others)
    candidates = tuple(v for v in ballot.voters if v not in ballot.yes)
    assert smallest_turn(COUNCIL, ballot, candidates, "yes", adopts=True) == Turn(2, groups, 7)


def test_where_there_are_too_many_to_try_those_with_a_veto_are_moved_first() -> None:
    """A council of 25 that are all against: the five, and four more for the nine that it needs."""
    elected = tuple(f"E{n:02}" for n in range(20))
    voters = (*elected, *sorted(FIVE))
    ballot = Ballot(voters, no=frozenset(voters), permanent=FIVE)
    group = tuple(sorted((*elected[:4], *FIVE)))
    assert smallest_turn(COUNCIL, ballot, voters, "yes", adopts=True) == Turn(9, (group,), None)
