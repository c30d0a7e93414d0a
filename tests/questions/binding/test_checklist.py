"""`casus --checklist`: whom to tell, by when, under which article, and the drafts for it."""

from datetime import UTC, date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from docx import Document

from foedus import World
from foedus.errors import QuestionError
from foedus.exchange.markdown import to_markdown
from foedus.exchange.word import write_memo
from foedus.judging.notices import when
from foedus.model.citations import Citation
from foedus.model.provisions import Notice
from foedus.questions.binding.casus.answer import CasusAnswer

SC = "Security Council of the United Nations"


def asked(world: World, on: str = "2001-09-11", **more: object) -> CasusAnswer:
    given: dict[str, object] = {
        "attacked": ["USA"],
        "attacker": ["al-qaida"],
        "at": "New York",
        "kind": "terrorist-attack",
        "checklist": True,
    }
    answer = world.ask("casus", {**given, **more}, on=on)
    assert isinstance(answer, CasusAnswer)
    return answer


def lines(answer: CasusAnswer) -> set[tuple[str, str, str, str]]:
    assert answer.checklist is not None
    return {(t.provision, t.kind, t.whom, t.by_when) for t in answer.checklist}


def test_what_the_clauses_want_told_is_listed_with_its_article_and_time(world: World) -> None:
    answer = asked(world, zone="America/New_York")
    at_once = "immediately, from 2001-09-11 on (America/New_York)"
    found = lines(answer)
    assert ("un/art-51", "report", SC, at_once) in found
    assert ("nato/art-5", "report", SC, at_once) in found
    assert ("rio/art-3", "report", SC, at_once) in found
    assert ("anzus/art-4", "report", SC, at_once) in found
    assert ("nato/art-4", "consultation", "North Atlantic Council", "not known") in found
    assert ("nato/art-5", "assistance", "North Atlantic Council", "not known") in found
    articles = {t.provision: t.cite.article for t in answer.checklist or () if t.kind == "report"}
    assert articles["nato/art-5"] == "Art. 5(2)"
    assert articles["rio/art-3"] == "Art. 5"
    assert articles["anzus/art-4"] == "Art. IV(2)"


def test_without_being_asked_nothing_is_listed(world: World) -> None:
    answer = asked(world, checklist=False)
    assert answer.checklist is None
    assert answer.letters() == ()
    assert "What to send" not in {section.title for section in answer.sections()}


def test_a_restraint_calls_for_no_letter_and_what_is_not_triggered_neither(world: World) -> None:
    answer = asked(
        world, on="1982-04-02", attacked=["GBR"], attacker=["ARG"], at="Falkland Islands",
        kind="armed-attack",
    )  # fmt: skip
    found = lines(answer)
    provisions = {provision for provision, *_ in found}
    assert "un/art-2-4" not in provisions
    assert "nato/art-5" not in provisions
    assert ("uk-prt/art-3", "assistance", "PRT", "not known") in found
    senders = {t.provision: t.sender for t in answer.checklist or ()}
    assert senders["uk-prt/art-3"] == "the party attacked, by applying to the other"


def test_what_is_open_is_sent_only_if_it_is_settled(world: World) -> None:
    answer = asked(
        world, on="2026-09-10", attacked=["DEU"], attacker=["RUS"], at="Berlin",
        kind="cyber-attack",
    )  # fmt: skip
    [report] = [
        t for t in answer.checklist or () if t.provision == "nato/art-5" and t.kind == "report"
    ]
    assert report.verdict is None
    assert report.open
    letter = next(x for x in answer.letters() if "Art. 5(2)" in x.subject)
    assert letter.paragraphs[0].startswith("[Send this only once it is settled: ")
    certain = [t.verdict for t in answer.checklist or ()]
    assert certain == sorted(certain, key=lambda verdict: verdict is None)


