"""Every access is decided as the slow reference decides it: see proofs/authority.py."""

from foedus.asking.world import World
from foedus.identity.authority import VERBS
from proofs.authority import prove
from proofs.exploring import Part

FEW = 5_000


def test_every_access_is_decided_as_the_page_on_security_has_it(world: World, part: Part) -> None:
    asked = prove(world.catalogue, Part(part.seed, 1), FEW)
    assert sum(asked.values()) == FEW
    assert {verb for verb, allowed in asked if allowed} == {"see", *VERBS}
    assert {verb for verb, allowed in asked if not allowed} == {"see", *VERBS}
