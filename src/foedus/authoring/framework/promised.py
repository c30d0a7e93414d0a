"""Commitments of a framework file: their owners exist, and what carries one on comes later."""

from collections.abc import Iterator

from foedus.authoring.framework.named import Named
from foedus.catalogue.definitions import Definitions
from foedus.documents.problems import Problem
from foedus.documents.source import Location
from foedus.errors import did_you_mean, nearest
from foedus.model.commitments import Commitment
from foedus.model.frameworks import Framework


def commitment_problems(built: Framework, known: Definitions, named: Named) -> Iterator[Problem]:
    """Owners that nobody knows, ids given twice, and chains that lead nowhere or backwards."""
    every = {c.id: c for f in known.frameworks.values() for c in f.commitments}
    every.update({c.id: c for c in built.commitments})
    seen = set[str]()
    for index, commitment in enumerate(built.commitments):
        here: Location = ("commitments", index)
        if commitment.id in seen:
            slug = commitment.id.partition("/")[2]
            yield named.problem((*here, "id"), f"id {slug!r} is listed twice")
        seen.add(commitment.id)
        for number, owner in enumerate(commitment.owners):
            if owner.isupper() and len(owner) == 3:
                yield from named.state(owner, (*here, "owner", number))
        for number, report in enumerate(commitment.reports):
            if report.to:
                where = (*here, "status", number, "to")
                yield from _carried(commitment, report.to, every, named, where)


def _carried(
    commitment: Commitment, to: str, every: dict[str, Commitment], named: Named, path: Location
) -> Iterator[Problem]:
    later = every.get(to)
    if later is None:
        hint = did_you_mean(nearest(to, every.keys() - {commitment.id}))
        yield named.problem(path, f"no commitment is called {to!r}{hint}")
    elif later.made <= commitment.made:
        yield named.problem(
            path, f"{to} was made on {later.made}, which is not after {commitment.made}"
        )
