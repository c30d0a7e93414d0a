"""Every leaf test on real events: its verdict and the sentence that gives the reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.judge import Judge
from foedus.language.explain import explain
from foedus.language.leaves import LEAVES
from foedus.language.tree import parse
from foedus.model.events import Fact, Kind, Object, Point
from foedus.model.verdicts import Verdict
from tests.language.made_up import Happening


def event(
    on: str,
    kind: Kind,
    victim: str,
    attacker: str | None = None,
    at: str | Point | None = None,
    thing: Object = "territory",
    facts: Mapping[str, Fact] | None = None,
) -> Happening:
    day = date.fromisoformat(on)
    return Happening(day, kind, victim, attacker, at, thing, facts=facts or {})


NINE_ELEVEN = event("2001-09-11", "terrorist-attack", "USA", "al-qaida", "New York")
FALKLANDS = event("1982-04-02", "armed-attack", "GBR", "ARG", "Falkland Islands")
ALGIERS = event("1955-01-01", "armed-attack", "FRA", None, "Algiers")
ANDORRA = event("1950-01-01", "armed-attack", "FRA", "ESP", "Andorra la Vella")
SHIP = event("1990-01-01", "armed-attack", "USA", "IRQ", Point(0.0, -30.0), "vessel")
NOWHERE = event("1990-01-01", "threat", "USA")
MALI = event(
    "2013-01-11",
    "internal-conflict",
    "MLI",
    "insurgents",
    "Bamako",
    facts={"request": ("MLI",), "consent": (), "directed-from-abroad": False},
)
KOREA = event(
    "1950-06-25",
    "armed-attack",
    "KOR",
    "PRK",
    "Seoul",
    facts={
        "un-security-council-authorisation": True,
        "determined-by": ("un/security-council",),
        "supported-from-outside": date(1950, 6, 1),
    },
)
KUWAIT = event(
    "1990-08-02",
    "armed-attack",
    "KWT",
    "IRQ",
    "Kuwait City",
    facts={"consent": ("KWT",), "un-security-council-authorisation": False},
)

SPECIFICATION: list[tuple[str, Any, Happening, Verdict, str]] = [
    # leaf, argument, event, verdict, reason
    ("kind", ["terrorist-attack"], NINE_ELEVEN, True, "the event is terrorist-attack"),
    ("kind", ["coup"], FALKLANDS, False, "the event is armed-attack, not coup"),
    ("domain", ["sea"], SHIP, True, "the domain is sea"),
    ("domain", ["air", "cyber"], FALKLANDS, False, "the domain is land, not air or cyber"),
    ("object", ["vessel"], SHIP, True, "the object attacked is vessel"),
    ("object", ["forces"], SHIP, False, "the object attacked is vessel, not forces"),
    ("victim", ["USA"], NINE_ELEVEN, True, "United States is United States"),
    ("victim", ["party"], NINE_ELEVEN, True, "United States is a party"),
    ("victim", ["non-party"], FALKLANDS, True, "United Kingdom is no party"),
    ("victim", ["attacker"], FALKLANDS, False, "United Kingdom is not the attacker"),
    ("victim", ["attacker"], ALGIERS, None, "unknown: whether France is the attacker"),
    ("attacker", ["non-state"], NINE_ELEVEN, True, "Al-Qaida is a non-state actor"),
    (
        "attacker",
        ["external"],
        NINE_ELEVEN,
        True,
        "Al-Qaida is acting from outside the state attacked",
    ),
    ("attacker", ["state", "victim"], NINE_ELEVEN, False, ""),
    ("attacker", ["ARG", "BRA"], FALKLANDS, True, "Argentina is Argentina or Brazil"),
    ("attacker", ["internal"], MALI, True, ""),
    ("attacker", ["state"], ALGIERS, None, "unknown: who attacked, and whether it is a state"),
    ("territory_of", ["victim"], FALKLANDS, True, ""),
    ("territory_of", ["attacker"], FALKLANDS, False, ""),
    ("territory_of", ["attacker"], ANDORRA, True, ""),
    ("territory_of", ["FRA"], ALGIERS, True, ""),
    ("territory_of", ["party"], SHIP, False, "0°N 30°W is nobody's territory"),
    ("territory_of", ["party"], NOWHERE, None, "unknown: where it happened"),
    ("territory_status", ["dependency"], FALKLANDS, True, "Falkland Islands is dependency"),
    ("territory_status", ["protectorate"], ANDORRA, True, ""),
    ("territory_status", ["integral"], SHIP, False, "0°N 30°W is nobody's, not integral"),
    ("within", ["europe"], ANDORRA, True, "Andorra la Vella is in Europe"),
    ("within", ["DZA"], ALGIERS, True, "Algiers is in Algeria"),
    ("within", ["north-america"], NINE_ELEVEN, True, "New York is in North America"),
    ("within", ["europe", "north-america"], FALKLANDS, False, ""),
    ("within", ["europe"], NOWHERE, None, "unknown: where it happened"),
    ("north_of", 23.4366, NINE_ELEVEN, True, "New York is north of 23.4366°N"),
    ("north_of", 0, SHIP, False, "0°N 30°W is not north of 0°N"),
    ("south_of", -50, FALKLANDS, True, "Falkland Islands is south of 50°S"),
    ("south_of", 0, SHIP, False, "0°N 30°W is not south of 0°N"),
    ("east_of", -31, SHIP, True, "0°N 30°W is east of 31°W"),
    ("west_of", 0, NINE_ELEVEN, True, "New York is west of 0°E"),
    ("west_of", 0, NOWHERE, None, "unknown: where it happened"),
    ("island", True, FALKLANDS, True, "Falkland Islands is an island"),
    ("island", False, FALKLANDS, False, "Falkland Islands is an island"),
    ("island", True, SHIP, False, "0°N 30°W is not an island"),
    ("fact", "directed-from-abroad", MALI, False, "it is stated: not directed from abroad"),
    ("fact", "directed-from-abroad", KOREA, None, ""),
    ("stated", "un-security-council-authorisation", KOREA, True, ""),
    ("stated", "directed-from-abroad", MALI, False, "it is not stated: directed from abroad"),
    ("stated", "directed-from-abroad", KOREA, False, "it is not stated: directed from abroad"),
    ("request_of", ["victim"], MALI, True, "the state attacked gave its request"),
    ("consent_of", ["victim"], MALI, False, "the state attacked gave no consent"),
    ("request_of", ["victim"], KOREA, None, ""),
    ("determined_by", ["un/security-council"], KOREA, True, ""),
    ("determined_by", ["nato/nac"], KOREA, False, "North Atlantic Council made no determination"),
    ("determined_by", ["nato/nac"], MALI, None, ""),
    ("authorised_by", "un/security-council", KOREA, True, ""),
    ("authorised_by", "un/security-council", MALI, None, ""),
    (
        "during",
        {"to": "1962-07-03"},
        ALGIERS,
        True,
        "1955-01-01 lies in the time until 1962-07-03",
    ),
    ("during", {"from": "1955-01-02"}, ALGIERS, False, ""),
    ("during", {"from": "1955-01-01", "to": "1955-01-02"}, ALGIERS, True, ""),
    ("elapsed", {"since": "supported-from-outside", "days": 24}, KOREA, True, ""),
    ("elapsed", {"since": "supported-from-outside", "days": 25}, KOREA, False, ""),
    ("elapsed", {"since": "supported-from-outside", "days": 0}, MALI, None, ""),
    ("member", {"of": "nato", "who": "victim"}, NINE_ELEVEN, True, ""),
    ("member", {"of": "nato", "who": "attacker"}, FALKLANDS, False, ""),
    ("member", {"of": "nato", "who": "attacker"}, ALGIERS, None, ""),
    ("member", {"of": "nato", "who": "FRA", "role": "integrated-command"}, ALGIERS, True, ""),
    ("member", {"of": "nato", "who": "FRA", "role": "integrated-command"}, SHIP, False, ""),
    ("triggered", "nato/art-5", NINE_ELEVEN, True, "nato/art-5 is triggered"),
    ("triggered", "nato/art-5", FALKLANDS, False, "nato/art-5 is not triggered"),
    ("fact", "un-security-council-authorisation", KOREA, True, ""),
    ("east_of", 0, SHIP, False, "0°N 30°W is not east of 0°E"),
    ("west_of", -31, SHIP, False, "0°N 30°W is not west of 31°W"),
    ("consent_of", ["victim"], KUWAIT, True, "the state attacked gave its consent"),
    ("request_of", ["FRA"], MALI, False, "France gave no request"),
    ("authorised_by", "un/security-council", KUWAIT, False, ""),
    ("triggered", "nato/art-13", ALGIERS, False, "nato/art-13 is not triggered"),
]


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
    ("kind", ["war"], "kind: 'war' is none of armed-attack, threat, "),
    ("kind", "armed-attack", "kind: expected a list of kinds, got 'armed-attack'"),
    ("kind", [], "kind: expected a list of kinds, got []"),
    ("domain", ["moon"], "domain: 'moon' is none of land, sea, air, space, cyber"),
    ("victim", "USA", "victim: expected a list of ids or of the words party, non-party, "),
    ("territory_status", ["owned"], "territory_status: 'owned' is none of integral, "),
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
    ("wihtin", ["europe"], "unknown test 'wihtin'; the tests are attacker, authorised_by, "),
]


@pytest.mark.parametrize(("name", "argument", "message"), REFUSED)
def test_a_bad_argument_is_refused_in_a_sentence(name: str, argument: Any, message: str) -> None:
    with pytest.raises(ValueError, match=r".+") as refusal:
        parse({name: argument}, {})
    assert str(refusal.value).startswith(message)
