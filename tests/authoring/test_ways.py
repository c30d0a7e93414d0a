"""Ways in a definition: what is said twice, or of something unknown, is refused."""

from pathlib import Path

import pytest

from foedus.authoring.compile import compile_folders
from foedus.catalogue.catalogue import Catalogue
from foedus.documents.problems import DefinitionError
from foedus.model.clocks import Period
from foedus.model.ways import Way

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
    accession: [{ways}]
bodies:
  - {{id: council, name: Council, cite: Art. 2, composed_of: member}}
"""
EFFECT = "effect: {says: Then., article: Art. 5, after: 6 months, month_start: true}"
STEP = "{step: decide, by: council, rule: unanimity, says: It decides., article: Art. 4}"
DEPOSIT = "{step: deposit, by: state, says: It deposits., article: Art. 4}"
SOUND = f"{{how: decision, article: Art. 4, says: So., steps: [{STEP}, {DEPOSIT}], {EFFECT}}}"


def compiled(folder: Path, catalogue: Catalogue, ways: str) -> tuple[Way, ...]:
    (folder / "toy-pact.yaml").write_text(PACT.format(ways=ways), encoding="utf-8")
    built = compile_folders([folder], catalogue.definitions).frameworks["toy-pact"]
    return built.instruments[0].accession


def test_a_sound_way_is_read(tmp_path: Path, catalogue: Catalogue) -> None:
    [way] = compiled(tmp_path, catalogue, SOUND)
    assert [(step.step, step.by) for step in way.steps] == [
        ("decide", "toy-pact/council"),
        ("deposit", "state"),
    ]
    assert way.steps[0].cite.article == "Art. 4"
    assert way.effect is not None
    assert (way.effect.after, way.effect.month_start) == (Period(6, "month"), True)


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        (SOUND.replace("council", "senate"), "unknown body 'toy-pact/senate'"),
        (SOUND.replace("by: council", "by: IRR"), "unknown state 'IRR'"),
        (SOUND.replace("unanimity", "acclaim"), "unknown voting rule 'acclaim'"),
        (SOUND.replace("month_start: true", "fact: weather"), "unknown fact 'weather'"),
        (SOUND.replace("6 months", "6 days"), "`month_start` goes with `after` in months"),
        (SOUND.replace("step: deposit", "step: decide"), "the step `decide` is listed twice"),
        (f"{SOUND}, {SOUND}", "two ways apply at the same time"),
        ("{how: open, says: So.}", "needs the `article` that says so, and its `steps`"),
        (f"{{how: none, says: So., {EFFECT}}}", "`how: none` has no `steps`"),
        (SOUND.replace("rule: unanimity", "how_many: majority"), "go with `by: parties`"),
    ],
)
def test_one_that_is_not_is_refused(
    tmp_path: Path, catalogue: Catalogue, ways: str, told: str
) -> None:
    with pytest.raises(DefinitionError, match=r".") as caught:
        compiled(tmp_path, catalogue, ways)
    assert told in str(caught.value)
