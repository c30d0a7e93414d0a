"""Who pays what: exact to the cent under any key and any change."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus
from foedus.asking.world import World
from foedus.catalogue.keys import every_key
from foedus.errors import QuestionError
from foedus.questions.costs.apportion.answer import ApportionAnswer
from foedus.reckoning.sharing.kinds import kind_of
from foedus.reckoning.sharing.kinds.fixed import FixedKeyEntry

WORLD = foedus.load()
DAY = date(2022, 7, 1)
KEYS = {
    "nato/common-funding-2018": date(2018, 7, 1),
    "nato/common-funding-2021": DAY,
    "nato/common-funding-2024": date(2024, 7, 1),
    "nato/equal": DAY,
    "eu/epf-key": DAY,
    "eda/gni-key": date(2023, 7, 1),
    "un/regular-scale-2022": DAY,
    "un-peacekeeping/scale-2016": date(2017, 7, 1),
    "un-peacekeeping/scale-2019": date(2019, 7, 1),
    "un-peacekeeping/scale-2022": DAY,
}
AMOUNTS = st.decimals(0, 10**10, places=2)
CENT = Decimal("0.01")


def ask(key: str = "", on: date = DAY, **fields: object) -> ApportionAnswer:
    answer = WORLD.ask("apportion", on=on, **({"key": key} if key else {}), **fields)
    assert isinstance(answer, ApportionAnswer)
    return answer


def refusal(key: str = "", on: date = DAY, **fields: object) -> str:
    with pytest.raises(QuestionError) as caught:
        ask(key, on, **{"amount": 100, **fields})
    return str(caught.value)


@given(st.sampled_from(sorted(KEYS)), AMOUNTS)
def test_the_sum_is_exact_and_nobody_is_a_cent_off(key: str, amount: Decimal) -> None:
    answer = ask(key, KEYS[key], amount=amount)
    assert sum(answer.amounts.values()) == amount
    assert sum(Fraction(part.exact) for part in answer.parts) == 1
    for part in answer.parts:
        assert Fraction(part.exact) > 0
        assert abs(Fraction(part.amount) - Fraction(part.exact) * Fraction(amount)) < Fraction(CENT)


@given(st.sampled_from(sorted(KEYS)), AMOUNTS, st.data())
def test_who_abstains_pays_nothing_and_the_rest_is_borne_in_proportion(
    key: str, amount: Decimal, data: st.DataObject
) -> None:
    on = KEYS[key]
    before = {part.state: Fraction(part.exact) for part in ask(key, on, amount=amount).parts}
    away = data.draw(st.sets(st.sampled_from(sorted(before)), min_size=1, max_size=4))
    answer = ask(key, on, amount=amount, abstain=sorted(away))
    after = {part.state: Fraction(part.exact) for part in answer.parts}
    assert sum(answer.amounts.values()) == amount
    assert all(answer.amounts[state] == 0 for state in away)
    assert len({after[s] / before[s] for s in before if s not in away}) == 1


@given(
    st.dictionaries(
        st.sampled_from(["AUT", "BEL", "CHE", "DEU", "FRA", "ITA"]),
        st.integers(1, 1000),
        min_size=1,
    ),
    AMOUNTS,
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_states_does_not_matter(
    figures: dict[str, int], amount: Decimal, random: object
) -> None:
    lines = [{"state": state, "share": figure} for state, figure in figures.items()]
    mix = {"proportional": True, "shares": lines}
    turned = {"proportional": True, "shares": lines[::-1]}
    assert ask(amount=amount, mix=mix).amounts == ask(amount=amount, mix=turned).amounts


def test_every_key_of_fixed_shares_sums_to_a_hundred() -> None:
    kinds = {id_: kind_of(key) for id_, key in every_key(WORLD.catalogue).items()}
    fixed = {id_: kind for id_, kind in kinds.items() if isinstance(kind, FixedKeyEntry)}
    assert {*fixed} >= {
        "nato/common-funding-2018",
        "nato/common-funding-2021",
        "nato/common-funding-2024",
    }
    for identifier, kind in fixed.items():
        assert sum(kind.percent.values()) == 100, identifier
        assert all(share > 0 for share in kind.percent.values()), identifier


@pytest.mark.parametrize("key", ["nato/common-funding-2021", "nato/common-funding-2024"])
def test_the_shares_of_nato_are_those_of_its_members(key: str) -> None:
    on = every_key(WORLD.catalogue)[key].during.start
    paying = set(ask(key, on, amount=100).amounts)
    joined = {"SWE"} if key.endswith("2024") else set()
    members = set(WORLD.catalogue.members_on(WORLD.catalogue.framework("nato"), on))
    assert paying == members | joined, "Sweden's share was agreed before it acceded on 2024-03-07"


def test_finland_and_sweden_dilute_the_table_of_2021_into_that_of_2024() -> None:
    diluted = ask(
        "nato/common-funding-2021",
        date(2023, 12, 31),
        amount=1_000_000,
        join={"FIN": "0.9057", "SWE": "1.9277"},
    )
    table = ask("nato/common-funding-2024", date(2024, 1, 1), amount=1_000_000)
    shares = {part.state: Decimal(part.share) for part in table.parts}
    off = {p.state: Decimal(p.share) - shares[p.state] for p in diluted.parts}
    assert {state for state, by in off.items() if by} <= {"ROU"}, "whose share is a balance"
    assert abs(off["ROU"]) <= Decimal("0.0001")


def test_what_is_not_confirmed_is_said() -> None:
    doubts = {p.state: p.doubt for p in ask("nato/common-funding-2024", DAY, amount=1).parts}
    assert doubts["ROU"] == "the balance"
    assert not doubts["DEU"]
    scale = {p.state: p.doubt for p in ask("un-peacekeeping/scale-2022", amount=1).parts}
    assert scale["CZE"] == "level not confirmed"
    assert not scale["IND"]


def test_a_key_asked_about_for_another_day_says_so() -> None:
    answer = ask("nato/common-funding-2021", date(2026, 1, 1), amount=1)
    assert answer.lead.startswith("nato/common-funding-2021 is the key of an earlier time")


def test_abstainers_of_the_peace_facility_owe_as_much_elsewhere() -> None:
    answer = ask("eu/epf", amount=500_000_000, abstain=["AUT", "IRL", "MLT"])
    before = {part.state: part.amount_before for part in answer.parts}
    assert answer.redirected == {state: before[state] for state in ("AUT", "IRL", "MLT")}
    assert "Art. 5" in answer.redirects
    titles = [section.title for section in answer.sections()]
    assert titles == ["Shares", "Owed to other measures"]


def test_denmark_pays_for_defence_from_july_2022_on() -> None:
    assert "DNK" not in ask("eu/epf", date(2022, 6, 30), amount=1).amounts
    assert "DNK" in ask("eu/epf", date(2022, 7, 1), amount=1).amounts
    assert "DNK" not in ask("eda/gni-key", date(2023, 3, 22), amount=1).amounts
    assert "DNK" in ask("eda/gni-key", date(2023, 3, 23), amount=1).amounts


def test_a_joiner_brings_a_figure_under_a_key_of_statistics() -> None:
    answer = ask("nato/equal", amount="31.00", join={"FIN": 1})
    assert answer.amounts["FIN"] == answer.amounts["USA"] == Decimal("1.00")


def test_tiers_follow_from_the_figures() -> None:
    members = WORLD.catalogue.members_on(WORLD.catalogue.framework("au"), date(2018, 1, 1))
    figures = dict.fromkeys(members, 1) | {"NGA": 100, "EGY": 60, "GHA": 5}
    answer = ask("au/scale-2016", date(2018, 1, 1), amount=1000, statistics=figures)
    assert answer.amounts["NGA"] == answer.amounts["EGY"] == Decimal("300.00")
    assert answer.amounts["GHA"] == Decimal("250.00")
    assert sum(answer.amounts.values()) == 1000


def test_incomes_put_states_into_levels() -> None:
    answer = ask(
        "un-peacekeeping/scale-2022",
        amount=100,
        inputs={"average": 11000},
        statistics={"DEU": 9000, "IND": 30000, "TUV": 30000, "CHN": 5000, "CZE": 21000},
    )
    levels = {part.state: (part.level, part.doubt) for part in answer.parts}
    assert [levels[s][0] for s in ("DEU", "IND", "TUV", "CHN", "CZE")] == ["I", "B", "J", "A", "D"]
    assert not levels["CZE"][1], "its level follows from what was given"
    assert sum(answer.amounts.values()) == 100


def test_two_keys_compare() -> None:
    answer = ask("nato/common-funding-2021", amount=3000, with_key="nato/equal")
    germany = next(part for part in answer.parts if part.state == "DEU")
    assert (germany.amount_before, germany.amount) == (Decimal("490.33"), Decimal("100.00"))


def test_the_tables_show_the_sum_and_the_reasons() -> None:
    rate, shares = ask("edf/rates", amount=100, inputs={"activity": "testing"}).sections()
    assert rate.rows[0].cells == ("testing is financed up to 80 %", "+80", "Art. 13(2)(b)")
    assert rate.rows[-1].cells == ("rate for testing", "80", "")
    assert shares.rows[-1].cells[2] == "100.00"
    [scale] = ask("un-peacekeeping/scale-2022", amount=100).sections()
    india = next(row.cells for row in scale.rows if row.cells[0] == "IND")
    assert india[2:5] == ("1.044", "I", "80")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "give either a key or a mix"),
        ({"key": "nato/common-fund"}, "no key is called 'nato/common-fund'"),
        ({"key": "nato/common-funding", "on": date(1950, 1, 1)}, "on record for 1950-01-01"),
        ({"key": "nato/equal", "amount": -1}, "must be at least 0"),
        ({"key": "nato/equal", "amount": "NaN"}, "is not a number"),
        ({"key": "nato/equal", "amount": "0.001"}, "not a multiple of"),
        ({"key": "nato/equal", "currency": "euros"}, "currency"),
        ({"key": "nato/equal", "abstain": ["Narnia"]}, "no state is called 'Narnia'"),
        ({"key": "nato/equal", "abstain": ["FRA"], "leave": ["FRA"]}, "FRA"),
        ({"key": "nato/equal", "inputs": {"activity": "research"}}, "has no input 'activity'"),
        ({"key": "nato/equal", "inputs": {"colour": "red"}}, "has no input 'colour'"),
        ({"key": "nato/equal", "statistics": {"FRA": 1}}, "does not share by statistics"),
        ({"key": "nato/equal", "costs": {"FRA": 1}}, "does not ask what each state spends"),
        ({"key": "eu/epf", "statistics": {"USA": 1}}, "USA does not share under eu/epf-key"),
        ({"key": "eu/epf", "statistics": {"FRA": -1}}, "must be at least 0, got -1"),
        ({"key": "au/scale-2016", "on": date(2018, 1, 1)}, "needs the gross domestic product"),
        (
            {"key": "un-peacekeeping/scale-2022", "statistics": {"DEU": 1}},
            "per-capita incomes as statistics together with their `average`",
        ),
        (
            {
                "key": "un-peacekeeping/scale-2022",
                "statistics": {"VAT": 1},
                "inputs": {"average": 1},
            },
            "does not share under un-peacekeeping/scale-2022",
        ),
        ({"key": "nato/own-costs"}, "needs the costs of each state"),
        ({"key": "equal"}, "equal needs the states among which it shares, as `states`"),
        ({"key": "equal", "inputs": {"members": ["FRA"]}}, "equal has no input 'members'"),
        (
            {"key": "edf/rates", "inputs": {"activity": "study"}},
            "'study' is not an activity; the activities are certification, design",
        ),
        (
            {"key": "edf/rates", "inputs": {"activity": "design", "smes": 20}},
            "edf/co-funding has no input 'smes'",
        ),
        (
            {"key": "edf/rates", "inputs": {"activity": "design", "pesco": 20}},
            "pesco: 20 is neither true nor false",
        ),
        ({"key": "edf/rates"}, "needs an activity"),
        ({"key": "edf/rates", "inputs": {"activity": "design", "sme": "many"}}, "sme"),
        (
            {"key": "edf/rates", "inputs": {"activity": "design"}, "leave": ["FRA"]},
            "neither abstain, leave nor join",
        ),
        ({"mix": {}}, "either keys with weights or shares of states"),
        ({"mix": {"parts": [{"key": "nato/equal", "weight": 60}]}}, "sum to 60 per cent"),
        (
            {"mix": {"shares": [{"state": "FRA", "share": 50}, {"state": "France", "share": 50}]}},
            "FRA is listed twice",
        ),
        ({"mix": {"parts": [{"key": "edf/rates", "weight": 100}]}}, "needs an activity"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(fields: dict[str, object], told: str) -> None:
    given = dict(fields)
    key, on = str(given.pop("key", "")), given.pop("on", DAY)
    assert isinstance(on, date)
    message = refusal(key, on, **given)
    assert told in message
    assert "\n" not in message


def test_a_world_can_be_asked_by_attribute(world: World) -> None:
    answer = world.apportion(on=DAY, key="nato/equal", amount=30)
    assert answer.amounts["FRA"] == 1
