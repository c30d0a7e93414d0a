"""What `casus` says of the place: whose it was by title and in fact, on which side, disputed."""

from collections.abc import Callable, Iterator
from datetime import date

from foedus.catalogue.catalogue import Catalogue
from foedus.model.events import Event
from foedus.model.places import Site
from foedus.model.wording import inline
from foedus.questions.binding.casus.answer import Whose


def spelled(site: Site, event: Event, on: date, catalogue: Catalogue) -> str:
    """The place by name, with its country where that is not attacked itself."""
    held = whose(site, on, catalogue).held_by
    if site.sides or not site.territory or set(held) & set(event.attacked):
        return site.name
    land = catalogue.sites.land(site.territory, on)
    return site.name if land in site.name else f"{site.name}, {land}"


def whose(site: Site, on: date, catalogue: Catalogue) -> Whose:
    """Who held the land of a place by title, who in fact, and who else says that it is its own."""
    territory = catalogue.definitions.territories.get(site.territory)
    if territory is None:
        return Whose()
    holders = site.holders
    rivals = tuple(state for state in territory.claimed_by if state not in holders)
    return Whose(territory.id, holders, territory.in_control(on), rivals)


def names(
    ids: tuple[str, ...], on: date, catalogue: Catalogue, told: Callable[[str], str] = str
) -> str:
    """States and actors as they were called that day; `told` puts a state's name in a sentence."""
    return " and ".join(
        told(catalogue.states[i].name_on(on)) if i in catalogue.states else catalogue.name_of(i)
        for i in ids
    )


def notes_on(site: Site, on: date, catalogue: Catalogue) -> Iterator[str]:
    """What a reader must know of the place: on which side, who had it in fact, and disputes."""
    if site.sides:
        lands = [catalogue.sites.land(side.territory, on) for side in site.sides]
        yield (
            f"no source tells surely on which side of a line {site.name} lies: each provision is "
            f"judged on all of {', '.join(dict.fromkeys(lands))}"
        )
    elif site.tenures is None:
        yield f"who held {site.name} on {on} is not on record"
    for side in site.sides or (site,):
        land = whose(side, on, catalogue)
        if not land.territory:
            continue
        name = catalogue.name_of(land.territory)
        held = names(land.held_by, on, catalogue, inline)
        control = names(land.controlled_by, on, catalogue, inline)
        if held and set(land.controlled_by) != set(land.held_by):
            yield (
                f"{name}: the title was with {held}, the control in fact with {control}; "
                "a clause on a state's territory "
                "asks for the title, where it does not say otherwise"
            )
        if land.claimed_by:
            claimants = names(land.claimed_by, on, catalogue, inline)
            yield (
                f"{name} is disputed: held by {held or 'nobody on record'}, claimed by "
                f"{claimants}; foedus does not decide the dispute"
            )
