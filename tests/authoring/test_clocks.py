"""Clocks in a definition: what is said twice, or of something unknown, is refused."""

from pathlib import Path

import pytest

from foedus.authoring.compile import compile_folders
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.problems import DefinitionError
from foedus.model.clocks import Period
from foedus.model.frameworks import Framework

PACT = """
id: toy-pact
name: Toy Pact
kind: alliance
summary: For this test.
constitutive: pact
instruments:
  - id: pact
    title: Toy Pact
    nature: treaty
    in_force: 2000-01-01
    where: nowhere
    parties: [{{states: [IRL, ISL], from: 2000-01-01, basis: signature}}]
    clocks: [{clocks}]
"""
SOUND = "{leave: notice, article: Art. 9, says: A year., notice: 1 year, addressed_to: [IRL]}"


def compiled(folder: Path, catalogue: Catalogue, clocks: str) -> Framework:
    (folder / "toy-pact.yaml").write_text(PACT.format(clocks=clocks), encoding="utf-8")
    return compile_folders([folder], catalogue.definitions).frameworks["toy-pact"]


def test_a_sound_clock_is_read(tmp_path: Path, catalogue: Catalogue) -> None:
    clock = compiled(tmp_path, catalogue, SOUND).instruments[0].clocks[0]
    assert clock.notice == Period(1, "year")
    assert (clock.cite.source, clock.cite.article) == ("Toy Pact", "Art. 9")


@pytest.mark.parametrize(
    ("clocks", "told"),
    [
        ("{leave: notice, article: Art. 9, says: A., notice: a year}", "'a year' is not a period"),
        ("{leave: notice, says: A., notice: 1 year}", "needs the `article` that says so"),
        ("{leave: none, says: A., notice: 1 year}", "`leave: none` has no `notice`"),
        ("{leave: end-of-term, article: Art. 9, says: A.}", "needs a `term`"),
        ("{leave: none, says: A., prolonged: 1 year}", "`prolonged` needs the `term`"),
        (
            "{leave: notice, article: Art. 9, says: A., notice: 1 year, clear_days: true}",
            "counts a `notice` in days",
        ),
        (f"{SOUND}, {SOUND}", "two clocks apply at the same time"),
        (SOUND.replace("IRL", "IRR"), "unknown state 'IRR'"),
        (
            "{leave: notice, article: Art. 9, says: A., provisos: [{moves: extend, fact: weather, "
            "article: Art. 9, says: B.}]}",
            "unknown fact 'weather'",
        ),
        (
            "{leave: notice, article: Art. 9, says: A., provisos: [{moves: delay, "
            "fact: armed-conflict, article: Art. 9, says: B.}]}",
            "`until` names the fact that ends a delay",
        ),
        (
            "{leave: none, says: A., from: 2001-01-01, to: 2000-01-01}",
            "must lie before `to` 2000-01-01",
        ),
    ],
)
def test_a_clock_that_makes_no_sense_is_refused(
    tmp_path: Path, catalogue: Catalogue, clocks: str, told: str
) -> None:
    with pytest.raises(DefinitionError, match=told):
        compiled(tmp_path, catalogue, clocks)
