"""Which other frameworks have the same members, and owe the same help."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.judging.bonds import HELP, bonds
from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.measures.pairs import share_of_pairs
from foedus.model.citations import Citation
from foedus.model.lists import MEMBERS

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

SHOWN = 12


class Overlap(Measure):
    """Overlap with other frameworks: members shared, and help owed twice."""

    name = "overlap"
    title = "Overlap"
    asks = "Does it do what another framework does already?"
    order = 65
    figures = (
        Figure(
            "nearest",
            "likeness of its members to those of the framework most like it",
            "max over other frameworks of members of both / members of either (Jaccard)",
        ),
        Figure(
            "help owed twice",
            "share of pairs of members of which one owes the other help elsewhere too",
            "pairs with a duty of help of another framework / pairs",
        ),
    )
    papers = (
        Citation(
            "Jaccard, The Distribution of the Flora in the Alpine Zone, New Phytologist 11(2)",
            "37-50",
            confidence="medium",
        ),
        Citation("foedus, definitions of frameworks"),
    )
    denominator = "the other frameworks of the catalogue with a complete list of members that day"
    uncertainty = (
        "None, but the catalogue does not hold every framework there is: both figures "
        "are the least that they can be."
    )
    not_shown = (
        "Whether the overlap is waste or insurance. Frameworks of two states that the catalogue "
        "does not hold."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        catalogue, own = seen.catalogue, set(seen.members)
        found = []
        for other in catalogue.frameworks.values():
            complete = catalogue.lists.complete(other, MEMBERS, seen.on)
            if other.id == seen.framework.id or seen.on not in other.during or not complete:
                continue
            theirs = {s for s, v in catalogue.members_on(other, seen.on).items() if v}
            if theirs:
                both = len(own & theirs)
                found.append((both / len(own | theirs), other.id, both, len(theirs)))
        if found:
            found.sort(key=lambda f: (-f[0], f[1]))
            each = tuple(
                Each(name, share, f"{both} of its {number} members")
                for share, name, both, number in found[:SHOWN]
                if both
            )
            yield Value(
                figure="nearest",
                value=found[0][0],
                of=f"{found[0][1]}, of {len(found)} other frameworks",
                each=each,
            )
        held = {
            (bond.debtor, bond.creditor)
            for bond in bonds(catalogue, seen.on, seen.members, seen.members, duties=HELP)
            if bond.clause.framework.id != seen.framework.id and bond.live and bond.verdict
        }
        yield share_of_pairs("help owed twice", held, seen)
