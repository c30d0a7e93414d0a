"""The registry of voting rules, by the slug that definitions use."""

from fractions import Fraction
from typing import Final

from foedus.reckoning.voting.criteria import (
    AbstentionLimit,
    Either,
    NoneAbsent,
    NoneAgainst,
    NoVeto,
    Population,
    Quorum,
    Votes,
    WeightedVotes,
)
from foedus.reckoning.voting.rule import Rule

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
CONSENSUS = NoneAgainst()
MAJORITY_OF_MEMBERS = Votes(HALF, more=True)
MAJORITY_VOTING = Votes(HALF, "those voting", more=True)
TWO_THIRDS_OF_MEMBERS = Votes(TWO_THIRDS)
TWO_THIRDS_VOTING = Votes(TWO_THIRDS, "those voting")
UNANIMITY = (NoneAgainst("veto"), NoneAbsent())
PARTICIPANTS = Population(blockers=None)
STATES, REINFORCED = Votes(Fraction(55, 100)), Votes(Fraction(72, 100))

_RULES: Final = (
    Rule("consensus", "nobody objects", (CONSENSUS,), "consensus"),
    Rule(
        "consensus-minus-one",
        "nobody but the state concerned objects",
        (CONSENSUS,),
        "consensus",
        concerned="leave",
        least=1,
        most=1,
    ),
    Rule(
        "consensus-minus-two",
        "nobody but the two states in dispute objects",
        (CONSENSUS,),
        "consensus",
        concerned="leave",
        least=2,
        most=2,
    ),
    Rule(
        "silence-procedure",
        "nobody breaks silence before the deadline",
        (NoneAgainst("silence-broken"),),
        "silence",
        silent=True,
    ),
    Rule("unanimity", "all take part and none is against", UNANIMITY, "unanimity"),
    Rule(
        "unanimity-of-participants",
        "all participants take part and none is against",
        UNANIMITY,
        "unanimity",
    ),
    Rule(
        "unanimity-present-and-voting",
        "none of those voting is against",
        (Votes(Fraction(1), "those voting", word="veto"), Quorum()),
        "unanimity",
    ),
    Rule(
        "unanimity-without-aggressor",
        "all but the aggressor take part and none is against",
        UNANIMITY,
        "unanimity",
        concerned="leave",
        least=1,
    ),
    Rule(
        "unanimity-with-constructive-abstention",
        "none is against, and declared abstainers are not a third of the members with a third of "
        "the population",
        (*UNANIMITY, AbstentionLimit()),
        "unanimity",
    ),
    Rule(
        "unanimity-with-abstention-by-votes",
        "none is against, and declared abstainers have no more than a third of the weighted votes",
        (*UNANIMITY, AbstentionLimit("votes")),
        "unanimity",
    ),
    Rule(
        "qualified-majority",
        "55 % of the members with 65 % of the population; four at least to block",
        (STATES, Population()),
        reinforced="reinforced-qualified-majority",
    ),
    Rule(
        "reinforced-qualified-majority",
        "72 % of the members with 65 % of the population",
        (REINFORCED, Population(blockers=0)),
    ),
    Rule(
        "qualified-majority-of-participants",
        "55 % of the participants with 65 % of their population",
        (STATES, PARTICIPANTS),
        reinforced="reinforced-qualified-majority-of-participants",
    ),
    Rule(
        "reinforced-qualified-majority-of-participants",
        "72 % of the participants with 65 % of their population",
        (REINFORCED, Population(blockers=0)),
    ),
    Rule(
        "qualified-majority-in-enhanced-cooperation",
        "55 % of the participants, nine at least, with 65 % of their population",
        (STATES, PARTICIPANTS),
        reinforced="reinforced-qualified-majority-of-participants",
        least_participants=9,
    ),
    Rule(
        "qualified-majority-without-state-concerned",
        "55 % of the members but the one concerned, with 65 % of their population",
        (STATES, PARTICIPANTS),
        concerned="leave",
        least=1,
        most=1,
    ),
    Rule("weighted-votes", "enough weighted votes", (WeightedVotes(),)),
    Rule(
        "weighted-votes-of-a-majority",
        "enough weighted votes, cast by a majority of the members",
        (MAJORITY_OF_MEMBERS, WeightedVotes()),
    ),
    Rule("majority-of-members", "more than half of the members for", (MAJORITY_OF_MEMBERS,)),
    Rule(
        "majority-present-and-voting",
        "more than half of those voting for",
        (MAJORITY_VOTING, Quorum()),
    ),
    Rule(
        "two-thirds-of-members", "two thirds of the members for", (TWO_THIRDS_OF_MEMBERS, Quorum())
    ),
    Rule(
        "two-thirds-present-and-voting",
        "two thirds of those voting for",
        (TWO_THIRDS_VOTING, Quorum()),
    ),
    Rule(
        "two-thirds-without-parties-concerned",
        "two thirds of the members but the parties to the dispute",
        (TWO_THIRDS_OF_MEMBERS,),
        concerned="leave",
    ),
    Rule(
        "consensus-else-two-thirds",
        "consensus, failing which two thirds of those voting",
        (Quorum(), Either(CONSENSUS, TWO_THIRDS_VOTING)),
        concerned="leave",
    ),
    Rule(
        "consensus-else-two-thirds-of-members",
        "consensus, failing which two thirds of the members",
        (Quorum(), Either(CONSENSUS, TWO_THIRDS_OF_MEMBERS)),
    ),
    Rule(
        "consensus-else-simple-majority",
        "consensus, failing which more than half of those voting",
        (Quorum(), Either(CONSENSUS, MAJORITY_VOTING)),
        concerned="leave",
    ),
    *(
        rule
        for number, word in ((7, "seven"), (9, "nine"))
        for rule in (
            Rule(f"{word}-votes", f"{word} votes for", (Votes(number=number),)),
            Rule(
                f"{word}-votes-with-veto",
                f"{word} votes for and no permanent member against",
                (Votes(number=number), NoVeto()),
            ),
            Rule(
                f"{word}-votes-with-veto-parties-abstaining",
                f"{word} votes for and no permanent member against; parties to the dispute abstain",
                (Votes(number=number), NoVeto()),
                concerned="abstain",
            ),
        )
    ),
)
RULES: Final[dict[str, Rule]] = {rule.slug: rule for rule in _RULES}
