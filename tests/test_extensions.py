"""A question, an adapter and a leaf of another installed package."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import foedus
from foedus.asking.declare import every, find, forget
from foedus.asking.world import World
from foedus.authoring import bundle
from foedus.data.store import registry
from foedus.errors import QuestionError
from foedus.language import leaves

MODULE = '''
from datetime import date

from foedus.asking.declare import Inputs, question
from foedus.data.store.adapter import Adapter, Coverage
from foedus.language.leaf import Leaf
from foedus.model.answers import Answer, Row, Section
from foedus.model.verdicts import Because


class WeekdayInput(Inputs):
    greeting: str = "It is"


class WeekdayAnswer(Answer, frozen=True, kw_only=True):
    def sections(self):
        return (Section("Day", ("Day",), (Row((self.lead,)),)),)


@question("weekday", inputs=WeekdayInput, answer=WeekdayAnswer)
def weekday(world, inputs, on: date) -> WeekdayAnswer:
    """Which day of the week it is."""
    return WeekdayAnswer(
        question="weekday", on=on, catalogue=world.catalogue.key, title="Weekday",
        lead=f"{inputs.greeting} {on:%A}.",
    )


@question("casus", inputs=WeekdayInput, answer=WeekdayAnswer)
def casus(world, inputs, on: date) -> WeekdayAnswer:
    """One that would stand in for foedus's own."""
    return weekday.function(world, inputs, on)


ADAPTER = Adapter(
    name="weather", title="Weather", version="1", authors="Nobody", home="https://example.org",
    citation="", terms="", coverage=Coverage(2000, 2001), files=(), tables=lambda raw: {},
)


class OnSunday(Leaf):
    name = "on_sunday"

    @classmethod
    def parse(cls, argument):
        if argument is not True:
            raise ValueError(f"expected true, got {argument!r}")
        return cls()

    def explain(self, seen, party):
        return Because(seen.on.isoweekday() == 7, f"{seen.on} was a {seen.on:%A}")

    def batch(self, columns):
        raise NotImplementedError
'''
POINTS = """[foedus.questions]
weekday = other_weekday:weekday
casus = other_weekday:casus
broken = other_weekday_that_is_not_there:question
wrong = other_weekday:ADAPTER

[foedus.adapters]
weather = other_weekday:ADAPTER

[foedus.leaves]
on_sunday = other_weekday:OnSunday
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package as pip installs one: a module, and the metadata with its entry points."""
    info = tmp_path / "other_weekday-1.0.dist-info"
    info.mkdir()
    (tmp_path / "other_weekday.py").write_text(MODULE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other-weekday\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    _forget()
    yield tmp_path
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    forget()
    registry.every.cache_clear()
    leaves.others.cache_clear()


@pytest.mark.usefixtures("package")
@pytest.mark.filterwarnings("ignore:foedus.questions")
def test_its_question_is_asked_by_name(world: World) -> None:
    assert world.ask("weekday", on="2001-09-09", greeting="It was").lead == "It was Sunday."


@pytest.mark.usefixtures("package")
def test_what_cannot_be_loaded_is_told_and_left_out() -> None:
    with pytest.warns(UserWarning, match=r"foedus\.questions: ") as told:
        assert "weekday" in every()
    assert {str(warning.message) for warning in told} == {
        "foedus.questions: broken of other-weekday cannot be loaded: "
        "No module named 'other_weekday_that_is_not_there'",
        "foedus.questions: wrong of other-weekday is not a Question: other_weekday:ADAPTER",
    }


@pytest.mark.usefixtures("package")
@pytest.mark.filterwarnings("ignore:foedus.questions")
def test_it_does_not_stand_in_for_one_of_foedus(world: World) -> None:
    assert find("casus").function.__module__ == "foedus.questions.binding.casus.question"
    assert every()["casus"] is find("casus")
    with pytest.raises(QuestionError, match=r"no question is called 'wrong'; there are .*weekday"):
        world.ask("wrong", on="2001-09-09")


@pytest.mark.usefixtures("package")
def test_its_dataset_is_one_of_those_there_are() -> None:
    assert registry.find("weather").title == "Weather"
    assert "atop" in registry.every()


@pytest.mark.usefixtures("package")
def test_its_leaf_stands_in_a_definition(tmp_path: Path) -> None:
    source = bundle.SOURCES / "frameworks" / "sau-pak.yaml"
    sunday = source.read_text(encoding="utf-8").replace("id: sau-pak", "id: sunday-pact")
    sunday = sunday.replace("kind: [armed-attack]", "on_sunday: true")
    (tmp_path / "sunday-pact.yaml").write_text(sunday, encoding="utf-8")
    world = foedus.load(tmp_path / "sunday-pact.yaml")
    for day, met in (("2025-09-21", True), ("2025-09-22", False)):
        answer = world.casus(attacked="SAU", attacker="IRN", on=day)
        failed = {f.provision: f.failed for f in answer.not_triggered}
        told = failed.get("sunday-pact/mutual-defence", ())
        assert told == (() if met else (f"{day} was a Monday",))


def test_without_it_the_leaf_is_a_fault_of_the_definition(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown test 'on_sunday'; the tests are "):
        leaves.parse_leaf("on_sunday", True)
