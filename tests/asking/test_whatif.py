"""What if: changes, scenarios, and answers before and after them."""

import collections.abc
import types
import typing
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from foedus.asking.ask import ask
from foedus.asking.declare import every, find
from foedus.asking.whatif.answer import SAME, WhatIf, lead_of
from foedus.asking.whatif.compare import Difference
from foedus.asking.whatif.inputs import read_scenario
from foedus.asking.whatif.kinds import KINDS, spelling
from foedus.asking.whatif.reading import Scenario, read_changes
from foedus.asking.world import World
from foedus.documents.problems import DefinitionError
from foedus.errors import QuestionError
from foedus.exchange.workbook import write_document
from foedus.model.answers import Answer
from foedus.model.citations import Citation
from foedus.model.conditions import All, AnyOf, Contested, Named, Not, Reading, Test
from foedus.model.labels import Equivalence
from foedus.model.verdicts import Because
from proofs import scenarios
from proofs.exploring import Part
from tests.catalogue.test_isolation import PACT

PART = Part(1949, 0.01)
DAY = "2030-06-01"


def test_a_world_after_changes_answers_as_one_that_was_written_so_by_hand() -> None:
    assert scenarios.as_written_by_hand(PART) > 10


def test_the_order_of_changes_of_different_states_does_not_matter() -> None:
    assert scenarios.in_any_order(PART) >= 1


def test_no_change_makes_no_difference() -> None:
    assert scenarios.nothing_changed(Part(1956, 0.12)) >= 3


def test_no_change_is_said_in_a_sentence(world: World) -> None:
    same = world.whatif("member", (), framework="nato", state="FIN", on=DAY)
    assert (same.differences, same.lead) == ((), SAME)


# -- every kind of change --------------------------------------------------------------------------

GOOD: dict[str, tuple[str | dict[str, Any], str, dict[str, Any]]] = {
    "join": ("join:eu:MDA:2030-01-01", "member", {"framework": "eu", "state": "MDA"}),
    "leave": ("leave:nato:TUR:2030-01-01", "member", {"framework": "nato", "state": "TUR"}),
    "ratify": (
        "ratify:rio/rio-treaty:CAN:2030-01-01",
        "framework",
        {"framework": "rio"},
    ),
    "withdraw": (
        "withdraw:nato/north-atlantic-treaty:TUR:2030-01-01",
        "casus",
        {"attacked": ["TUR"], "at": "Ankara"},
    ),
    "suspend": ("suspend:csto:KAZ:2030-01-01", "member", {"framework": "csto", "state": "KAZ"}),
    "reserve": ("reserve:nato/art-5:HUN:2030-01-01", "bound", {"states": ["HUN", "POL"]}),
    "amend-rule": (
        "amend-rule:nato/nac:any:majority-of-members:2030-01-01",
        "power",
        {"body": "nato/nac"},
    ),
    "amend-weight": (
        "amend-weight:eu/population:MLT:90000000:2020-01-01",
        "power",
        {"body": "eu/council", "motion": "decisions-implementing-a-decision"},
    ),
    "amend-area": (
        "amend-area:nato/art-5:north-america:europe:2030-01-01",
        "casus",
        {"attacked": ["USA"], "at": "New York"},
    ),
    "amend-duty": ("amend-duty:nato/art-5:5:2030-01-01", "bound", {"states": ["USA", "POL"]}),
    "amend-trigger": (
        {
            "change": "amend-trigger",
            "provision": "nato/art-5",
            "when": {"kind": ["disaster"]},
            "on": "2030-01-01",
        },
        "casus",
        {"attacked": ["POL"], "at": "Warsaw"},
    ),
    "amend-key": (
        {
            "change": "amend-key",
            "key": "nato/common-funding-2021",
            "terms": {"shares": {"USA": "60", "DEU": "30"}},
        },
        "apportion",
        {"key": "nato/common-funding-2021", "amount": "1000"},
    ),
    "invoke": (
        "invoke:nato/art-5:POL:2030-05-01",
        "cite",
        {"framework": "nato", "article": "art-5"},
    ),
    "settle": (
        "settle:un-security-council-authorisation:true",
        "casus",
        {"attacked": ["POL"], "attacker": ["RUS"], "at": "Warsaw"},
    ),
    "unsettle": (
        "unsettle:un-security-council-authorisation",
        "casus",
        {"attacked": ["POL"], "facts": {"un-security-council-authorisation": True}},
    ),
    "instrument": (
        {"change": "instrument", "definition": yaml.safe_load(PACT)},
        "frameworks",
        {},
    ),
}


