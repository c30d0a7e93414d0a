"""Which facts of an event the conditions ask for as true or false, and not as a list or a day."""

from collections.abc import Iterable

from foedus.catalogue.clause import Clause
from foedus.language.leaves.acts import CONSENT, DETERMINED, REQUEST
from foedus.language.tree import leaf_of, leaf_tests
from foedus.language.who import ABROAD


def truths_of(clauses: Iterable[Clause]) -> frozenset[str]:
    """The facts that any of the provisions asks for as true or false."""
    truths, others = {ABROAD}, {CONSENT, REQUEST, DETERMINED}
    for clause in clauses:
        trigger = clause.provision.trigger
        for leaf in map(leaf_of, leaf_tests(trigger) if trigger else ()):
            asked = frozenset(leaf.truths())
            truths |= asked
            others |= {r.id for r in leaf.references() if r.to == "fact"} - asked
    return frozenset(truths - others)
