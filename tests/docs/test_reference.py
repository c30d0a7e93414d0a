"""The reference leaves nothing out: every key, every test, every command and option."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Final

import click
import pytest
from pydantic import BaseModel

import foedus.authoring
import foedus.reckoning.sharing.kinds
from foedus.asking.whatif.kinds import KINDS, spelling
from foedus.authoring import provisions as authoring_provisions
from foedus.authoring.load import load_definitions
from foedus.documents import entry as authoring_entry
from foedus.doors.cli.app import _group
from foedus.language.leaves import LEAVES
from foedus.language.tree import COMBINATORS
from foedus.language.who import CLASSES
from foedus.reckoning.voting.criteria import COMPOSED, CRITERIA, FAILS_AS

DOCS = Path(__file__).parents[2] / "docs"
BASES: Final = (authoring_entry.Entry, authoring_entry.Dated, authoring_entry.Cited)
MODULES: Final = [
    importlib.import_module(module.name)
    for package in (foedus.authoring, foedus.reckoning.sharing.kinds)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if module.name != "foedus.authoring.world"
]
MODELS = [
    model
    for module in MODULES
    for model in vars(module).values()
    if isinstance(model, type)
    and issubclass(model, authoring_entry.Entry)
    and model not in BASES
    and model.__module__ == module.__name__
]


def page(name: str) -> str:
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    found = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.M | re.S)
    assert found, f"no heading {heading!r}"
    return found[1]


def heading_of(model: type[BaseModel]) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub("(Entry|File)$", "", model.__name__))
    return words.capitalize()


@pytest.mark.parametrize("model", MODELS, ids=heading_of)
def test_every_key_of_a_definition_is_described(model: type[BaseModel]) -> None:
    described = section(page("definitions.md"), heading_of(model))
    inherited = (
        authoring_provisions.ProvisionEntry.model_fields if "effect" in model.model_fields else {}
    )
    for name, field in model.model_fields.items():
        again = name in inherited and field.is_required() == inherited[name].is_required()
        if name == "effect" or again:
            continue
        key = field.alias or name
        wanted = f"**`{key}`**" if field.is_required() else f"`{key}`"
        assert wanted in described, f"{key} is not described, or not as what it is"


@pytest.mark.parametrize("name", [*LEAVES, *COMBINATORS, *CLASSES])
def test_every_word_of_the_rule_language_is_described(name: str) -> None:
    rows = [line for line in page("rules.md").splitlines() if line.startswith("|")]
    assert any(f"`{name}`" in row.split("|")[1] for row in rows)


@pytest.mark.parametrize("name", [*COMPOSED, *CRITERIA])
def test_every_criterion_of_a_voting_rule_is_described_with_its_keys(name: str) -> None:
    described = section(page("rules.md"), "Voting rules")
    [row] = [line for line in described.splitlines() if line.startswith(f"| `{name}` |")]
    for key in CRITERIA[name].keys if name in CRITERIA else ():
        assert f"`{key}`" in row.split("|")[2]
    assert f"`{FAILS_AS}`" in described


def test_every_voting_rule_of_the_package_is_described_as_it_describes_itself() -> None:
    described = section(page("definitions.md"), "Voting rules")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", described, re.M)
    rules = load_definitions()[0].voting_rules.values()
    assert sorted(rows) == sorted((rule.id, rule.says) for rule in rules)


def commands() -> dict[str, click.Command]:
    context = click.Context(_group, info_name="foedus")
    found = {name: _group.get_command(context, name) for name in _group.list_commands(context)}
    return {name: command for name, command in found.items() if command}


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_described(name: str) -> None:
    text = page("cli.md")
    heading = re.search(rf"^### (`foedus {name}\b.*)$", text, re.M)
    assert heading, f"foedus {name} has no heading"
    described = section(text, heading[1]) + section(text, "Options of every question")
    for option in commands()[name].params:
        if isinstance(option, click.Option):
            assert f"`{option.opts[0]}" in described, f"{option.opts[0]} is not described"


def test_no_command_is_described_that_does_not_exist() -> None:
    described = re.findall(r"^### `foedus ([a-z-]+)", page("cli.md"), re.M)
    assert sorted(described) == sorted(commands())


def test_every_kind_of_change_is_described_as_it_is_spelled() -> None:
    described = section(page("cli.md"), "`foedus whatif [SCENARIO]`")
    rows = re.findall(r"^\| `([a-z-]+)` \| `(.+)` \| (.+) \|$", described, re.M)
    assert rows == [(name, spelling(kind), kind.does) for name, kind in KINDS.items()]
