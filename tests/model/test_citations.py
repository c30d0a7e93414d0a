"""How a citation reads."""

from datetime import date

import pytest

from foedus.model.citations import Citation


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        (Citation("34 UNTS 243"), "34 UNTS 243"),
        (Citation("North Atlantic Treaty", "Art. 5"), "North Atlantic Treaty, Art. 5"),
        (
            Citation("North Atlantic Treaty", "Art. 5", date(1949, 4, 4), "34 UNTS 243"),
            "North Atlantic Treaty, Art. 5 (1949-04-04; 34 UNTS 243)",
        ),
        (Citation("A memoir", confidence="low"), "A memoir (confidence low)"),
    ],
)
def test_a_citation_in_words(citation: Citation, text: str) -> None:
    assert str(citation) == text
