"""S1: a number of ten bytes that has a hundred million digits, at every door that takes numbers."""

import json
from typing import Any

import httpx
import pytest

from proofs.assistants import call
from proofs.hostile import FREEZING, JSON, body, exact, numbers, numeric_fields, put
from proofs.serving import Served
from proofs.watching import Watch
from tests.attacks.conftest import held_up_nobody, refused

SOON = 4.0
"""Seconds in which any number is refused, on a machine that does other things too."""
ASKED = {"key": "nato/common-funding-2021", "amount": "1000", "on": "2023-12-31"}
WITH_NUMBERS = (
    *("apportion", "casus", "commitments", "comply", "evidence", "exercise", "generate"),
    *("grant", "honoured", "impact", "measure", "notify", "panel", "path", "pool", "precedents"),
    *("reimburse", "trend"),
)


def cut(value: object) -> str:
    return str(value)[:20]


@pytest.mark.parametrize("number", [*numbers(), "1e1000000", "1E+999999", "1e-1000000"], ids=cut)
def test_a_share_that_nobody_means_is_refused_and_holds_up_nobody(
    number: str, served: Served
) -> None:
    with Watch(served) as watch, served.client(SOON) as client:
        answer = client.post("/api/v1/apportion", json={**ASKED, "join": {"FIN": number}})
    told = refused(answer, 422)
    assert len(told) < 1000
    assert "join" in told
    held_up_nobody(watch)


def test_every_question_with_a_number_is_attacked_here(questions: dict[str, Any]) -> None:
    found = {
        name
        for name, question in questions.items()
        if any(True for _ in numeric_fields(question["inputs"], question["example"]))
    }
    assert found == set(WITH_NUMBERS)


@pytest.mark.parametrize("name", WITH_NUMBERS)
def test_no_field_of_a_question_takes_a_number_without_bounds(
    name: str, questions: dict[str, Any], served: Served
) -> None:
    question = questions[name]
    faults: list[str] = []
    with Watch(served) as watch, served.client(SOON) as client:
        for at, schema in numeric_fields(question["inputs"], question["example"]):
            for number in numbers(100_000):
                field = ".".join(map(str, at))
                shown = f"{field}={number[:12]}"
                given = body(put(question["example"], at, number))
                try:
                    answer = client.post(f"/api/v1/{name}", content=given, headers=JSON)
                except httpx.TimeoutException:
                    faults.append(f"{shown}: no answer in {SOON:g} s")
                    pytest.fail("\n".join(faults))
                # a float takes 1e-300000 for nought; an exact number must not take it at all
                if answer.status_code != 422 and (exact(schema) or answer.status_code != 200):
                    faults.append(f"{shown}: {answer.status_code} {answer.text[:80]}")
                elif len(answer.content) > 2000 and answer.status_code == 422:
                    faults.append(f"{shown}: a refusal of {len(answer.content):,} bytes")
    assert not faults, "\n".join(faults)
    held_up_nobody(watch)


@pytest.mark.parametrize(
    "number", ["1e99999999", "-1e99999999", "1e-300000", "9" * 100_000], ids=cut
)
def test_a_number_written_as_one_is_bounded_as_one_in_quotes(number: str, served: Served) -> None:
    """JSON bounds no number: a reader may make infinity of one, or a hundred million digits."""
    given = json.dumps({**ASKED, "join": {"FIN": 0}}).replace('"FIN": 0', f'"FIN": {number}')
    with Watch(served) as watch, served.client(SOON) as client:
        answer = client.post("/api/v1/apportion", content=given, headers=JSON)
    refused(answer, 400, 422)
    held_up_nobody(watch)


@pytest.mark.parametrize(
    "query",
    [
        f"panel?on=2020-01-01&unit=state-year&from={FREEZING}&to=2001",
        "panel?on=2020-01-01&unit=state-year&from=1900&to=" + "9" * 20_000,
        f"casus?on=1982-04-02&attacked=GBR&attacker=ARG&at={FREEZING},0",
        f"casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=51,{FREEZING}",
        "power?on=2020-01-01&body=un/security-council&index=" + "9" * 20_000,
        f"state?on={FREEZING}&state=DDR",
        "state?on=" + "9" * 20_000 + "-01-01&state=DDR",
    ],
    ids=lambda query: query.partition("?")[0] + query[-8:],
)
def test_a_number_in_a_query_is_bounded_too(query: str, served: Served) -> None:
    with Watch(served) as watch, served.client(SOON) as client:
        answer = client.get(f"/api/v1/{query}")
    told = refused(answer, 422)
    assert len(told) < 1000
    held_up_nobody(watch)


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_number_in_a_document_is_bounded_too(form: str, served: Served) -> None:
    shares = [{"state": "DEU", "share": FREEZING}, {"state": "FRA", "share": "1e-300000"}]
    document = json.dumps({"title": "Ours", "proportional": True, "shares": shares})
    with Watch(served) as watch, served.client(SOON) as client:
        answer = client.post(
            "/api/v1/apportion/document",
            params={"name": f"mix.{form}"},
            content=document,
            headers={"content-type": "application/octet-stream"},
        )
    refused(answer, 422)
    assert {fault["field"] for fault in answer.json()["errors"]} == {
        "shares[0].share",
        "shares[1].share",
    }
    held_up_nobody(watch)


@pytest.mark.parametrize("number", numbers(100_000), ids=cut)
def test_an_assistant_is_refused_too(number: str, assistants: Served) -> None:
    with assistants.client(SOON) as client:
        answer = call(client, "apportion", {**ASKED, "join": {"FIN": number}})
        assert answer["isError"], answer
        assert len(answer["content"][0]["text"]) < 1000
        assert call(client, "state", {"on": "1985-06-01", "state": "DDR"})["isError"] is False
