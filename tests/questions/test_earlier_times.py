"""What has ended, or has not begun, is said at once: in the lead, or in the refusal."""

from typing import Any

import pytest

from foedus.asking.world import World
from foedus.errors import QuestionError

NATO = {"amount": "1000"}
PEOPLE = {"persons": 850}
SHARES = "nato/common-funding-{}".format


@pytest.mark.parametrize(
    ("question", "given", "on", "told"),
    [
        (
            "apportion",
            {"key": SHARES(2024), **NATO},
            "2026-11-28",
            "nato/common-funding-2024 is the key of an earlier time: its last day was 2025-12-31, "
            "and no later one is on record. Germany pays most",
        ),
        (
            "apportion",
            {"key": SHARES(2018), **NATO},
            "2022-05-01",
            "nato/common-funding-2018 is the key of an earlier time: its last day was 2019-12-31; "
            "on 2022-05-01 it is nato/common-funding-2021.",
        ),
        (
            "apportion",
            {"key": SHARES(2018), **NATO},
            "2026-11-28",
            "nato/common-funding-2018 is the key of an earlier time: its last day was 2019-12-31; "
            "the last on record is nato/common-funding-2024, whose last day was 2025-12-31.",
        ),
        (
            "apportion",
            {"key": SHARES(2018), **NATO},
            "2020-05-01",
            "nato/common-funding-2018 is the key of an earlier time: its last day was 2019-12-31; "
            "the next on record is nato/common-funding-2021, whose first day is 2021-01-01.",
        ),
        (
            "apportion",
            {"key": SHARES(2024), **NATO},
            "2022-05-01",
            "nato/common-funding-2024 is the key of a later time: its first day is 2024-01-01; "
            "on 2022-05-01 it is nato/common-funding-2021.",
        ),
        (
            "apportion",
            {"key": SHARES(2021), "with_key": SHARES(2018), **NATO},
            "2022-05-01",
            "nato/common-funding-2018 is the key of an earlier time: its last day was 2019-12-31; "
            "on 2022-05-01 it is nato/common-funding-2021.",
        ),
        (
            "apportion",
            {"mix": {"parts": [{"key": SHARES(2024), "weight": 100}]}, **NATO},
            "2026-11-28",
            "nato/common-funding-2024 is the key of an earlier time: its last day was 2025-12-31, "
            "and no later one is on record.",
        ),
        (
            "commitments",
            {"framework": "pesco"},
            "2026-06-01",
            "No phase is on record for 2026-06-01: the last, Second phase, whose last day was "
            "2025-12-31.",
        ),
        (
            "framework",
            {"framework": "cento"},
            "2000-01-01",
            "Not in being on 2000-01-01: its last day was ",
        ),
        (
            "framework",
            {"framework": "new-start"},
            "2000-01-01",
            "Not in being on 2000-01-01: its first day is ",
        ),
        (
            "cite",
            {"framework": "inf/art-6"},
            "2025-12-01",
            "Treaty between the United States of America and the Union of Soviet Socialist "
            "Republics on the Elimination of Their Intermediate-Range and Shorter-Range Missiles, "
            "Art. VI: not in force on 2025-12-01; its last day was 2019-08-01.",
        ),
        (
            "decide",
            {"body": "eu/council", "motion": "qualified-majority", "in_favour": ["DEU"]},
            "2028-01-01",
            "No table eu/population is on record for 2028-01-01: used is the last, "
            "Population of the members for 2026, whose last day was 2026-12-31.",
        ),
    ],
)
def test_the_lead_begins_with_it(
    question: str, given: dict[str, Any], on: str, told: str, world: World
) -> None:
    answer = world.ask(question, given, on=on)
    assert answer.lead.startswith(told), answer.lead
    assert not any("applied" in note and "not on" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "given", "on", "told"),
    [
        (
            "apportion",
            {"key": "nato/common-funding", **NATO},
            "2026-11-28",
            "no key nato/common-funding is on record for 2026-11-28: the last is "
            "nato/common-funding-2024, whose last day was 2025-12-31",
        ),
        (
            "apportion",
            {"key": "nato/civil-budget-2026", **NATO},
            "2026-11-28",
            "no key nato/civil-budget is on record for 2026: the last is "
            "nato/civil-budget-2024, whose last day was 2025-12-31",
        ),
        (
            "apportion",
            {"key": "nato/common-funding", **NATO},
            "2020-06-01",
            "no key nato/common-funding is on record for 2020-06-01: the last before is "
            "nato/common-funding-2018, whose last day was 2019-12-31, and the next "
            "nato/common-funding-2021, whose first day is 2021-01-01",
        ),
        (
            "apportion",
            {"key": "nato/common-funding", **NATO},
            "1949-04-04",
            "no key nato/common-funding is on record for 1949-04-04: the first is "
            "nato/common-funding-2018, whose first day is 2018-01-01",
        ),
        (
            "reimburse",
            {"from": "2026-07-01", "to": "2026-10-01", **PEOPLE},
            "2026-11-28",
            "no rate is on record for 2026-07-01: the last, USD 1,448 a person and month, ran from "
            "2022-07-01, and its last day was 2026-06-30",
        ),
        (
            "reimburse",
            {"from": "2026-06-01", "to": "2026-10-01", **PEOPLE},
            "2026-11-28",
            "no rate is on record for 2026-07-01: the last, USD 1,448 a person and month, ran from "
            "2022-07-01, and its last day was 2026-06-30",
        ),
        (
            "reimburse",
            {"year": 1972, **PEOPLE},
            "2026-11-28",
            "no rate is on record for 1972-01-01: the first, USD 500 a person and month, has its "
            "first day on 1973-10-25",
        ),
        (
            "reimburse",
            {"year": 2000, "premium_persons": 5, **PEOPLE},
            "2026-11-28",
            "no premium is on record for 2000-01-01: its first day is 2013-07-01",
        ),
        (
            "decide",
            {"body": "nato/dpc"},
            "2022-02-25",
            "the Defence Planning Committee did not exist on 2022-02-25: its last day was "
            "2010-06-10",
        ),
    ],
)
def test_the_refusal_says_it(
    question: str, given: dict[str, Any], on: str, told: str, world: World
) -> None:
    with pytest.raises(QuestionError) as caught:
        world.ask(question, given, on=on)
    assert told in str(caught.value)


def test_no_day_of_a_life_that_is_contested_is_told_as_a_fact(world: World) -> None:
    lead = world.ask("cite", {"framework": "gbr-deu/art-3"}, on="2025-12-01").lead
    assert lead.endswith(": not in force on 2025-12-01; whether it ever was is contested.")
