"""The measure of dissent: shares by hand, and a forecast that is published only where it beats."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from foedus.catalogue.catalogue import Catalogue
from tests.data.estimates.test_dissent import MEMBERS, calls, made
from tests.measures.made import code_of, measured

ON = date(1969, 6, 1)
WHO = ("USA", "GBR", "FRA", "ITA", "BEL", "DEU")


def dissent(catalogue: Catalogue, chances: list[float], on: date = ON) -> dict[str, Any]:
    """The made-up roll calls of 24 sessions, as those of members of NATO to 1969."""
    codes = dict(zip(range(1, MEMBERS + 1), (code_of(catalogue, s, ON) for s in WHO), strict=True))
    votes = made(3, chances).with_columns(pl.col("ccode").replace_strict(codes))
    tables = {"unga-votes/votes": votes, "unga-votes/roll_calls": calls(votes)}
    return measured("dissent", catalogue, "nato", on, **tables)


def test_a_forecast_that_beats_is_published_by_member(catalogue: Catalogue) -> None:
    found = dissent(catalogue, [0.4, 0.02, 0.02, 0.02, 0.02, 0.02])
    assert found["dissent"].each[0].of == "USA"
    assert found["dissent"].value == pytest.approx(0.083, abs=0.03)
    assert found["gain"].low > 0
    chance = found["chance"]
    assert chance.of == "6 members; session 25"
    assert chance.each[0].of == "USA"
    assert len(found["calibration"].each) == 10


def test_one_that_does_not_beat_says_so_and_is_not_published(catalogue: Catalogue) -> None:
    found = dissent(catalogue, [0.1] * MEMBERS)
    assert found["gain"].low < 0
    told = found["chance"]
    assert told.value is None
    assert told.why.startswith("the forecast does not beat the baseline beyond doubt (")
    assert told.why.endswith(", and is not published")


def test_past_the_roll_calls_nothing_is_forecast(catalogue: Catalogue) -> None:
    found = dissent(catalogue, [0.4] + [0.02] * 5, on=date(1975, 6, 1))
    assert {value.why for value in found.values()} == {
        "the source has no roll call of that session"
    }


def test_a_state_is_followed_by_every_code_that_it_had(catalogue: Catalogue) -> None:
    """West Germany's votes of 1969 are Germany's in 1995."""
    votes = made(3, [0.02] * 5 + [0.4], sessions=50)
    codes = dict(zip(range(1, MEMBERS + 1), (code_of(catalogue, s, ON) for s in WHO), strict=True))
    by_code = votes.with_columns(pl.col("ccode").replace_strict(codes))
    after = (pl.col("session") > 45) & (pl.col("ccode") == 260)
    by_code = by_code.with_columns(ccode=pl.when(after).then(255).otherwise("ccode"))
    tables = {"unga-votes/votes": by_code, "unga-votes/roll_calls": calls(by_code)}
    found = measured("dissent", catalogue, "nato", date(1995, 6, 1), **tables)
    assert found["chance"].each[0].of == "DEU"
    assert found["chance"].each[0].value == pytest.approx(0.4, abs=0.06)
