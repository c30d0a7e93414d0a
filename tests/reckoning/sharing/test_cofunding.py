"""Rates of the European Defence Fund, each from the text of Regulation (EU) 2021/697, Art. 13."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus
from foedus.catalogue.keys import find_key
from foedus.reckoning.sharing.kinds import kind_of
from foedus.reckoning.sharing.kinds.co_funding import CoFundingError, CoFundingKeyEntry, reckon

FOUND = kind_of(find_key(foedus.load().catalogue, "edf/co-funding", date(2024, 1, 1)))
assert isinstance(FOUND, CoFundingKeyEntry)
RULE: CoFundingKeyEntry = FOUND
PART = st.decimals(0, 100, places=2)


def rate(activity: str, call: str = "", **parts: str) -> Decimal:
    allotted = {name.replace("_", "-"): Decimal(part) for name, part in parts.items()}
    return reckon(RULE, activity, allotted, call).percent


@pytest.mark.parametrize(
    ("activity", "parts", "percent"),
    [
        ("research", {}, 100),
        ("prototype", {}, 20),
        ("prototype", {"pesco": "100"}, 30),
        ("prototype", {"mid_cap": "15"}, 30),
        ("prototype", {"mid_cap": "14.99"}, 20),
        ("prototype", {"sme": "9.99"}, 20),
        ("prototype", {"sme": "10"}, 25),
        ("prototype", {"sme": "60"}, 25),
        ("prototype", {"sme_cross_border": "10"}, 40),
        ("prototype", {"sme": "3", "sme_cross_border": "7"}, 37),
        ("prototype", {"pesco": "100", "mid_cap": "20", "sme_cross_border": "30"}, 55),
        ("testing", {}, 80),
        ("certification", {"pesco": "100"}, 90),
        ("qualification", {"pesco": "100", "mid_cap": "15", "sme": "10"}, 100),
    ],
)
def test_the_rate_follows_from_activity_and_bonuses(
    activity: str, parts: dict[str, str], percent: int
) -> None:
    assert rate(activity, **parts) == percent


@pytest.mark.parametrize(
    ("activity", "percent"),
    [
        ("studies", 90),
        ("design", 65),
        ("prototype", 20),
        ("testing", 45),
        ("qualification", 70),
        ("certification", 70),
    ],
)
def test_a_call_may_start_lower(activity: str, percent: int) -> None:
    assert rate(activity, "edf-2025") == percent
    assert rate(activity, "EDF-2025", pesco="100") == min(percent + 10, 100)


@given(st.sampled_from(sorted(RULE.rates)), st.tuples(PART, PART, PART), st.booleans())
def test_bonuses_never_pass_their_cap_nor_the_costs(
    activity: str, parts: tuple[Decimal, Decimal, Decimal], pesco: bool
) -> None:
    names = ("sme", "sme-cross-border", "mid-cap")
    allotted = {**dict(zip(names, parts, strict=True)), "pesco": Decimal(100 if pesco else 0)}
    found = reckon(RULE, activity, allotted)
    base = RULE.rates[activity].percent
    assert base <= found.percent <= min(base + 35, Decimal(100))
    assert sum(line.points for line in found.lines) == found.percent
    assert all(line.article for line in found.lines)


def test_nonsense_is_refused_in_one_sentence() -> None:
    with pytest.raises(CoFundingError, match="'parade' is not an activity"):
        rate("parade")
    with pytest.raises(CoFundingError, match="there is no call 'edf-1914'"):
        rate("design", "edf-1914")
    with pytest.raises(CoFundingError, match="does not fund research"):
        rate("research", "edf-2025")
    with pytest.raises(CoFundingError, match="in per cent, got 101"):
        rate("design", sme="101")
    with pytest.raises(CoFundingError, match="'luck' is not one of"):
        rate("design", luck="1")
