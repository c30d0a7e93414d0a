"""The French words of treaties: each has its place, and the page is made from the one source."""

import sys
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import make_glossary

GLOSSARY = make_glossary.read()


def test_the_page_is_made_from_the_glossary() -> None:
    kept = make_glossary.PAGE.read_text(encoding="utf-8")
    assert make_glossary.made(GLOSSARY) == kept, "run `python scripts/make_glossary.py`"


def test_every_term_has_both_languages_and_its_place_in_a_known_instrument() -> None:
    assert len(GLOSSARY.terms) >= 60
    for term in GLOSSARY.terms:
        assert all(word and word == word.strip() for word in (term.en, term.fr)), term
        assert term.at.startswith(("Art. ", "Preamble", "Title of ")), term
    assert {term.of for term in GLOSSARY.terms} == GLOSSARY.instruments.keys()
    compared = {term.compared for term in GLOSSARY.terms if term.compared}
    assert compared == GLOSSARY.copies.keys()


def test_one_instrument_says_one_thing_in_one_way() -> None:
    twice = Counter((term.of, term.en) for term in GLOSSARY.terms)
    assert max(twice.values()) == 1


def test_one_english_term_may_have_two_in_french() -> None:
    attacks = {term.of: term.fr for term in GLOSSARY.terms if term.en == "armed attack"}
    assert attacks == {"nat": "attaque armée", "charter": "agression armée"}


def test_a_key_that_nobody_reads_is_refused() -> None:
    term = GLOSSARY.terms[0].model_dump()
    with pytest.raises(ValidationError, match="seen"):
        make_glossary.Term.model_validate({**term, "seen": True})
