"""Criteria: each reads its argument from a definition, and refuses a wrong one in one sentence."""

from typing import Any

import pytest

from foedus.reckoning.voting.ballot import Ballot
from foedus.reckoning.voting.criteria import CriterionError, parse

FIVE = ("AUS", "GBR", "MYS", "NZL", "SGP")


def ballot(yes: str = "", no: str = "", abstaining: str = "", **other: Any) -> Ballot:
    for_, against, passive = (frozenset(camp.split()) for camp in (yes, no, abstaining))
    return Ballot(FIVE, yes=for_, no=against, abstaining=passive, **other)


@pytest.mark.parametrize(
    ("criterion", "vote", "met"),
    [
        ({"votes": {"at_least": 3}}, ballot("AUS GBR MYS"), True),
        ({"votes": {"at_least": 4}}, ballot("AUS GBR MYS"), False),
        ({"votes": {"at_least": "3/5"}}, ballot("AUS GBR MYS"), True),
        ({"votes": {"more_than": "3/5"}}, ballot("AUS GBR MYS"), False),
        ({"votes": {"at_least": "60 %"}}, ballot("AUS GBR MYS"), True),
        ({"votes": {"at_least": "60.1%"}}, ballot("AUS GBR MYS"), False),
        ({"votes": {"more_than": "1/2", "of": "those-voting"}}, ballot("AUS GBR", "MYS"), True),
        ({"votes": {"more_than": "1/2", "of": "members"}}, ballot("AUS GBR", "MYS"), False),
        (
            {"votes": {"at_least": "2/3", "of": "those-present"}},
            ballot("AUS GBR", abstaining="MYS"),
            True,
        ),
        (
            {"votes": {"at_least": "2/3", "of": "those-present"}},
            ballot("AUS GBR", abstaining="MYS NZL"),
            False,
        ),
        ({"population_check": {"at_least": "62 %"}}, ballot("AUS"), True),
        (
            {"population_check": {"at_least": "62 %"}},
            ballot("AUS GBR MYS", populations=dict(zip(FIVE, (30, 30, 2, 19, 19), strict=True))),
            True,
        ),
        (
            {"population_check": {"at_least": "62 %"}},
            ballot("AUS GBR MYS", populations=dict(zip(FIVE, (30, 30, 1, 20, 19), strict=True))),
            False,
        ),
        ({"none_against": {}}, ballot("AUS", abstaining="GBR"), True),
        ({"none_against": {}}, ballot("AUS", no="GBR"), False),
        ({"none_absent": {}}, ballot("AUS GBR MYS", abstaining="NZL SGP"), True),
        ({"none_absent": {}}, ballot("AUS GBR MYS NZL"), False),
        ({"quorum": {}}, ballot("AUS GBR", quorum=3), False),
        ({"no_veto": {}}, ballot("AUS", no="GBR", permanent=frozenset({"GBR"})), False),
        ({"no_veto": {}}, ballot("AUS", abstaining="GBR", permanent=frozenset({"GBR"})), True),
        ({"any": [{"none_against": {}}, {"votes": {"at_least": 4}}]}, ballot("AUS"), True),
        (
            {"any": [{"none_against": {}}, {"votes": {"at_least": 4}}]},
            ballot("AUS GBR MYS", no="SGP"),
            False,
        ),
        (
            {
                "any": [
                    {"all": [{"none_against": {}}, {"none_absent": {}}]},
                    {"votes": {"at_least": 2}},
                ]
            },
            ballot("AUS GBR"),
            True,
        ),
    ],
)
def test_a_criterion_is_met(criterion: dict[str, Any], vote: Ballot, met: bool) -> None:
    assert parse(criterion).met(vote) is met


def test_a_criterion_composed_of_others_fails_by_what_fails_in_it() -> None:
    both = parse({"all": [{"none_against": {}}, {"votes": {"at_least": 4}}]})
    assert list(both.fails(ballot("AUS GBR MYS NZL", no="SGP"))) == ["no-consensus"]
    assert list(both.fails(ballot("AUS", no="SGP"))) == ["no-consensus", "majority"]
    either = parse({"any": [{"none_against": {}}, {"votes": {"at_least": 4}}]})
    assert list(either.fails(ballot("AUS", no="SGP"))) == ["majority"]
    assert either.tell(ballot("AUS", no="SGP")) == (
        "against: SGP; failing consensus, 1 for; 4 of 5 members needed"
    )


def test_a_definition_may_name_by_what_a_criterion_fails() -> None:
    objection = parse({"none_against": {"fails_as": "silence-broken"}})
    assert list(objection.fails(ballot(no="SGP"))) == ["silence-broken"]


@pytest.mark.parametrize(
    ("criterion", "told", "at"),
    [
        ("consensus", "a criterion has exactly one key, its name: all, any, votes", ()),
        ({"votes": {}, "quorum": {}}, "exactly one key", ()),
        ({"vote": {}}, "unknown criterion 'vote'; the criteria are all, any, votes", ("vote",)),
        ({"votes": 9}, "expected a mapping, {} at least, got 9", ("votes",)),
        ({"votes": {}}, "votes: give either `at_least` or `more_than`", ("votes",)),
        ({"votes": {"at_least": 1, "more_than": "1/2"}}, "give either", ("votes",)),
        ({"votes": {"at_least": "most"}}, "a share such as 2/3 or 55 %, got 'most'", ("votes",)),
        ({"votes": {"at_least": "2/0"}}, "a share such as 2/3 or 55 %, got '2/0'", ("votes",)),
        ({"votes": {"at_least": "3/2"}}, "at most the whole, got '3/2'", ("votes",)),
        ({"votes": {"at_least": "0 %"}}, "more than 0", ("votes",)),
        ({"votes": {"at_least": 0}}, "a number of members from 1 to 1,000, got 0", ("votes",)),
        ({"votes": {"at_least": True}}, "from 1 to 1,000, got True", ("votes",)),
        ({"votes": {"more_than": 5}}, "a share such as 2/3 or 55 %, got 5", ("votes",)),
        ({"votes": {"at_least": 5, "of": "members"}}, "`of` goes with a share", ("votes",)),
        (
            {"votes": {"at_least": "1/2", "of": "all"}},
            "`of` is members or those-voting or those-present, got 'all'",
            ("votes",),
        ),
        ({"quorum": {"at_least": 3}}, "quorum has fails_as", ("quorum", "at_least")),
        ({"quorum": {"fails_as": 3}}, "expected a word, got 3", ("quorum", "fails_as")),
        ({"population_check": {}}, "give `at_least`, a share such as 62 %", ("population_check",)),
        ({"population": {}}, "give `at_least`, a share such as 65 %", ("population",)),
        ({"abstention_limit": {}}, "`by` is population or votes", ("abstention_limit",)),
        ({"any": []}, "expected a list of criteria", ("any",)),
        ({"any": [{"none_against": {}}, {"votes": {}}]}, "votes: give", ("any", 1, "votes")),
    ],
)
def test_a_bad_criterion_is_refused_where_it_stands(
    criterion: Any, told: str, at: tuple[str | int, ...]
) -> None:
    with pytest.raises(CriterionError) as caught:
        parse(criterion)
    assert told in str(caught.value)
    assert caught.value.at == at
