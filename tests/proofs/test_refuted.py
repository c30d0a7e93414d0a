"""How sentences are found in the text of a PDF, and drawn."""

from proofs.refuted import DRAWN, Said, drawn, sentences

TEXT = """How it fares: Quad, on 2026-01-01

What was found
– Do the members vote alike? Agreement: 0.9647 in quad (6 of 6 pairs of
members). Identical: 0.4202 in quad.
– Short one.

foedus, catalogue 3b52f1c99b8d, question assess, 2026-01-01
1 of 2
Not known
burden (at the pledge) (quad): it has no pledge. ladder (outside) (quad): a list is not complete.
"""


def test_sentences_are_those_that_can_be_wrong() -> None:
    assert list(sentences(TEXT)) == [
        "Agreement: 0.9647 in quad (6 of 6 pairs of members).",
        "burden (at the pledge) (quad): it has no pledge.",
        "ladder (outside) (quad): a list is not complete.",
    ]


def test_a_sentence_of_several_reports_is_drawn_once_and_a_seed_draws_the_same() -> None:
    said = [Said(of, f"Sentence number {n} is told.") for of in ("a", "b") for n in range(40)]
    found = drawn(said, 1)
    assert len({one.words for one in found}) == DRAWN
    assert found == drawn(said, 1)
    assert found != drawn(said, 2)
