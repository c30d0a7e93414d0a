"""The two interpreters of the rule language, explain and batch, agree on everything."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.batch import judge_batch
from foedus.language.leaves import LEAVES
from foedus.model.frameworks import Framework
from tests.language import made_up
from tests.language.made_up import Happening

MOST = 30


def agree(catalogue: Catalogue, rows: Sequence[Happening], only: str = "") -> None:
    """Fails, with the events and the reasons, where the interpreters differ."""
    judged = judge_batch(catalogue, made_up.table(rows))
    different = list(made_up.disagreements(made_up.explained(catalogue, rows, only), judged, rows))
    note("\n".join(different))
    assert not different


def agree_on(
    framework: Framework,
    data: st.DataObject,
    victims: Sequence[str],
    attackers: Sequence[str] = made_up.CAST,
) -> None:
    near = [span for i in framework.instruments for span in made_up.spans_of(i)]
    turns = st.sampled_from(made_up.turning_points(near))
    events = made_up.happenings(
        turns | made_up.days(),
        victims=victims,
        attackers=attackers,
        facts=made_up.facts_of(p for i in framework.instruments for p in i.provisions),
        listed_as_truth=data.draw(st.booleans()),
    )
    rows = data.draw(st.lists(events, min_size=MOST // 2, max_size=MOST))
    agree(made_up.base().with_frameworks([framework], "made up"), rows, only="made-up")


def test_the_strategies_know_every_leaf() -> None:
    assert set(made_up.leaves()) == set(LEAVES)


@pytest.mark.parametrize("name", sorted(LEAVES))
@settings(max_examples=settings().max_examples // 6)
@given(data=st.data())
def test_they_agree_on_every_leaf(name: str, data: st.DataObject) -> None:
    leaf = made_up.leaves()[name].map(lambda argument: {name: argument})
    framework = data.draw(made_up.triggers(leaf))
    agree_on(framework, data, made_up.VICTIMS)


@given(data=st.data())
def test_they_agree_on_trees_of_conditions(data: st.DataObject) -> None:
    framework = data.draw(made_up.triggers(made_up.trees(rules=("common",))))
    agree_on(framework, data, made_up.VICTIMS)


@given(data=st.data(), framework=made_up.relations())
def test_they_agree_on_who_is_bound_to_whom(data: st.DataObject, framework: Framework) -> None:
    parties = sorted({p.state for i in framework.instruments for p in i.parties})
    among = [*parties, *made_up.CAST[:2]]
    agree_on(framework, data, among, among)


@settings(max_examples=settings().max_examples // 3)
@given(data=st.data())
def test_they_agree_on_the_shipped_provisions(data: st.DataObject, catalogue: Catalogue) -> None:
    """Events among the parties of an instrument, on its turning points and any day of its life."""
    clauses = [c for c in catalogue.clauses() if c.provision.trigger is not None]
    rows: list[Happening] = []
    for index in data.draw(st.lists(st.integers(0, len(clauses) - 1), min_size=1, max_size=6)):
        clause = clauses[index]
        instrument = clause.instrument
        states = sorted({p.state for p in catalogue.parties(clause.framework, instrument)})
        life = instrument.during.clip(made_up.AGES)
        turns = made_up.turning_points(made_up.spans_of(instrument))
        within = st.dates(life.start, life.end - timedelta(days=1))
        events = made_up.happenings(
            within | st.sampled_from([life.start, *turns]),
            victims=states,
            attackers=states,
            facts=made_up.facts_of([clause.provision]),
        )
        rows += data.draw(st.lists(events, min_size=10, max_size=MOST))
    agree(catalogue, rows)
