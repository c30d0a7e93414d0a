"""The two interpreters of the rule language, explain and batch, agree on everything.

    python proofs/agreement.py [--seed N]

Every event is judged once by the interpreter that gives reasons and once in a table. What is made
up: conditions of each leaf and of any shape, frameworks whose parties come and go, and events; then
events among the parties of the provisions that are shipped.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hypothesis import note
from hypothesis import strategies as st

import foedus
from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.batch import judge_batch
from foedus.language.leaves import LEAVES
from foedus.model.frameworks import Framework
from proofs.exploring import WHOLE, Part, explore
from tests.language import made_up
from tests.language.made_up import Happening

MOST: Final = 30
"""Events of an example."""
A_LEAF, TREES, BONDS, SHIPPED = 50, 250, 250, 80
"""Examples of the whole proof."""


def on_a_leaf(name: str, part: Part) -> int:
    """They agree on conditions of one leaf; how many examples were tried."""
    leaf = made_up.leaves()[name].map(lambda argument: {name: argument})

    def holds(data: st.DataObject) -> None:
        _agree_on(data.draw(made_up.triggers(leaf)), data, made_up.VICTIMS)

    return explore(holds, A_LEAF, part)


def on_trees(part: Part) -> int:
    """They agree on conditions of any shape."""

    def holds(data: st.DataObject) -> None:
        framework = data.draw(made_up.triggers(made_up.trees(rules=("common",))))
        _agree_on(framework, data, made_up.VICTIMS)

    return explore(holds, TREES, part)


def on_bonds(part: Part) -> int:
    """They agree on who is bound to whom."""

    def holds(data: st.DataObject) -> None:
        framework = data.draw(made_up.relations())
        parties = sorted({p.state for i in framework.instruments for p in i.parties})
        among = [*parties, *made_up.CAST[:2]]
        _agree_on(framework, data, among, among)

    return explore(holds, BONDS, part)


def on_the_shipped(catalogue: Catalogue, part: Part) -> int:
    """They agree on the shipped provisions, on their turning points and any day of their life."""
    clauses = [c for c in catalogue.clauses() if c.provision.trigger is not None]
    some = st.lists(st.integers(0, len(clauses) - 1), min_size=1, max_size=6)

    def holds(data: st.DataObject) -> None:
        rows: list[Happening] = []
        for index in data.draw(some):
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
        _agree(catalogue, rows)

    return explore(holds, SHIPPED, part)


def _agree_on(
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
    _agree(made_up.base().with_frameworks([framework], "made up"), rows, only="made-up")


def _agree(catalogue: Catalogue, rows: Sequence[Happening], only: str = "") -> None:
    """Fails, with the events and the reasons, where the interpreters differ."""
    judged = judge_batch(catalogue, made_up.table(rows))
    different = list(made_up.disagreements(made_up.explained(catalogue, rows, only), judged, rows))
    note("\n".join(different))
    assert not different


def main() -> None:
    """Run the whole, and say what was proved."""
    parser = argparse.ArgumentParser(description="The two interpreters agree.")
    parser.add_argument("--seed", type=int, default=WHOLE.seed)
    part = Part(parser.parse_args().seed, 1)
    catalogue = foedus.load().catalogue
    proofs: dict[str, Callable[[], int]] = {
        f"conditions of the leaf {name}": lambda name=name: on_a_leaf(name, part)  # type: ignore[misc]
        for name in sorted(LEAVES)
    }
    proofs["conditions of any shape"] = lambda: on_trees(part)
    proofs["who is bound to whom"] = lambda: on_bonds(part)
    proofs["the provisions that are shipped"] = lambda: on_the_shipped(catalogue, part)
    tried = 0
    for what, proof in proofs.items():
        examples = proof()
        print(f"{examples:5} examples, {what}: explain and batch agree", flush=True)
        tried += examples
    print(f"proved on {tried} examples, each of many events, with seed {part.seed}")


if __name__ == "__main__":
    main()
