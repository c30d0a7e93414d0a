"""Which facts of an event the conditions ask for as true or false, and not as a list or a day."""

from collections.abc import Iterable

from foedus.catalogue.clause import Clause
from foedus.language.leaves.acts import DETERMINED, NAMING
from foedus.language.tree import leaf_of, leaf_tests
from foedus.language.who import ABROAD
from foedus.model.conditions import Condition
from foedus.model.events import EFFECTS


def truths_of(clauses: Iterable[Clause], shared: Iterable[Condition]) -> frozenset[str]:
    """The facts that a provision, or a reading that they share, asks for as true or false."""
    truths, others = {ABROAD, EFFECTS}, {*NAMING, DETERMINED}
    triggers = [clause.provision.trigger for clause in clauses]
    for condition in (*(t for t in triggers if t is not None), *shared):
        for leaf in map(leaf_of, leaf_tests(condition)):
            asked = frozenset(leaf.truths())
            truths |= asked
            others |= {r.id for r in leaf.references() if r.to == "fact"} - asked
    return frozenset(truths - others)
