"""What every leaf says of real events: argument, event, verdict, and the reason in words.

The random trees draw the arguments of a leaf from here too, unless `made_up.leaves` has better.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

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

TAKEN = event("1982-05-01", "armed-attack", "GBR", "ARG", "Falkland Islands")
GOLAN = event("1985-06-01", "armed-attack", "SYR", "ISR", "Golan Heights")
SENKAKU = event("1960-07-01", "armed-attack", "JPN", "CHN", "Senkaku Islands")

SABOTAGE = event(
    "2024-07-20",
    "sabotage",
    "DEU",
    "RUS",
    "Leipzig",
    facts={"effects-of-armed-attack": True, "deliberate": False, "flag": ("PAN",)},
)
DRONE = event("2025-09-10", "incursion", "POL", "RUS", "Lublin")
NOT_AN_ATTACK = event(
    "2025-09-10", "incursion", "POL", "RUS", "Lublin", facts={"effects-of-armed-attack": False}
)
TWO_POWERS = event(
    "1900-01-01", "armed-attack", "DEU", "FRA", "Metz", facts={"also-attacked-by": ("RUS",)}
)
ORBIT = event("2026-06-01", "armed-attack", "FRA", "RUS", None, "satellite")

SPECIFICATION: list[tuple[str, Any, Happening, Verdict, str]] = [
    # leaf, argument, event, verdict, reason
    ("kind", ["terrorist-attack"], NINE_ELEVEN, True, "the event is terrorist-attack"),
    ("kind", ["coup"], FALKLANDS, False, "the event is armed-attack, not coup"),
    (
        "kind",
        ["armed-attack"],
        SABOTAGE,
        True,
        "the event is sabotage with the effects of an armed attack",
    ),
    (
        "kind",
        ["armed-attack", "threat"],
        DRONE,
        None,
        "unknown: whether it is an attack, or the threat of one, in the sense of the clause",
    ),
    (
        "kind",
        ["armed-attack"],
        DRONE,
        None,
        "unknown: whether the scale and effects are those of an armed attack",
    ),
    ("kind", ["armed-attack"], NOT_AN_ATTACK, None, ""),
    ("kind", ["armed-attack", "incursion"], DRONE, True, "the event is incursion"),
    ("kind", ["threat"], DRONE, False, "the event is incursion, not threat"),
    ("domain", ["space"], ORBIT, True, "the domain is space"),
    ("domain", ["sea"], SHIP, True, "the domain is sea"),
    ("domain", ["air", "cyber"], FALKLANDS, False, "the domain is land, not air or cyber"),
    ("object", ["vessel"], SHIP, True, "the object attacked is vessel"),
    ("object", ["forces"], SHIP, False, "the object attacked is vessel, not forces"),
    ("victim", ["USA"], NINE_ELEVEN, True, "the United States is the United States"),
    ("victim", ["party"], NINE_ELEVEN, True, "the United States is a party"),
    ("victim", ["non-party"], FALKLANDS, True, "the United Kingdom is a non-party"),
    ("victim", ["attacker"], FALKLANDS, False, "the United Kingdom is not the attacker"),
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
    ("territory_of", ["SYR"], GOLAN, True, ""),
    ("administered_by", ["victim"], FALKLANDS, True, ""),
    ("administered_by", ["ARG"], TAKEN, True, ""),
    ("administered_by", ["ISR"], GOLAN, True, "Golan Heights was administered by Israel"),
    ("administered_by", ["victim"], GOLAN, False, ""),
    ("administered_by", ["USA"], SENKAKU, True, ""),
    (
        "administered_by",
        ["victim"],
        SENKAKU,
        False,
        "Senkaku Islands was administered by the United States, not the state attacked",
    ),
    ("administered_by", ["party"], SHIP, False, "0°N 30°W is under nobody's administration"),
    ("administered_by", ["party"], NOWHERE, None, "unknown: where it happened"),
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
    ("fact", "directed-from-abroad", MALI, False, "stated: not directed from abroad"),
    ("fact", "directed-from-abroad", KOREA, None, ""),
    ("stated", "un-security-council-authorisation", KOREA, True, ""),
    ("stated", "directed-from-abroad", MALI, False, "not stated: directed from abroad"),
    ("stated", "directed-from-abroad", KOREA, False, "not stated: directed from abroad"),
    ("denied", "directed-from-abroad", MALI, True, "stated: not directed from abroad"),
    ("denied", "directed-from-abroad", KOREA, False, "not denied: directed from abroad"),
    ("denied", "effects-of-armed-attack", SABOTAGE, False, ""),
    ("flag_of", ["PAN"], SABOTAGE, True, "the flag is of Panama"),
    ("flag_of", ["victim"], SABOTAGE, False, "the flag is not of the state attacked"),
    ("flag_of", ["victim"], SHIP, None, "unknown: whether the flag is of the state attacked"),
    (
        "joined_by",
        ["RUS", "GBR"],
        TWO_POWERS,
        True,
        "Russia or the United Kingdom attacks as well",
    ),
    ("joined_by", ["GBR"], TWO_POWERS, False, "the United Kingdom does not attack as well"),
    ("joined_by", ["GBR"], SHIP, None, "unknown: whether the United Kingdom attacks as well"),
    ("within", ["europe"], ORBIT, None, ""),
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
    # whence an actor that is no state acts is known by its bases where the event does not say
    ("attacker", ["internal"], event("2013-01-11", "coup", "MLI", "mutineers"), True, ""),
    ("attacker", ["external"], event("2013-01-11", "coup", "MLI", "mutineers"), False, ""),
    ("attacker", ["internal"], event("1993-09-16", "armed-attack", "GEO", "abkhazia"), True, ""),
    ("attacker", ["external"], event("1993-09-16", "armed-attack", "RUS", "abkhazia"), True, ""),
    (
        "attacker",
        ["external"],
        event("2014-06-10", "armed-attack", "IRQ", "islamic-state"),
        None,
        "",
    ),
    (
        "attacker",
        ["external"],
        event("2015-11-13", "armed-attack", "FRA", "islamic-state"),
        True,
        "",
    ),
    ("attacker", ["external"], event("1960-07-14", "armed-attack", "COD", "un"), None, ""),
]
