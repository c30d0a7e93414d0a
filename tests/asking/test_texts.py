"""Inputs as texts, as the command line and addresses give them."""

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
