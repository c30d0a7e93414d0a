"""A framework of which some lists are complete, some are not, and of some nothing is said."""

from pathlib import Path

import msgspec

import foedus
from foedus.asking.world import World
from foedus.model.lists import Listing

HALF = """
id: half
name: Half Pact
kind: arms-control
summary: A pact of ten states, of which three are on record.
constitutive: treaty
lists:
  - of: [parties/treaty]
    complete: false
    total: 10
    from: 1980-01-01
    checked: 2020-01-01
    cite: The depositary
  - {of: [role/observer], complete: true, from: 2000-01-01, checked: 2020-01-01, cite: B}
  - {of: [role/partner], complete: false, checked: 2020-01-01, cite: B}
  - {of: [projects, role/associate], complete: true, checked: 2020-01-01, cite: B}
instruments:
  - id: treaty
    title: Half Treaty
    nature: treaty
    in_force: 1970-01-01
    where: nowhere
    parties:
      - {states: [FRA, ITA], from: 1970-01-01, basis: ratification}
      - {states: [DEU], from: 1990-01-01, to: 2000-01-01, ended_by: withdrawal, basis: accession}
    suspensions:
      - {states: [ITA], from: 2010-01-01, says: Italy suspended its part., cite: a note}
    provisions:
      - id: art-1
        article: Art. 1
        title: Tanks
        says: At most 100 tanks each.
        effect: limit
        subject: battle tanks
        ceiling: "100"
        unit: tanks
        counts: {what: holdings, quantity: battle-tanks}
      - id: art-2
        article: Art. 2
        says: Consult.
        effect: duty
        duties: [consult]
        strength: 1
        trigger: {kind: [threat]}
  - id: protocol
    title: Half Protocol
    nature: treaty
    in_force: 1980-01-01
    where: nowhere
    parties_of: half
roles:
  - {states: [ESP], role: observer, from: 2005-01-01}
  - {states: [PRT], role: observer, from: 2005-01-01, contested: two governments claim the seat}
  - {states: [SWE], role: partner, from: 2005-01-01, to: 2010-01-01}
  - {states: [NOR], role: candidate, from: 2005-01-01, to: 2010-01-01}
"""


def half(folder: Path) -> World:
    """The world with that framework, from a file in an empty folder."""
    (folder / "half.yaml").write_text(HALF, encoding="utf-8")
    return foedus.load(folder)


def with_lists(world: World, framework: str, *listings: Listing) -> World:
    """The world in which this and no more is said of the lists of a framework."""
    catalogue = world.catalogue
    found = msgspec.structs.replace(catalogue.framework(framework), lists=listings)
    return World(catalogue.with_frameworks([found], f"{catalogue.key} {listings}"), world.store)


def silent(world: World) -> World:
    """The world in which nothing is said of any list."""
    catalogue = world.catalogue
    found = [msgspec.structs.replace(f, lists=()) for f in catalogue.frameworks.values()]
    return World(catalogue.with_frameworks(found, f"{catalogue.key} silent"), world.store)
