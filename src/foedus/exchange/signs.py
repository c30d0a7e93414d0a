"""Signs that XML can hold."""

import re
from typing import Final

_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def fit(text: str) -> str:
    """The text, with a space for each sign that XML cannot hold."""
    return _UNFIT.sub(" ", text)