def test_every_kind_of_change_is_tried() -> None:
    assert GOOD.keys() == KINDS.keys()


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_of_change_changes_an_answer_and_its_base_stays(name: str, world: World) -> None:
    change, question, given = GOOD[name]
    key = world.catalogue.key
    found = world.whatif(question, [change], given, on=DAY)
    assert found.differences, spelling(KINDS[name])
    assert found.title.startswith("What if: ")
    assert found.notes[0].startswith("This is a what-if")
    assert len(found.supposed) == 1
    assert world.catalogue.key == key


@pytest.mark.parametrize("name", [n for n, (given, _, _) in GOOD.items() if isinstance(given, str)])
def test_a_line_of_a_document_says_what_the_short_spelling_says(name: str) -> None:
    spelled = GOOD[name][0]
    [change] = read_changes([spelled])
    line = {"change": name, **msgspec.to_builtins(change)}
    assert read_changes([{k: v for k, v in line.items() if v is not None}]) == (change,)


NO_SUCH_FACT = {
    "change": "amend-trigger",
    "provision": "nato/art-5",
    "when": {"fact": "rain"},
    "on": DAY,
}

# -- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "at", "told"),
    [
        (["join:nato:ATL:2030-01-01"], (0, "state"), "no state is called 'ATL'"),
        (["join:nato:DDR:2030-01-01"], (0, "state"), "DDR did not exist on 2030-01-01"),
        (["leave:nato:FIN:2020-01-01"], (0, "on"), "it enters on 2023-04-04; give a day after"),
        (
            ["leave:eu:GBR:2024-01-01"],
            (0, "on"),
            "is not a member of eu on 2024-01-01: it left",
        ),
        (["join:nto:UKR:2030-01-01"], (0, "framework"), "did you mean nato"),
        (["join:pesco:UKR:2030-01-01"], (0, "state"), "let it join eu first"),
        (["join:nato:UKR:2030-13-01"], (0, "on"), "is not a date"),
        (["join:nato:UKR"], (0,), "not of the form join:FRAMEWORK:STATE:ON[:UNTIL]"),
        (["joyn:nato:UKR:2030-01-01"], (0, "change"), "did you mean join?"),
        (["join:nato:UKR:2030-01-01:2029-01-01"], (0, "until"), "is not after 2030-01-01"),
        (["withdraw:nato/charter:FRA:2030-01-01"], (0, "instrument"), "no instrument 'charter'"),
        (["suspend:csto:FRA:2030-01-01"], (0, "state"), "is not a member of csto"),
        (["reserve:nato/art-5:CHE:2030-01-01"], (0, "state"), "owes nothing to reserve"),
        (
            ["amend-rule:nato/nac:any:whim:2030-01-01"],
            (0, "rule"),
            "no voting rule is called",
        ),
        (["amend-rule:nato/nac:tea:unanimity:2030-01-01"], (0, "matter"), "no rule for"),
        (["amend-rule:eu/council:any:qualified-majority:2030-01-01"], (0, "weights"), "needs"),
        (["amend-area:nato/art-5:mars:europe:2030-01-01"], (0, "area"), "it names"),
        (["amend-area:nato/art-5:europe:mars:2030-01-01"], (0, "becomes"), "is called 'mars'"),
        (["settle:rain:true"], (0, "fact"), "no rule asks for a fact 'rain'"),
        (["invoke:nato/art-5:POL:1930-01-01"], (0, "on"), "is not in force on 1930-01-01"),
        ([{"framework": "nato"}], (0, "change"), "`change` is missing"),
        ([{"change": "join", "framework": "nato"}], (0, "state"), "`state` is missing"),
        (
            [{"change": "leave", "framework": "nato", "state": "TUR", "on": DAY, "value": 3}],
            (0, "value"),
            "leave takes no `value`; it takes framework, state, on",
        ),
        (
            [{"change": "instrument", "definition": {"id": "x"}}],
            (0, "definition"),
            "this key is missing",
        ),
        (
            [NO_SUCH_FACT],
            (0, "when"),
            "unknown fact 'rain'",
        ),
        (
            ["join:eu:MDA:2030-01-01", "leave:eu:MDA:2030-01-01"],
            (1, "on"),
            "this and change 1 exclude each other",
        ),
        (["join:eu:MDA:2030-01-01", "join:eu:MDA:2030-01-01"], (1, "on"), "give it once"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_change_that_makes_no_sense_is_refused_where_it_stands(
    changes: list[Any], at: tuple[Any, ...], told: str, world: World
) -> None:
    with pytest.raises(QuestionError) as refusal:
        world.with_changes(changes)
    assert told in str(refusal.value)
    assert refusal.value.at[: len(at)] == at


def test_a_definition_is_read_from_a_file_only_where_files_are_at_hand(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "toy.yaml").write_text(PACT, encoding="utf-8")
    line = {"change": "instrument", "definition": "toy.yaml"}
    [change] = read_changes([line], tmp_path)
    assert "toy-pact" in world.with_changes([change]).catalogue.frameworks
    given = {"on": DAY, "with": [line]}
    with pytest.raises(QuestionError, match="write it out here"):
        ask(world, find("frameworks"), given)


# -- the document ----------------------------------------------------------------------------------

SCENARIO = """scenario: Two go
changes:
  - {change: leave, framework: nato, state: TUR, on: 2030-01-01}
  - {change: suspend, framework: csto, state: ARM, on: 2030-01-01, until: 2031-01-01}
"""


def test_a_workbook_says_what_the_document_says(tmp_path: Path) -> None:
    written = tmp_path / "two.yaml"
    written.write_text(SCENARIO, encoding="utf-8")
    read = read_scenario(written)
    with (tmp_path / "two.xlsx").open("wb") as file:
        write_document(Scenario, file, read.document.value)
    again = read_scenario(tmp_path / "two.xlsx")
    assert (again.title, again.changes) == ("Two go", read.changes)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SCENARIO.replace("leave", "leve"), ":3: changes[0].change: 'leve' is not one of"),
        (
            SCENARIO.replace("suspend, framework", "suspend, fram"),
            "changes[1].fram: unknown key",
        ),
        (SCENARIO.replace("2031-01-01", "2031-01-32"), "is not a date"),
        (SCENARIO + "  - {change: join, framework: eu}\n", ":5: `state` is missing"),
    ],
)
def test_a_fault_of_a_document_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises((DefinitionError, QuestionError)) as refusal:
        read_scenario(tmp_path / "bad.yaml")
    assert told in str(refusal.value)


