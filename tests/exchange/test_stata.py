"""A file of Stata says what its columns and its codes mean."""

from pathlib import Path

import pytest

from foedus.asking.world import World
from foedus.exchange.table import LABEL, write_table
from foedus.model.provisions import STRENGTH_WORDS

pd = pytest.importorskip("pandas", reason="needs the extra report")


def test_a_panel_in_stata_has_labels_of_variables_and_of_values(
    world: World, tmp_path: Path
) -> None:
    panel = {"unit": "framework-year", "with": ["catalogue"], "from": 1948, "to": 1951}
    answer = world.ask("panel", panel, on="2020-01-01")
    path = tmp_path / "panel.dta"
    write_table(answer.table(), path, answer.labels())
    with pd.read_stata(path, iterator=True) as read:
        variables = read.variable_labels()
        assert read.data_label == "Framework year, 1948 to 1951"
        plain = read.read(convert_categoricals=False)
        values = read.value_labels()
    assert list(variables) == answer.table().collect().columns
    assert all(variables.values())
    assert all(len(label) <= LABEL for label in variables.values())
    assert variables["strength"] == "the strongest duty in force on any day, 0 to 5"
    assert variables["members"].endswith(" ...")
    assert values["strength"] == STRENGTH_WORDS
    assert values["duty_consult"] == {0: "no", 1: "yes"}
    assert "members" not in values
    nato = plain[(plain["framework"] == "nato") & (plain["year"] == 1950)]
    assert nato["strength"].tolist() == [3]


def test_columns_of_a_pair_are_labelled_for_each_of_the_two() -> None:
    from foedus.questions.research.panel.answer import Described
    from foedus.questions.research.panel.labels import labels

    major = Described("major1, major2", "so", 1816, 2016, 0, "majors", "state", ("cow-states",))
    found = labels("Pairs", [major])
    assert found.columns["major1"] == "first: 1 where it was a major power on any day"
    assert found.columns["major2"] == "second: 1 where it was a major power on any day"
    assert found.codes["major2"] == {0: "no", 1: "yes"}


def test_every_column_of_every_group_has_labels() -> None:
    from foedus.data.panels.groups import every
    from foedus.questions.research.panel.answer import Described
    from foedus.questions.research.panel.labels import labels

    for groups in every().values():
        for group in groups:
            for name, g in group.gives.items():
                said = Described(name, "", 0, 0, None, group.name, group.level, ())
                assert labels("", [said]).columns[name] == g.says
                assert all(isinstance(code, int) for code in g.labelled)
