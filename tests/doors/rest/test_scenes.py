"""September 2001, silence broken twice and November 2015, played over HTTP by five accounts.

What must be known of it, for twelve days and as known on others, stands in `scenes.yaml`, written
from the sources. Each question is also equal to the same question given documents by hand.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.documents.source import read
from foedus.doors.rest.app import create_app
from foedus.doors.rest.node.gate import Gate
from foedus.nodes.node import Node
from foedus.nodes.people.people import People
from tests.conftest import cheap_passphrases
from tests.doors.rest.test_node import API, PHRASE, Stage, plain

SCENES: dict[str, Any] = read(Path(__file__).parent / "scenes.yaml").data
ACCOUNTS = {"ann": "USA", "uwe": "DEU", "luc": "FRA", "tom": "GBR"}
NOW = datetime(2015, 12, 5, 12, tzinfo=UTC)
DAYS = [pytest.param(day, id=str(day["on"])) for day in SCENES["days"]]
KNOWN = [pytest.param(known, id=known["at"]) for known in SCENES["known"]]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def written(value: Any) -> Any:
    """Days as JSON has them."""
    if isinstance(value, dict):
        return {name: written(item) for name, item in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Stage]:
    place = tmp_path_factory.mktemp("nodes") / "scenes"
    made = Stage(None, now=moment("2001-09-11T08:00Z"))
    created = Node.create(place, "nato", clock=lambda: made.now, base=lambda: world)
    with cheap_passphrases(), created as node:
        made.app = create_app(world, gate=Gate(node, str(place)))
        come(made, node)
        for step in SCENES["steps"]:
            play(made, step)
        made.now = NOW
        sign_in(made)
        yield made


def come(stage: Stage, node: Node) -> None:
    def enrol(invitation: str, name: str) -> None:
        body = {"invitation": invitation, "name": name, "passphrase": PHRASE}
        assert stage.client().post(f"{API}/enrol", json=body).status_code == 201

    def invite(by: str, party: str, post: str) -> str:
        sign_in(stage, by)
        body = {"party": party, "posts": [{"post": post}]}
        return str(stage.client(by).post(f"{API}/invitations", json=body).json()["invitation"])

    enrol(People(node).first_invitation(), "chief")
    enrol(invite("chief", "secretariat", "secretariat"), "sirje")
    for name, party in ACCOUNTS.items():
        enrol(invite("chief", party, "administrator"), f"{name}-admin")
        enrol(invite(f"{name}-admin", party, "head-of-delegation"), name)


def sign_in(stage: Stage, *names: str) -> None:
    for name in names or ("sirje", *ACCOUNTS):
        body = {"name": name, "passphrase": PHRASE}
        answer = stage.client().post(f"{API}/sign-in", json=body)
        assert answer.status_code == 201, answer.text
        cookie = answer.headers["set-cookie"]
        stage.cookies[name] = cookie.partition("=")[2].partition(";")[0]


def play(stage: Stage, step: dict[str, Any]) -> None:
    """Do a step at its moment, as the one who did it."""
    stage.now = moment(step["at"])
    sign_in(stage, step["who"])
    client = stage.client(step["who"])
    answer = client.post(f"{API}/acts/{step['act']}", json=written(step["given"]))
    if told := step.get("refused"):
        assert (answer.status_code, told in answer.text) == (422, True), answer.text
        return
    assert answer.status_code == 201, (step, answer.text)
    assert answer.json()["entries"][0]["id"] == step["id"]


def asked(stage: Stage, question: str, known_at: str = "", **given: Any) -> Any:
    """What the secretariat is answered, as known at a moment."""
    known = {"as-known-at": known_at} if known_at else {}
    return stage.ask("sirje", question, **written(given), **known)


def check_diary(stage: Stage, day: dict[str, Any], on: str, at: str = "") -> None:
    """What was done, what waits and how it was kept."""
    done = asked(stage, "history", at, on=on)["done"]
    assert [one["id"] for one in done] == day["done"]
    waiting = asked(stage, "due", at, on=on)["waiting"]
    found = [
        [one["kind"], one["about"], len(one["who"]) if one["kind"] == "position" else one["who"]]
        for one in waiting
    ]
    assert found == day["due"]
    kept = asked(stage, "kept", at, on=on)["found"]
    assert [[one["undertaking"]["about"], one["how"]] for one in kept] == day["kept"]


def check_motions(stage: Stage, day: dict[str, Any], on: str, at: str = "") -> None:
    """Each motion is decided as the same by hand, and stands as the sources say."""
    for motion, (hand, outcome) in day.get("decide", {}).items():
        read = asked(stage, "decide", at, body=f"record:{motion}", on=on)
        given = dict(SCENES["motions"][hand])
        deadline = given.get("deadline", "")
        if deadline[:10] == on:  # a day means its end, or what is known of it
            given["at"] = at or f"{on}T23:59:59.999999Z"
        by_hand = asked(stage, "decide", **given, on=on)
        assert read["outcome"] == outcome
        assert plain(read) == plain(by_hand), motion


def check_event(stage: Stage, event: str, wanted: dict[str, Any], at: str = "") -> None:
    """The event is judged as the same by hand, and what was done about it stands beside it."""
    read = asked(stage, "casus", at, event=f"record:{event}")
    by_hand = asked(stage, "casus", at, **SCENES["events"][wanted["as"]])
    assert plain(read) == plain(by_hand)
    told = [
        one
        for group in ("triggered", "undetermined", "not_triggered")
        for finding in read.get(group, ())
        for one in finding.get("invoked", ())
        if one["cite"]["source"] == "record"
    ]
    if "invoked" not in wanted:
        assert told == []
        return
    [mine] = told
    assert mine["invoked"]["on"] == wanted["invoked"]
    assert (mine.get("determined") or {}).get("on") == wanted.get("determined")
    responses = [[one["by"][0], one["on"]] for one in mine["responses"]]
    assert responses == wanted["responses"]


@pytest.mark.parametrize("day", DAYS)
def test_for_a_day_the_record_says_what_the_sources_say(stage: Stage, day: dict[str, Any]) -> None:
    on = day["on"].isoformat()
    check_diary(stage, day, on)
    check_motions(stage, day, on)


@pytest.mark.parametrize("event", SCENES["casus"])
def test_an_event_is_judged_as_the_same_by_hand(stage: Stage, event: str) -> None:
    check_event(stage, event, SCENES["casus"][event])


@pytest.mark.parametrize("known", KNOWN)
def test_as_it_was_known_the_record_says_what_was_known(
    stage: Stage, known: dict[str, Any]
) -> None:
    check_diary(stage, known, known["at"][:10], known["at"])
    check_motions(stage, known, known["at"][:10], known["at"])
    for event, wanted in known.get("casus", {}).items():
        check_event(stage, event, wanted, known["at"])


def test_twelve_days_and_twelve_others_are_asked() -> None:
    days = {day["on"] for day in SCENES["days"]}
    assert len(days) == 12
    assert len(SCENES["known"]) >= 12
    assert {step["who"] for step in SCENES["steps"]} == {"sirje", *ACCOUNTS}
