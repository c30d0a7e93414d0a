"""Reading conditions from the plain data of a definition."""

from typing import Any

import pytest

from foedus.language.tree import ConditionError, leaf_tests, parse, references
from foedus.model.conditions import All, AnyOf, Contested, Named, Not, Reading, Test

ATTACK, COUP = {"kind": ["armed-attack"]}, {"kind": ["coup"]}
ATTACKED, COUPED = Test("kind", '["armed-attack"]'), Test("kind", '["coup"]')


@pytest.mark.parametrize(
    ("data", "condition"),
    [
        (ATTACK, ATTACKED),
        ({"all": [ATTACK, COUP]}, All((ATTACKED, COUPED))),
        ({"any": [ATTACK, COUP]}, AnyOf((ATTACKED, COUPED))),
        ({"not": ATTACK}, Not(ATTACKED)),
        ({"rule": "an-attack"}, Named("an-attack", ATTACKED)),
        (
            {"contested": [{"reading": "Force only", "source": "Art. 5", "when": ATTACK}]},
            Contested((Reading("Force only", "Art. 5", ATTACKED),)),
        ),
    ],
)
def test_a_condition_is_data(data: Any, condition: object) -> None:
    assert parse(data, {"an-attack": ATTACKED}) == condition


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        ({}, (), "a condition has exactly one key"),
        ({"all": [ATTACK], "any": [ATTACK]}, (), "a condition has exactly one key"),
        ([ATTACK], (), "a condition has exactly one key"),
        ({"all": []}, ("all",), "expected a list of conditions"),
        ({"any": ATTACK}, ("any",), "expected a list of conditions"),
        ({"all": [ATTACK, {"not": "x"}]}, ("all", 1, "not"), "a condition has exactly one key"),
        ({"rule": "area"}, ("rule",), "there is no rule 'area' in this file's `rules` (an-attack)"),
        ({"contested": [{"when": ATTACK}]}, ("contested", 0), "a reading has the keys"),
        (
            {"contested": [{"reading": 1, "source": "Art. 5", "when": ATTACK}]},
            ("contested", 0, "reading"),
            "expected words",
        ),
        ({"not": {"kind": ["war"]}}, ("not", "kind"), "kind: 'war' is not one of"),
    ],
)
def test_the_fault_is_found_where_it_lies(
    data: Any, path: tuple[str | int, ...], message: str
) -> None:
    with pytest.raises(ConditionError) as refusal:
        parse(data, {"an-attack": ATTACKED})
    assert refusal.value.path == path
    assert str(refusal.value).startswith(message)


def test_every_leaf_and_every_id_of_a_condition_is_found() -> None:
    condition = parse(
        {
            "all": [
                {"not": {"within": ["europe"]}},
                {"any": [{"attacker": ["party", "RUS"]}, {"rule": "an-attack"}]},
                {
                    "contested": [
                        {
                            "reading": "Only with the Council",
                            "source": "-",
                            "when": {"determined_by": ["nato/nac"]},
                        }
                    ]
                },
            ]
        },
        {"an-attack": ATTACKED},
    )
    assert [test.name for test in leaf_tests(condition)] == [
        "within",
        "attacker",
        "kind",
        "determined_by",
    ]
    assert {(r.to, r.id) for r in references(condition)} == {
        ("area", "europe"),
        ("who", "RUS"),
        ("body", "nato/nac"),
    }


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"attacker": ["party", "RUS"]}, {("who", "RUS")}),
        ({"victim": ["non-party", "UKR"]}, {("who", "UKR")}),
        ({"territory_of": ["victim", "DNK"]}, {("who", "DNK")}),
        ({"consent_of": ["victim", "MLI"]}, {("who", "MLI")}),
        ({"request_of": ["state", "MLI"]}, {("who", "MLI")}),
        ({"within": ["europe", "DZA"]}, {("area", "europe"), ("area", "DZA")}),
        ({"determined_by": ["nato/nac"]}, {("body", "nato/nac")}),
        ({"authorised_by": "un/security-council"}, {("body", "un/security-council")}),
        ({"fact": "consent"}, {("fact", "consent")}),
        ({"stated": "consent"}, {("fact", "consent")}),
        ({"elapsed": {"since": "consent", "days": 21}}, {("fact", "consent")}),
        ({"member": {"of": "nato", "who": "attacker"}}, {("framework", "nato")}),
        ({"member": {"of": "nato", "who": "FRA"}}, {("framework", "nato"), ("who", "FRA")}),
        ({"triggered": "nato/art-5"}, {("provision", "nato/art-5")}),
        ({"kind": ["armed-attack"]}, set()),
    ],
    ids=lambda given: str(given) if isinstance(given, dict) else "",
)
def test_a_leaf_refers_to_the_ids_it_names_and_to_no_word(
    data: Any, found: set[tuple[str, str]]
) -> None:
    assert {(r.to, r.id) for r in references(parse(data, {}))} == found
