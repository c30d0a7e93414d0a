"""Which field a heading of another's table means, and in what unit its numbers are."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import Final, NamedTuple

from foedus.documents.columns.vocabulary import SCALES, WORDS
from foedus.documents.shapes import SheetPlan

LEAST: Final = 0.6
"""Below it a heading is like no field."""
_LONGEST: Final = 80
_BRACKETS: Final = re.compile(r"[(\[{][^)\]}]*[)\]}]|\bin\s+\S+(?:\s+\S+)?$")
_WORD: Final = re.compile(r"[^\W_]+€?", re.UNICODE)


class Match(NamedTuple):
    """A field that a heading is like, and how much; 1 is its own name."""

    field: str
    likeness: float


def plain_words(text: str) -> list[str]:
    """The words of a heading, without case and accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))


def matches(heading: str, into: SheetPlan) -> list[Match]:
    """The fields that a heading is like, the likest first."""
    if len(heading) > _LONGEST:
        return []
    words = plain_words(_BRACKETS.sub(" ", heading)) or plain_words(heading)
    found = [
        Match(name, likeness)
        for name, field in into.fields.items()
        if (likeness := _likeness(words, name, field.alias or name)) >= LEAST
    ]
    return sorted(found, key=lambda match: -match.likeness)


def _likeness(words: list[str], *names: str) -> float:
    text = " ".join(words)
    own = {" ".join(plain_words(name.replace("_", " "))) for name in names}
    if text in own:
        return 1.0
    known = _known(names[0])
    if text in known:
        return 0.95
    if words and words[0] in known | own:
        return 0.85 - 0.02 * min(len(words), 5)
    if any(word in known | own for word in words):
        return 0.7 - 0.02 * min(len(words), 5)
    return (
        0.9
        * max(
            (SequenceMatcher(None, text, name).ratio() if len(name) > 3 else 0.0 for name in own),
            default=0.0,
        )
        - 0.1
    )


@cache
def _known(field: str) -> frozenset[str]:
    return frozenset(" ".join(plain_words(word)) for word in WORDS.get(field, "").split())


def scale_of(heading: str) -> int | None:
    """The factor that a heading says its numbers are in, such as 1000 for thousand."""
    words = plain_words(heading.replace("'", " "))
    for factor, those in SCALES.items():
        known = {word for text in those.split() for word in plain_words(text)}
        if known & set(words):
            return factor
    return None


def assigned(
    headings: Iterable[tuple[int, str]], into: SheetPlan
) -> tuple[dict[int, Match], dict[str, list[int]]]:
    """The field of each heading, one to one; and those that several are equally like."""
    ranked = sorted(
        ((match, at) for at, heading in headings for match in matches(heading, into)),
        key=lambda pair: (-pair[0].likeness, pair[1]),
    )
    found: dict[int, Match] = {}
    tied: dict[str, list[int]] = {}
    taken: dict[str, float] = {}
    for match, at in ranked:
        if at in found or any(at in places for places in tied.values()):
            continue
        if match.field in taken:
            if taken[match.field] == match.likeness < 1:
                first = next((p for p, m in found.items() if m.field == match.field), None)
                if first is not None:
                    del found[first]
                    tied[match.field] = [first]
                tied.setdefault(match.field, []).append(at)
            continue
        found[at] = match
        taken[match.field] = match.likeness
    return found, tied
