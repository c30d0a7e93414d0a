"""Grants of the European Defence Fund: who may have one, at what rate, and how much."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.keys import every_key
from foedus.errors import QuestionError
from foedus.questions.costs.grant.answer import GrantAnswer
from foedus.reckoning.sharing.kinds import key_of, kind_of
from foedus.reckoning.sharing.kinds.co_funding import CoFundingKeyEntry, EligibilityEntry

WORLD = foedus.load()
DAY = date(2024, 6, 1)
THREE = (("Alpha", "FRA"), ("Beta", "DEU"), ("Gamma", "EST"))


def entities(**sizes: str) -> list[dict[str, Any]]:
    shares = (50, 30, 20)
    return [
        {"name": name, "country": country, "share": share, "size": sizes.get(name, "other")}
        for (name, country), share in zip(THREE, shares, strict=True)
    ]


def ask(found: list[dict[str, Any]], on: date = DAY, **fields: Any) -> GrantAnswer:
    given = {"activity": "prototype", "cost": 10_000_000, **fields}
    answer = WORLD.ask("grant", on=on, consortium={"entities": found}, **given)
    assert isinstance(answer, GrantAnswer)
    return answer


def test_a_small_firm_is_abroad_where_no_larger_recipient_is() -> None:
    abroad = ask(entities(Gamma="sme"))
    assert abroad.rate == 20 + 35, "2 x 20 points, cut to 35"
    at_home = entities(Gamma="sme")
    at_home[2]["country"] = "FRA"
    at_home.append({"name": "Delta", "country": "EST", "share": 0})
    assert ask(at_home).rate == 20 + 5


def test_a_mid_cap_needs_a_share_of_the_costs() -> None:
    assert ask(entities(Beta="mid-cap")).rate == 30
    small = entities(Gamma="mid-cap")
    small[2]["share"], small[0]["share"] = Decimal("14.99"), Decimal("55.01")
    assert ask(small).rate == 20


@given(st.decimals(Decimal("0.01"), 10**9, places=2), st.booleans())
def test_the_parts_sum_to_the_grant_and_the_grant_never_passes_the_rate(
    cost: Decimal, pesco: bool
) -> None:
    answer = ask(entities(Gamma="sme"), cost=cost, pesco=pesco)
    assert sum(share.grant for share in answer.shares) == answer.grant
    assert sum(share.cost for share in answer.shares) == cost
    assert 0 <= cost * answer.rate / 100 - answer.grant < Decimal("0.01")


def test_control_from_outside_needs_guarantees() -> None:
    found = entities()
    found[2]["controlled_from"] = "USA"
    assert ask(found).eligible is None
    assert "Undetermined" in ask(found).lead
    found[2]["guarantees"] = True
    assert ask(found).eligible is True
    found[2]["guarantees"] = False
    refused = ask(found)
    assert refused.eligible is False
    assert refused.grant == 0
    assert "Gamma is controlled from the United States, without guarantees" in refused.lead


def test_norway_is_associated_and_control_from_there_is_no_matter() -> None:
    found = entities()
    found[0]["country"] = "Norway"
    found[1]["controlled_from"] = "NOR"
    assert ask(found).eligible is True


def test_every_condition_names_its_article() -> None:
    answer = ask(entities())
    eligibility, rate, sums = answer.sections()
    articles = [row.cells[2] for row in eligibility.rows]
    assert articles == ["Art. 9(1) to (3)"] * 3 + ["Art. 10(4)"] * 2
    assert rate.rows[-1].cells == ("rate for prototype", "20", "")
    assert sums.rows[-1].cells[5] == "2,000,000.00"


@pytest.mark.parametrize(
    ("change", "fields", "told"),
    [
        ({"share": 10}, {}, "the parts of the costs sum to 90, not to 100"),
        ({"name": "Beta"}, {}, "Beta is listed twice"),
        ({"country": "Narnia"}, {}, "no state is called 'Narnia'"),
        ({}, {"activity": "parade"}, "not an activity"),
        ({}, {"call": "edf-1914"}, "no call"),
        ({}, {"cost": 0}, "must be more than 0"),
        ({}, {"cost": "0.001"}, "not a multiple of"),
        ({}, {"on": date(2019, 1, 1)}, "did not run on 2019-01-01: its first day is 2021-01-01"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    change: dict[str, Any], fields: dict[str, Any], told: str
) -> None:
    found = entities()
    found[2].update(change)
    with pytest.raises(QuestionError, match=told):
        ask(found, **fields)


def amended(changes: dict[str, Any] | None) -> World:
    """The world with other rules of eligibility for the Fund; without any, for None."""
    catalogue = WORLD.catalogue
    entry = kind_of(every_key(catalogue)["edf/co-funding"])
    assert isinstance(entry, CoFundingKeyEntry)
    assert entry.eligibility is not None
    old = entry.eligibility.model_dump(by_alias=True)
    new = None if changes is None else EligibilityEntry.model_validate({**old, **changes})
    fund = catalogue.frameworks["edf"]
    key = key_of("edf", entry.model_copy(update={"eligibility": new}))
    frameworks = {**catalogue.frameworks, "edf": msgspec.structs.replace(fund, keys=(key,))}
    definitions = msgspec.structs.replace(catalogue.definitions, frameworks=frameworks)
    return World(Catalogue(definitions, "amended"), WORLD.store)


def test_who_may_be_funded_is_read_from_the_definition() -> None:
    four = {"entities": 4, "countries": 2, "independent": 3, "article": "Art. 10(4) as amended"}
    world = amended({"cite": "A later regulation", "confidence": "high", "numbers": [four]})
    answer = world.ask(
        "grant",
        on=DAY,
        consortium={"entities": entities()},
        activity="prototype",
        cost=1,
        disruptive=True,
    )
    assert isinstance(answer, GrantAnswer)
    assert answer.eligible is False
    enough = answer.tree.parts[3]
    assert enough.text == (
        "3 entities in 3 countries (DEU, EST, FRA), at least four in two are needed"
    )
    assert str(enough.cite) == "A later regulation, Art. 10(4) as amended"


def test_where_recipients_may_be_is_read_from_the_definition() -> None:
    world = amended({"inside": [{"framework": "weimar-triangle", "role": "member"}]})
    answer = world.ask(
        "grant", on=DAY, consortium={"entities": entities()}, activity="prototype", cost=1
    )
    assert isinstance(answer, GrantAnswer)
    assert [part.verdict for part in answer.tree.parts[:3]] == [True, True, False]


def test_a_fund_without_rules_of_eligibility_is_refused_in_one_sentence() -> None:
    with pytest.raises(QuestionError, match="no rules of eligibility for edf/co-funding"):
        amended(None).ask(
            "grant", on=DAY, consortium={"entities": entities()}, activity="prototype", cost=1
        )