# -- what is compared ------------------------------------------------------------------------------


def test_the_difference_is_said_in_words_first(world: World) -> None:
    found = world.whatif(
        "casus",
        ["join:nato:MDA:2030-01-01"],
        on=DAY,
        attacked=["MDA"],
        attacker=["RUS"],
    )
    assert found.lead.startswith("32 states more would be bound to help; ")
    assert "2 provisions more would be triggered (nato/art-4, nato/art-5)" in found.lead
    gone = world.whatif("power", ["leave:nato:TUR:2030-01-01"], on=DAY, body="nato/nac")
    assert gone.lead.startswith("1 state fewer would have a vote (TUR)")


LEADS: dict[str, tuple[str, dict[str, Any], str]] = {
    "member": (
        "member",
        {"framework": "nato", "state": "TUR", "on": DAY, "with": "leave:nato:TUR:2030-01-01"},
        "A member of nato becomes not a member of nato. ",
    ),
    "bound": (
        "bound",
        {"states": ["POL"], "on": DAY, "with": ["leave:nato:USA:2030-01-01"]},
        "1 state fewer would be bound to help (USA). ",
    ),
    "framework": (
        "framework",
        {"framework": "nato", "on": "1985-06-01", "against": "2026-01-01"},
        "16 states more would belong to it; ",
    ),
    "state": (
        "state",
        {"state": "POL", "on": "2026-01-01", "against": "1850-01-01"},
        "In being becomes not in being; ",
    ),
    "decide": (
        "decide",
        {"body": "eu/council", "on": "2026-01-01", "against": ["HUN", "2010-01-01"]},
        "1 member more would have a vote (GBR); 1 member fewer would have a vote (HRV). ",
    ),
    "apportion": (
        "apportion",
        {"key": "nato/common-funding-2021", "amount": "1000", "on": "2022-01-01",
         "with": [{"change": "amend-key", "key": "nato/common-funding-2021",
                   "terms": {"shares": {"USA": "60", "DEU": "30"}}}]},
        "27 states fewer would pay. ",  # of 30; Romania has the balance, as before
    ),
    "ties": (
        "ties",
        {"on": DAY, "frameworks": ["nato"], "with": ["leave:nato:USA:2030-01-01"]},
        "1 state fewer would owe another (USA); 62 ties fewer would hold. ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEADS)
def test_a_comparison_leads_with_what_was_found_then_with_what_is_counted(
    name: str, world: World
) -> None:
    question, given, lead = LEADS[name]
    found = ask(world, find(question), given)
    assert isinstance(found, WhatIf)
    assert found.lead.startswith(lead)
    assert found.lead.endswith("in all.")
    for cell in (c for d in found.differences for c in (d.before, d.after)):
        assert "verdict no" not in cell
        assert "parts ;" not in cell


def test_many_differences_that_nothing_counts_are_told_by_their_lists() -> None:
    many = [Difference("new", "members", str(n), "", "", "") for n in range(5)]
    many += [Difference("changed", "rule", "", "", "a, b", "c, d")]
    plain = Answer(question="", on=date(2026, 1, 1), catalogue="", title="", lead="")
    assert lead_of(plain, plain, many) == "6 differences: 5 in members, 1 in rule."
    assert lead_of(plain, plain, many[:5]) == "5 differences in members."
    assert lead_of(plain, plain, many[:1]) == "0 is now among the members. 1 difference in all."
    assert lead_of(plain, plain, many[5:]) == "1 difference in rule."


def test_where_what_is_supposed_does_not_reach_the_answer_a_note_says_why(world: World) -> None:
    usa = {"with": ["leave:nato:USA:2022-01-01"], "amount": "1000", "on": "2022-06-01"}
    paid = ask(world, find("apportion"), {"key": "nato/common-funding-2021", **usa})
    assert paid.lead == SAME
    assert any("ask with --leave" in note for note in paid.notes)
    early = world.whatif("bound", "leave:nato:USA:2027-01-01", on="2026-06-01", states=["POL"])
    assert early.lead == SAME
    assert early.notes[1] == (
        "This change begins on 2027-01-01, after the day asked (2026-06-01): "
        "the United States leaves nato on 2027-01-01."
    )
    late = world.whatif("bound", "leave:nato:USA:2027-01-01", on=DAY, states=["POL"])
    assert not any("after the day asked" in note for note in late.notes)


def test_another_day_beside_a_change_is_said_to_differ_too(world: World) -> None:
    given = {"on": "2026-06-01", "against": DAY, "states": ["POL"]}
    found = ask(world, find("bound"), {**given, "with": ["leave:nato:USA:2027-01-01"]})
    assert found.title.startswith("What if, and on another day: ")
    assert found.lead.endswith("The day differs as well as what is supposed.")
    assert "Two things differ" in found.notes[0]


def test_inputs_that_are_not_given_by_name_are_refused_in_a_sentence(world: World) -> None:
    told = r"^bound: inputs are given by name, as states=\['MDA'\]$"
    with pytest.raises(QuestionError, match=told):
        world.ask("bound", "MDA", on=DAY)
    with pytest.raises(QuestionError, match=told):
        world.whatif("bound", (), "MDA", on=DAY)
    alone = world.with_changes("leave:nato:TUR:2030-01-01")
    assert alone.supposed == world.with_changes(["leave:nato:TUR:2030-01-01"]).supposed


def test_two_days_are_compared_and_are_no_what_if(world: World) -> None:
    found = ask(
        world, find("bound"), {"states": ["EST"], "on": "2003-06-01", "against": "2005-06-01"}
    )
    assert isinstance(found, WhatIf)
    assert found.title.startswith("Two days: ")
    assert "provisions more would bind" in found.lead
    assert "25 states more would be bound to help" in found.lead
    assert not any("what-if" in note for note in found.notes)


def test_options_of_a_question_that_bear_the_same_name_stay_its_own(world: World) -> None:
    given = {"body": "nato/nac", "against": ["FRA", "1960-01-01"], "on": "2024-01-01"}
    found = ask(world, find("decide"), given)
    assert isinstance(found, WhatIf)
    assert found.against == date(1960, 1, 1)
    plain = ask(world, find("decide"), {"body": "nato/nac", "against": ["FRA"], "on": "2024-01-01"})
    assert not isinstance(plain, WhatIf)


def test_what_can_be_asked_in_one_world_only_says_so(world: World) -> None:
    change = {"change": "instrument", "definition": yaml.safe_load(PACT)}
    found = world.whatif("framework", [change], on="2000-01-01", framework="toy-pact")
    assert found.before is None
    assert found.after is not None
    assert "It can be asked only of what is supposed" in found.lead
    with pytest.raises(QuestionError, match="no framework is called 'tay-pact'"):
        world.whatif("framework", [change], on="2000-01-01", framework="tay-pact")


PLAIN_VALUES = (Citation, Because, All, AnyOf, Contested, Named, Not, Reading, Test, Equivalence)
"""Values in lists that are parts of one value, and no findings."""
MEASURES = {"Threshold", "YearDay", "Interval", "Tenth"}


def test_every_finding_says_what_it_is_matched_by() -> None:
    found: set[type] = set()
    for question in every().values():
        _walk(question.answer, False, set(), found)
    without = {kind.__name__ for kind in found if not hasattr(kind, "matched_by")}
    assert without - {kind.__name__ for kind in PLAIN_VALUES} == MEASURES
    for kind in found:
        for path in getattr(kind, "matched_by", ()):
            assert path.partition(".")[0] in kind.__struct_fields__, (kind, path)  # type: ignore[attr-defined]


def _walk(shape: Any, listed: bool, seen: set[Any], found: set[type]) -> None:
    origin, inner = typing.get_origin(shape), typing.get_args(shape)
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        if listed:
            found.add(shape)
        if (shape, listed) not in seen:
            seen.add((shape, listed))
            for hint in typing.get_type_hints(shape).values():
                _walk(hint, False, seen, found)
    elif origin in (tuple, list, collections.abc.Sequence):
        for part in inner:
            _walk(part, True, seen, found)
    elif origin in (dict, collections.abc.Mapping):
        _walk(inner[1], False, seen, found)
    elif origin in (typing.Union, types.UnionType, typing.ClassVar):
        for part in inner:
            _walk(part, listed, seen, found)


def test_a_scenario_copies_nothing_that_it_does_not_touch(world: World) -> None:
    base = world.catalogue
    clauses = {c.provision.id: c for c in base.clauses_on(date(2030, 6, 1))}
    changed = world.with_changes(["leave:csto:ARM:2030-01-01"]).catalogue
    for identifier, framework in base.frameworks.items():
        assert (changed.frameworks[identifier] is framework) is (identifier != "csto")
    for clause in changed.clauses_on(date(2030, 6, 1)):
        if clause.framework.id != "csto":
            assert clause is clauses[clause.provision.id]
            assert changed.standing(clause, date(2030, 6, 1)) is base.standing(
                clause, date(2030, 6, 1)
            )
