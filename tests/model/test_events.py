"""Events: the domain follows from what happened unless it is given."""

import pytest

from foedus.model.events import DOMAINS, KINDS, OBJECTS, USUAL_DOMAIN, Domain, Event, Kind, Object


@pytest.mark.parametrize(
    ("kind", "thing", "given", "domain"),
    [
        ("armed-attack", "territory", None, "land"),
        ("armed-attack", "forces", None, "land"),
        ("armed-attack", "vessel", None, "sea"),
        ("armed-attack", "aircraft", None, "air"),
        ("cyber-attack", "territory", None, "cyber"),
        ("cyber-attack", "vessel", "space", "space"),
        ("armed-attack", "territory", "air", "air"),
    ],
)
def test_where_it_was_fought(
    kind: Kind, thing: Object, given: Domain | None, domain: Domain
) -> None:
    assert Event(kind, ("ESP",), object=thing, domain=given).where_fought == domain


def test_every_object_has_a_usual_domain() -> None:
    assert set(USUAL_DOMAIN) == set(OBJECTS)
    assert set(USUAL_DOMAIN.values()) <= set(DOMAINS)
    assert len(set(KINDS)) == len(KINDS) == 11
