"""Every leaf test on real events: its verdict and the sentence that gives the reason."""

from typing import Any

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.judge import Judge
from foedus.language.explain import explain
from foedus.language.leaves import LEAVES
from foedus.language.tree import parse
from foedus.model.verdicts import Verdict
from tests.language.made_up import Happening
from tests.language.specification import SPECIFICATION


@pytest.mark.parametrize(
    ("name", "argument", "happening", "verdict", "reason"),
    SPECIFICATION,
    ids=[f"{name}-{n}" for n, (name, *_) in enumerate(SPECIFICATION)],
)
def test_a_leaf(
    catalogue: Catalogue,
    name: str,
    argument: Any,
    happening: Happening,
    verdict: Verdict,
    reason: str,
) -> None:
    """The United States is the only party here."""
    seen = happening.situation(catalogue, Judge(catalogue))
    because = explain(parse({name: argument}, {}), seen, lambda state: state == "USA")
    assert because.verdict is verdict
    assert because.text
    if reason:
        assert because.text == reason
    if verdict is None:
        assert because.open_questions()


def test_every_leaf_is_specified_with_each_verdict_it_can_have() -> None:
    told = {name: {v for n, _, _, v, _ in SPECIFICATION if n == name} for name in LEAVES}
    assert all({True, False} <= verdicts for verdicts in told.values()), told


REFUSED: list[tuple[str, Any, str]] = [
    ("kind", ["war"], "kind: 'war' is not one of armed-attack, threat, "),
    ("kind", "armed-attack", "kind: expected a list of kinds, got 'armed-attack'"),
    ("kind", [], "kind: expected a list of kinds, got []"),
    ("domain", ["moon"], "domain: 'moon' is not one of land, sea, air, space, cyber"),
    ("victim", "USA", "victim: expected a list of ids or of the words party, non-party, "),
    ("territory_status", ["owned"], "territory_status: 'owned' is not one of integral, "),
    ("within", [7], "within: expected a list of areas or territories, got [7]"),
    ("north_of", "cancer", "north_of: expected degrees, got 'cancer'"),
    ("north_of", True, "north_of: expected degrees, got True"),
    ("north_of", 91, "north_of: 91 lies outside -90 to 90 degrees"),
    ("east_of", -181, "east_of: -181 lies outside -180 to 180 degrees"),
    ("island", "yes", "island: expected true or false, got 'yes'"),
    ("fact", ["consent"], "fact: expected the name of one fact, got ['consent']"),
    ("authorised_by", ["un/security-council"], "authorised_by: expected one body, got "),
    ("during", {}, "during: expected from before to, and at least one of them"),
    ("during", {"from": "1962-07-03", "to": "1962-07-03"}, "during: expected from before to, "),
    ("during", {"until": "1962-07-03"}, "during: unknown key 'until'; expected from, to"),
    ("during", {"to": "1962-02-30"}, "during: expected a date such as 1949-08-24, got "),
    ("elapsed", {"since": "consent"}, "elapsed: 'days' is missing"),
    (
        "elapsed",
        {"since": "consent", "days": -1},
        "elapsed: days: expected a whole number up to",
    ),
    ("member", "nato", "member: expected of, role, who, got 'nato'"),
    ("triggered", "art-5", "triggered: expected a provision such as nato/art-5, got 'art-5'"),
    ("wihtin", ["europe"], "unknown test 'wihtin'; the tests are administered_by, attacker, "),
]


@pytest.mark.parametrize(("name", "argument", "message"), REFUSED)
def test_a_bad_argument_is_refused_in_a_sentence(name: str, argument: Any, message: str) -> None:
    with pytest.raises(ValueError, match=r".+") as refusal:
        parse({name: argument}, {})
    assert str(refusal.value).startswith(message)