def test_a_member_struck_invokes_the_solidarity_clause_as_the_decision_says(world: World) -> None:
    def invoked(on: str) -> list[tuple[str, str]]:
        answer = asked(
            world, on=on, attacked=["FRA"], attacker=[], at="Paris", kind="terrorist-attack"
        )
        return [
            (t.whom.partition(",")[0], t.cite.source.partition(",")[0])
            for t in answer.checklist or ()
            if t.provision == "eu/tfeu-222"
        ]

    assert invoked("2015-11-13") == [
        ("Presidency of the Council and President of the European Commission",
         "Council Decision 2014/415/EU")
    ]  # fmt: skip
    [(before, _)] = invoked("2012-03-11")  # before the Decision, only the clause itself
    assert before == "Council of the European Union"


NOTICE = Notice("the Commission", "Tell it.", Citation("Treaty", "Art. 9"))


@pytest.mark.parametrize(
    ("day", "zone", "days", "hours", "told", "due"),
    [
        (date(2026, 9, 10), "Europe/Warsaw", 3, None,
         "within 3 days: by the end of 2026-09-13 (Europe/Warsaw)",
         datetime(2026, 9, 13, 22, tzinfo=UTC)),
        (date(2026, 9, 10), "UTC", 1, None, "within 1 day: by the end of 2026-09-11 (UTC)",
         datetime(2026, 9, 12, tzinfo=UTC)),
        (date(2026, 9, 10), "Asia/Tokyo", None, 48,
         "within 48 hours, counted from the start of 2026-09-10: 2026-09-12 00:00 (Asia/Tokyo)",
         datetime(2026, 9, 11, 15, tzinfo=UTC)),
        # the clocks of Warsaw go back in the night to the 25th
        (date(2026, 10, 24), "Europe/Warsaw", None, 48,
         "within 48 hours, counted from the start of 2026-10-24: 2026-10-25 23:00 (Europe/Warsaw)",
         datetime(2026, 10, 25, 22, tzinfo=UTC)),
        (date(2026, 10, 24), "Europe/Warsaw", 1, None,
         "within 1 day: by the end of 2026-10-25 (Europe/Warsaw)",
         datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (date(2026, 9, 10), "UTC", None, None, "not known", None),
    ],
)  # fmt: skip
def test_deadlines_are_by_the_clock_of_the_event(
    day: date, zone: str, days: int | None, hours: int | None, told: str, due: datetime | None
) -> None:
    notice = Notice(NOTICE.addressee, NOTICE.says, NOTICE.cite, days=days, hours=hours)
    assert when(notice, day, zone) == (told, due)
    if due is not None:
        found = when(notice, day, zone)[1]
        assert found is not None
        assert found.tzinfo == ZoneInfo(zone)


def test_a_zone_that_is_none_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="zone: 'Mars/Base' is not a time zone known here"):
        asked(world, zone="Mars/Base")


def test_the_letters_are_in_the_memo(world: World) -> None:
    answer = asked(world)
    memo = to_markdown(answer)
    assert "## What to send" in memo
    assert "## Draft: Request for consultations, Art. 4 of the North Atlantic Treaty" in memo
    assert "To: North Atlantic Council" in memo
    assert "circulated as a document of the Security Council" in memo
    written = BytesIO()
    write_memo(answer, written)
    texts = [paragraph.text for paragraph in Document(BytesIO(written.getvalue())).paragraphs]
    for letter in answer.letters():
        assert letter.subject in texts
        assert f"To: {letter.to}" in texts
        assert set(letter.paragraphs) <= set(texts)


def test_who_sends_is_not_known_where_the_definition_does_not_record_it(world: World) -> None:
    answer = asked(
        world, on="2020-01-01", attacked=["SAU"], attacker=["IRN"], at="Riyadh", kind="armed-attack"
    )
    [task] = [t for t in answer.checklist or () if t.provision == "gcc/art-3"]
    assert (task.kind, task.sender, task.by_when) == ("assistance", "not known", "not known")
    letter = next(x for x in answer.letters() if task.cite in x.cites)
    assert letter.paragraphs[0].startswith("[The definition does not record who sends this")
