"""Membership at a date against a naive replay of the accessions and exits that the files tell."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.authoring.bundle import SOURCES
from foedus.catalogue.catalogue import Catalogue
from tests.plain import plain

DAYS = st.dates(date(1816, 1, 1), date(2026, 12, 31))


def _listed() -> dict[str, dict[str, Any]]:
    """Frameworks whose constitutive instrument lists its parties, read without foedus's loader."""
    found = {}
    for path in sorted((SOURCES / "frameworks").glob("*.yaml")):
        data = plain(path)
        for instrument in data.get("instruments", []):
            if instrument["id"] == data.get("constitutive") and instrument.get("parties"):
                found[data["id"]] = {**instrument, "life": (data.get("from"), data.get("to"))}
    return found


LISTED = _listed()


def _replayed(instrument: dict[str, Any], on: date) -> dict[str, bool | None]:
    """Play every accession and exit in the order of their days, up to and with the day asked."""
    end = instrument.get("ended") or date.max
    acts: list[tuple[date, int, str, bool | None]] = []
    for group in instrument["parties"]:
        for state in group["states"]:
            acts.append((group["from"], 1, state, None if group.get("contested") else True))
            acts.append((min(group.get("to") or date.max, end), 0, state, False))
    members: dict[str, bool | None] = {}
    for day, _, state, verdict in sorted(acts, key=lambda act: act[:2]):
        if day > on:
            break
        if verdict is False:
            members.pop(state, None)
        else:
            members[state] = verdict
    begins, ends = instrument["life"]
    if (begins or instrument["in_force"]) > on or (ends or end) <= on:
        return {}
    return members


def test_most_frameworks_are_replayed() -> None:
    assert len(LISTED) >= 60


@pytest.mark.parametrize("framework", LISTED)
@given(on=DAYS)
def test_members_are_those_who_joined_and_have_not_left(
    framework: str, on: date, catalogue: Catalogue
) -> None:
    assert catalogue.members_on(catalogue.framework(framework), on) == _replayed(
        LISTED[framework], on
    )


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(1949, 8, 24), 12),
        (date(1952, 2, 18), 14),
        (date(1955, 5, 6), 15),
        (date(1982, 5, 30), 16),
        (date(1999, 3, 12), 19),
        (date(2004, 3, 29), 26),
        (date(2009, 4, 1), 28),
        (date(2017, 6, 5), 29),
        (date(2020, 3, 27), 30),
        (date(2023, 4, 4), 31),
        (date(2024, 3, 7), 32),
    ],
)
def test_the_members_of_nato_on_the_day_of_each_enlargement(
    on: date, number: int, catalogue: Catalogue
) -> None:
    assert len(catalogue.members_on(catalogue.framework("nato"), on)) == number


def test_the_sources_are_in_the_package() -> None:
    assert (Path(SOURCES) / "frameworks" / "nato.yaml").exists()
