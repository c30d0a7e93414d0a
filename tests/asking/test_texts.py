"""Inputs as texts, as the command line and addresses give them."""

from datetime import date

import pytest

from foedus.asking.texts import pairs
from foedus.errors import QuestionError


def test_names_take_values_that_are_true_days_lists_or_words() -> None:
    given = pairs(["consent=true", "states=AFG,IRQ", "word=so"])
    assert given == {"consent": True, "states": ["AFG", "IRQ"], "word": "so"}


def test_a_name_that_is_given_twice_is_refused() -> None:
    with pytest.raises(QuestionError, match="'BLR' is given twice; give it once"):
        pairs(["BLR=1", "BLR=2"])


def test_a_text_without_a_value_is_refused() -> None:
    with pytest.raises(QuestionError, match="'BLR' is not of the form NAME=VALUE"):
        pairs(["BLR"])


def test_yes_and_no_are_true_and_false_in_a_mapping_and_norway_stays() -> None:
    texts = ("a=yes", "b=No", "c=TRUE", "d=false", "e=NO", "f=nein", "g=2020-01-01", "h=A, B")
    assert pairs(texts) == {
        "a": True,
        "b": False,
        "c": True,
        "d": False,
        "e": "NO",
        "f": "nein",
        "g": date(2020, 1, 1),
        "h": ["A", "B"],
    }
