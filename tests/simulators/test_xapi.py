"""xAPI: statements in every form of file, what identifies an actor, and every fault."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.simulators.errors import RecordError
from foedus.simulators.xapi import Person, Statement, read_statements, standing
from tests.simulators.traffic import reads_or_refuses, statement

BOARDING = "https://sim.example/boarding"


def one(**changes: Any) -> Statement:
    [found] = read_statements(json.dumps(statement(**changes)).encode())
    return found


def test_a_statement() -> None:
    found = one(
        result={"success": True, "score": {"scaled": 0.8}, "duration": "PT1H30M"},
        context={"contextActivities": {"grouping": [{"id": "https://sim.example/watch"}]}},
    )
    assert found.actors == (Person("mailto:ola@mil.no", "mil.no"),)
    assert (found.verb, found.object) == ("http://adlnet.gov/expapi/verbs/completed", BOARDING)
    assert found.at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert found.duration == timedelta(hours=1, minutes=30)
    assert (found.success, found.score) == (True, 0.8)
    assert found.activities == (BOARDING, "https://sim.example/watch")


@pytest.mark.parametrize(
    ("actor", "people"),
    [
        (
            {"account": {"homePage": "https://lms.navy.mil/x", "name": "7"}},
            [("https://lms.navy.mil/x 7", "lms.navy.mil")],
        ),
        ({"openid": "https://id.example/ola"}, [("https://id.example/ola", "id.example")]),
        ({"mbox_sha1sum": "EBD31e95"}, [("ebd31e95", "")]),
        ({"mbox": "MAILTO:Kim@Mil.NO"}, [("mailto:Kim@mil.no", "mil.no")]),
        (
            {
                "objectType": "Group",
                "member": [{"mbox": "mailto:a@b.no"}, {"mbox": "mailto:c@d.se"}],
            },
            [("mailto:a@b.no", "b.no"), ("mailto:c@d.se", "d.se")],
        ),
        (
            {"objectType": "Group", "mbox": "mailto:crew@b.no", "member": []},
            [("mailto:crew@b.no", "b.no")],
        ),
    ],
)
def test_who_it_was(actor: dict[str, Any], people: list[tuple[str, str]]) -> None:
    assert [(person.id, person.place) for person in one(actor=actor).actors] == people


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("PT0.5S", 0.5),
        ("PT90M", 5400),
        ("P1DT1H", 90_000),
        ("P2W", 1_209_600),
        ("PT16,6S", 16.6),
        ("PT44M59.9999999S", 2700),  # .NET writes seven decimals
        ("PT0.0000001S", 0),
        ("PT45M0.123456789012S", 2700.123457),
        ("P0Y0M0DT0H45M0S", 2700),  # SCORM writes every unit
        ("P0Y0M0DT0H0M2700.00S", 2700),
        ("P0Y", 0),
        ("P0DT45M", 2700),
        ("P1W2D", 777_600),
        ("PT0.75H", 2700),
    ],
)
def test_durations(written: str, seconds: float) -> None:
    assert one(result={"duration": written}).duration.total_seconds() == pytest.approx(seconds)


@pytest.mark.parametrize("form", ["array", "lines", "indented", "marked"])
def test_every_form_of_file(form: str) -> None:
    two = [statement(), statement(id="2")]
    data = {
        "array": json.dumps(two),
        "lines": "\n".join(map(json.dumps, two)) + "\n",
        "indented": json.dumps(two, indent=2),
        "marked": "\ufeff" + json.dumps(two),
    }[form]
    assert [s.id for s in read_statements(data.encode())] == [two[0]["id"], "2"]


def test_what_is_repeated_counts_once_and_what_is_voided_not_at_all() -> None:
    void = statement(
        id="3",
        verb={"id": "http://adlnet.gov/expapi/verbs/voided"},
        object={"objectType": "StatementRef", "id": "2"},
    )
    data = json.dumps([statement(), statement(), statement(id="2"), void])
    found = standing(read_statements(data.encode()))
    assert [s.id for s in found] == [statement()["id"]]


@pytest.mark.parametrize("written", [str.upper, str.title, "urn:uuid:{}".format])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_the_id_of_a_statement_is_the_same_in_capitals(
    written: Callable[[str], str], elsewhere: bool
) -> None:
    """The kind: ids compare as their standard says (RFC 4122, 3), whatever file they stand in."""
    void = statement(
        id="16fd2706-8baf-433b-82eb-8c7fada847da",
        verb={"id": "http://adlnet.gov/expapi/verbs/voided"},
        object={"objectType": "StatementRef", "id": written(statement()["id"])},
    )
    files = [[statement()], [void]] if elsewhere else [[statement(), void]]
    found = [s for file in files for s in read_statements(json.dumps(file).encode())]
    assert standing(found) == ()
    again = [statement(), statement(id=written(statement()["id"]))]
    assert len(standing(read_statements(json.dumps(again).encode()))) == 1


@pytest.mark.parametrize(
    "form",
    [
        '{{"statements": [{0}, {1}], "more": "/xapi/statements?cursor=2"}}',
        '{{"more": "/xapi/statements?cursor=2", "statements": [{0}, {1}]}}',
        '{{"statements": [{0}], "more": "/xapi/statements?cursor=2"}}\n{{"statements": [{1}]}}',
        '[{{"statements": [{0}], "more": "/xapi/statements?cursor=2"}}, {1}]',
    ],
)
def test_the_answer_of_a_learning_record_store_is_read_as_it_is(form: str) -> None:
    """The kind: the only form in which a store gives many statements was refused (xAPI 2.5)."""
    one, two = json.dumps(statement()), json.dumps(statement(id="2"))
    more: list[str] = []
    found = read_statements(form.format(one, two).encode(), more)
    assert [s.id for s in found] == [statement()["id"], "2"]
    assert more == ["/xapi/statements?cursor=2"]


def test_the_last_answer_of_a_store_has_no_more() -> None:
    more: list[str] = []
    for last in ({"more": ""}, {}, {"more": None}):
        assert read_statements(json.dumps({"statements": [], **last}).encode(), more) == ()
    assert more == []


def test_a_statement_of_a_store_may_have_only_the_moment_at_which_it_was_stored() -> None:
    assert one(timestamp=None, stored="2026-03-02T10:00:00.1234567Z").at.minute == 0
    assert one(timestamp="2026-03-02t10:00:00z").at == one().at  # RFC 3339, 5.6


def test_an_empty_file_or_array_holds_nothing() -> None:
    assert read_statements(b"") == read_statements(b" [ ] ") == ()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"actor": None}, "actor is missing"),
        ({"actor": {}}, "actor needs exactly one of mbox"),
        ({"actor": {"mbox": "mailto:a@b.no", "openid": "https://x.no"}}, "got mbox, openid"),
        ({"actor": {"mbox": "a@b.no"}}, "not an address, such as mailto"),
        ({"actor": {"account": {"homePage": "https://b.no"}}}, "actor.account.name is missing"),
        ({"actor": {"objectType": "Group"}}, "has no members"),
        (
            {"actor": {"objectType": "Group", "member": [{"objectType": "Group", "member": []}]}},
            "a group within a group",
        ),
        ({"verb": {}}, "verb.id is missing"),
        ({"verb": {"id": "completed"}}, "verb.id is not an IRI"),
        ({"object": {"id": 7}}, "object.id is not text"),
        ({"object": {"objectType": "Thing", "id": "x:y"}}, "object.objectType is one of Activity"),
        ({"timestamp": None}, "timestamp is missing"),
        ({"timestamp": "2026-03-02T10:00:00"}, "not a date and time with its time zone"),
        ({"timestamp": "2026-02-30T10:00:00Z"}, "timestamp is not a date and time"),
        ({"timestamp": "0001-01-01T00:00:00Z"}, "timestamp is not a date and time"),
        ({"result": {"duration": "P1Y"}}, "years or months, which have no fixed length"),
        ({"result": {"duration": "P0Y1M"}}, "years or months, which have no fixed length"),
        ({"result": {"duration": "P"}}, "result.duration is not in weeks"),
        ({"result": {"duration": "-PT5M"}}, "result.duration is not in weeks"),
        ({"result": {"duration": "00:45:00"}}, "result.duration is not in weeks"),
        ({"result": {"duration": "PT"}}, "result.duration is not in weeks"),
        ({"result": {"duration": "P90D"}}, "more than 31 days"),
        ({"result": {"score": {"scaled": 2}}}, "must lie between -1 and 1"),
        ({"result": {"success": "yes"}}, "neither true nor false"),
        ({"result": 3}, "result is not an object"),
        ({"context": {"contextActivities": {"parent": [{}]}}}, "parent.id is missing"),
    ],
)
def test_a_statement_that_breaks_the_rules_is_refused_where_it_begins(
    changes: dict[str, Any], what: str
) -> None:
    first = json.dumps(statement()).encode() + b"\n"
    with pytest.raises(RecordError) as refused:
        read_statements(first + json.dumps(statement(**changes)).encode())
    assert refused.value.offset == len(first)
    assert what in refused.value.what


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b'{"a": ', 6),
        (b"[1", 1),
        (b"[{}", 1),
        (b"\xff", 0),
        ("é".encode() + b" {", 0),
        (b"[" * 100_000, 1),
        (b'{"a": NaN}', 0),
        (b"1" * 5000, 0),
        (json.dumps([statement()]).encode() + b"]", len(json.dumps([statement()])) + 1),
        (json.dumps([statement()]).encode()[:-1] + b",]", len(json.dumps([statement()]))),
    ],
)
def test_what_is_no_json_is_refused_at_its_byte(data: bytes, offset: int) -> None:
    with pytest.raises(RecordError) as refused:
        read_statements(data)
    assert refused.value.offset == offset


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_at_one_of_them(data: bytes) -> None:
    assert reads_or_refuses(read_statements, data)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(statement())), json_values)
def test_any_value_in_any_field_is_read_or_refused(field: str, value: Any) -> None:
    data = json.dumps(statement(**{field: value, "result": {"duration": value}})).encode()
    assert reads_or_refuses(read_statements, data)


@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(json.dumps([statement(), statement(id="2")]).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert reads_or_refuses(read_statements, bytes(whole))
