"""A question is declared once: one file, and every door opens on it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import foedus.questions.research
from foedus.asking.declare import find, forget
from foedus.asking.world import World
from foedus.doors.cli.app import Foedus
from foedus.errors import QuestionError

TOY = '''
from datetime import date

from foedus.model.answers import Answer, Row, Section
from foedus.asking.declare import Inputs, question
from foedus.asking.world import World


class ToyInput(Inputs):
    word: str = "hello"


class ToyAnswer(Answer, frozen=True, kw_only=True):
    def sections(self):
        return (Section("Said", ("Word",), (Row((self.lead,)),)),)


@question("toy", inputs=ToyInput, answer=ToyAnswer)
def toy(world: World, inputs: ToyInput, on: date) -> ToyAnswer:
    """Say a word."""
    key = world.catalogue.key
    return ToyAnswer(question="toy", on=on, catalogue=key, title="Toy", lead=inputs.word)
'''


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "toy.py").write_text(TOY, encoding="utf-8")
    monkeypatch.setattr(
        foedus.questions.research, "__path__", [*foedus.questions.research.__path__, str(tmp_path)]
    )
    forget()
    yield
    monkeypatch.undo()
    forget()


@pytest.mark.usefixtures("toy")
def test_a_question_added_as_one_file_opens_every_door(world: World) -> None:
    from datetime import date

    assert world.ask("toy", on=date(2000, 1, 1), word="good day").lead == "good day"
    assert world.ask("toy", on="2000-01-01").lead == "hello"
    result = CliRunner().invoke(Foedus("foedus"), ["toy", "--word", "salve", "--on", "2000-01-01"])
    assert result.exit_code == 0
    assert "salve" in result.output


def test_an_unknown_question_is_refused_by_name() -> None:
    with pytest.raises(QuestionError, match="no question is called 'horoscope'"):
        find("horoscope")


def test_an_unknown_input_is_refused(world: World) -> None:
    from datetime import date

    with pytest.raises(QuestionError, match="there is no input 'weather'"):
        world.ask("member", on=date(2000, 1, 1), framework="nato", state="FRA", weather="fair")


def test_asking_again_lists_no_folder_opens_no_file_and_imports_nothing() -> None:
    """Python itself tells of each by an audit event."""
    program = """
import sys, foedus
from foedus.asking.declare import every, find
world = foedus.load()
asked = [(name, dict(find(name).example)) for name in ("casus", "member", "state", "decide")]
days = {name: example.pop("on") for name, example in asked}
def ask():
    for name, example in asked:
        world.ask(name, example, on=days[name])
        assert find(name) is every()[name]
ask()
told = []
sys.addaudithook(lambda event, _: told.append(event) if event in watched else None)
watched = {"open", "import", "os.listdir", "os.scandir"}
ask()
watched = set()
assert not told, told
"""
    subprocess.run([sys.executable, "-c", program], check=True)
