"""The explaining interpreter: a verdict for every part, and the reason for it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.judge import Judge
from foedus.language.explain import explain
from foedus.language.tree import parse
from foedus.model.verdicts import Verdict, all_of, any_of, negate
from tests.language import made_up
from tests.language.made_up import Data, Happening

YES, NO, OPEN = {"kind": ["threat"]}, {"kind": ["coup"]}, {"within": ["europe"]}
SEEN = Happening(date(1990, 8, 2), "threat", "KWT")


def reading(name: str, when: Any) -> Data:
    return {"reading": name, "source": f"source of {name}", "when": when}


def judged(catalogue: Catalogue, data: Data, seen: Happening = SEEN) -> Verdict:
    situation = seen.situation(catalogue, Judge(catalogue))
    return explain(parse(data, {}), situation, lambda state: state == "KWT").verdict


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        ({"all": [YES, YES]}, True),
        ({"all": [YES, OPEN]}, None),
        ({"all": [NO, OPEN]}, False),
        ({"any": [NO, OPEN]}, None),
        ({"any": [YES, OPEN]}, True),
        ({"not": OPEN}, None),
        ({"not": NO}, True),
        ({"contested": [reading("wide", YES), reading("narrow", YES)]}, True),
        ({"contested": [reading("wide", YES), reading("narrow", NO)]}, None),
        ({"contested": [reading("wide", NO), reading("narrow", NO)]}, False),
        ({"contested": [reading("wide", YES), reading("narrow", OPEN)]}, None),
    ],
)
def test_a_verdict_follows_from_those_of_the_parts(
    catalogue: Catalogue, data: Data, verdict: Verdict
) -> None:
    assert judged(catalogue, data) is verdict


def test_a_contested_clause_tells_both_readings_with_their_sources(catalogue: Catalogue) -> None:
    condition = parse({"contested": [reading("wide", YES), reading("narrow", NO)]}, {})
    because = explain(condition, SEEN.situation(catalogue, Judge(catalogue)), lambda _: None)
    assert because.open_questions() == (
        "which reading holds: wide: met (source of wide); narrow: not met (source of narrow)",
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (YES, "the event is threat, which is excluded"),
        (NO, "the event is threat, not coup, which is required"),
        ({"all": [YES, YES]}, "an exception applies"),
        ({"all": [YES, NO]}, "no exception applies"),
    ],
)
def test_what_is_not_to_be_tells_whether_it_is(catalogue: Catalogue, data: Data, told: str) -> None:
    situation = SEEN.situation(catalogue, Judge(catalogue))
    assert explain(parse({"not": data}, {}), situation, lambda _: None).text == told


@given(st.data(), st.lists(made_up.trees(), min_size=1, max_size=3))
def test_a_tree_is_what_kleene_says_of_its_parts(data: st.DataObject, parts: list[Data]) -> None:
    catalogue = made_up.base().with_frameworks([data.draw(made_up.relations())], "made up")
    seen = data.draw(made_up.happenings(made_up.days()))
    verdicts = [judged(catalogue, part, seen) for part in parts]
    assert judged(catalogue, {"all": parts}, seen) is all_of(verdicts)
    assert judged(catalogue, {"any": parts}, seen) is any_of(verdicts)
    assert judged(catalogue, {"not": parts[0]}, seen) is negate(verdicts[0])


@given(made_up.trees(but=("triggered", "member", "stated")), made_up.happenings(made_up.days()))
def test_learning_who_and_where_never_overturns_a_verdict(tree: Data, seen: Happening) -> None:
    """Monotone in information; `stated` asks whether something is known, so it is left out."""
    catalogue = made_up.base()
    less = Happening(seen.on, seen.kind, seen.victim, object=seen.object, domain=seen.domain)
    before = judged(catalogue, tree, less)
    assert before is None or judged(catalogue, tree, seen) is before
