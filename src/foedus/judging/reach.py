"""Which duties of help a framework holds on a day, and its land as the rules see it."""

from collections.abc import Iterator
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.judging.bonds import HELP
from foedus.model.frameworks import Framework
from foedus.model.places import Place, Site, Territory
from foedus.model.provisions import Duty


def ever_helping(catalogue: Catalogue, framework: Framework) -> Iterator[Clause]:
    """The duties of help that a framework ever held."""
    for clause in catalogue.clauses_of(framework):
        effect = clause.provision.effect
        if isinstance(effect, Duty) and set(effect.kinds) & HELP:
            yield clause


def helping(catalogue: Catalogue, framework: Framework, on: date) -> Iterator[Clause]:
    """The duties of help that stand that day."""
    return (clause for clause in ever_helping(catalogue, framework) if clause.in_force(on))


def site_on(catalogue: Catalogue, territory: Territory, on: date) -> Site:
    """A territory as the place of an event."""
    lat, lon = territory.point
    return Site(
        name=territory.name,
        lat=lat,
        lon=lon,
        territory=territory.id,
        island=territory.island,
        areas=catalogue.sites.areas(Place(territory.name, lat, lon, territory.id)),
        tenures=territory.holders(on) or None,
        control=territory.controlled(on),
    )
