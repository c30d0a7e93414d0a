"""The scenarios of a sweep: what they are made of, and what makes no sense."""

import pickle
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

import foedus
from foedus.asking.world import World
from foedus.documents.problems import DefinitionError
from foedus.scenarios.plan import Plan, read_sweep, spelled

ON = "on: 2030-01-01\n"
NATO = "framework: nato\n" + ON
PAIR = "grid:\n- leave:nato:TUR|HUN:2030-01-01|2031-01-01\n"
DRAWN = """draws: 400
uncertain:
- {fact: un-security-council-authorisation, probability: 0.25}
- {change: "leave:nato:TUR:DAY", first: 2030-01-01, last: 2030-01-10, probability: 0.5}
"""


@pytest.fixture(scope="module")
def world() -> World:
    return foedus.load()


@pytest.fixture
def read(tmp_path: Path, world: World) -> "Reader":
    return Reader(tmp_path / "sweep.yaml", world)


class Reader:
    def __init__(self, path: Path, world: World) -> None:
        self.path, self.world = path, world

    def __call__(self, text: str, seed: int = 0) -> Plan:
        self.path.write_text(text, encoding="utf-8")
        return read_sweep(self.path, self.world, seed)


def told(plan: Plan) -> list[str]:
    return [plan.scenario(number + 1).spelled for number in range(len(plan))]


def test_every_exit_and_every_pair(read: Reader, world: World) -> None:
    members = [*world.catalogue.members_on(world.catalogue.framework("nato"), date(2030, 1, 1))]
    exits = [f"leave:nato:{state}:2030-01-01" for state in members]
    assert told(read(f"every: exits\n{NATO}")) == exits
    assert told(read(f"every: pairs\n{NATO}")) == [f"{a}; {b}" for a, b in combinations(exits, 2)]


def test_candidates_are_those_on_record_or_those_named(read: Reader, world: World) -> None:
    eu = "every: accessions\nframework: European Union\n" + ON
    on_record = told(read(eu))
    assert "join:eu:MDA:2030-01-01" in on_record
    assert not any("FRA" in text for text in on_record)
    assert told(read(f"{eu}states: [Norway, ISL]\n")) == [
        "join:eu:NOR:2030-01-01",
        "join:eu:ISL:2030-01-01",
    ]


def test_each_way_with_each(read: Reader) -> None:
    fixed = "changes:\n- {change: join, framework: eu, state: MDA, on: 2029-01-01}\n"
    plan = read(f"every: exits\nstates: [FRA, DEU]\n{NATO}{PAIR}{fixed}")
    begin = "join:eu:MDA:2029-01-01; leave:nato"
    assert len(plan) == 2 * 4
    assert told(plan)[1] == f"{begin}:FRA:2030-01-01; leave:nato:TUR:2031-01-01"
    assert [spelled(change) for change in plan.scenario(2).changes] == told(plan)[1].split("; ")
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_a_draw_hangs_on_its_seed_and_number_alone(read: Reader) -> None:
    plan, again, other = read(DRAWN), read(DRAWN), read(DRAWN, seed=1)
    assert told(plan) == told(again) != told(other)
    assert plan.scenario(7).spelled == told(plan)[6]
    beside = read(f"{PAIR}{DRAWN}".replace("TUR|HUN", "FRA|HUN"))
    assert [text.partition("; ")[2] for text in told(beside)[400:800]] == told(plan)
    authorised = sum("authorisation:true" in text for text in told(plan))
    leaves = [text.partition("; ")[2] for text in told(plan) if "leave" in text]
    assert 70 <= authorised <= 130  # of 400 with a probability of a quarter
    assert 160 <= len(leaves) <= 240
    assert {text[-10:] for text in leaves} == {f"2030-01-{day:02}" for day in range(1, 11)}


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("sweep: x\n", "1: this sweeps over nothing"),
        ("every: exits\nframework: natoo\n", "2: framework: no framework is called 'natoo'"),
        ("every: exits\nframework: nato\n", "1: `on` is missing"),
        ("states: [FRA]\n" + PAIR, "1: states: `states` says of whom `every` is"),
        (f"every: exits\n{NATO}states: [FRA, MDA]\n", "4: states[1]: MDA is not a member"),
        (f"every: pairs\n{NATO}states: [FRA]\n", "4: states: a pair takes two states"),
        (f"every: accessions\n{NATO}", "1: every: nato has no candidates on 2030-01-01"),
        (f"every: accessions\n{NATO}states: [AUT, FRA]\n", "4: states[1]: FRA already is"),
        ("grid:\n- leave:nato:TUR|:2030-01-01\n", "2: grid[0]: a bar of"),
        ("grid:\n- leave:nato:TUR|MDA:2030-01-01\n", "2: grid[0]: MDA is not a member"),
        ("grid:\n- leave:nato:TUR|HUN\n", "2: grid[0]: 'leave:nato:HUN' is not of the form"),
        ("draws: 3\n", "1: draws: `draws` and `uncertain` belong together"),
        (DRAWN.replace("0.25", "1.25"), "3: uncertain[0].probability: must be at most 1"),
        (DRAWN.replace(", probability: 0.25", ""), "3: uncertain[0]: a `fact` has a"),
        (DRAWN.replace("un-security", "security"), "3: uncertain[0]: no rule asks for a fact"),
        (DRAWN.replace("DAY", "2030-01-01"), "4: uncertain[1].change: `first` and `last`"),
        (DRAWN.replace("last: 2030", "last: 2029"), "4: uncertain[1].last: 2029-01-10 is before"),
        (DRAWN.replace("TUR", "MDA"), "4: uncertain[1]: MDA is not a member"),
        (
            f"{PAIR}changes:\n- {{change: leave, framework: nato, state: MDA, on: 2030-01-01}}\n",
            "4: changes[0].on: MDA is not a member",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_stands(
    read: Reader, text: str, refused: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(text)
    assert str(caught.value).partition("sweep.yaml:")[2].startswith(refused)
