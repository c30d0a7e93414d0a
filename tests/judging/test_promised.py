"""How a commitment stands: settled only by a report, late only by a report, and else not known."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.promised import made_until, stand
from foedus.model.citations import Citation
from foedus.model.commitments import SETTLED, Commitment, Report, Told

MADE = date(2020, 1, 1)
CITE = Citation("a text")
days = st.dates(MADE, date(2030, 12, 31))
open_ones: st.SearchStrategy[Told] = st.sampled_from(["open", "in part"])
last_ones: st.SearchStrategy[Told] = st.sampled_from(["done", "carried on", "dropped"])


@st.composite
def commitments(draw: st.DrawFn) -> Commitment:
    """A commitment with reports as a definition may have them: what settles it comes last."""
    when = sorted(draw(st.lists(days, max_size=4)))
    told = [draw(open_ones) for _ in when]
    settled = draw(st.booleans())
    if told and settled:
        told[-1] = draw(last_ones)
    reports = tuple(Report(on, word, CITE) for on, word in zip(when, told, strict=True))
    deadline = draw(st.none() | days)
    return Commitment("a/b", "a", MADE, "do", "it", ("members",), CITE, deadline, "", reports)


@given(commitments(), days)
def test_settled_late_and_ahead_are_what_reports_and_the_deadline_say(
    commitment: Commitment, on: date
) -> None:
    fate, timing, report = stand(commitment, on)
    past = [r for r in commitment.reports if r.on <= on]
    settled = bool(past) and past[-1].told in SETTLED
    assert (timing == "settled") == settled == (fate in SETTLED)
    if commitment.deadline is None:
        assert timing in ("settled", "no deadline")
        return
    if timing == "ahead":
        assert on <= commitment.deadline
    if timing in ("overdue", "not known whether met"):
        assert on > commitment.deadline
    unmet = any(r.on > commitment.deadline and r.told not in SETTLED for r in commitment.reports)
    if timing == "overdue":
        assert unmet
    if fate == "not known":
        assert report is None
        assert timing != "overdue"


@given(commitments(), days, days)
def test_what_is_settled_stays_so(commitment: Commitment, one: date, other: date) -> None:
    early, late = sorted((one, other))
    if stand(commitment, early).timing == "settled":
        assert stand(commitment, late).timing == "settled"


def test_a_later_report_that_it_is_open_speaks_for_the_days_before() -> None:
    report = Report(date(2024, 6, 1), "in part", CITE)
    promise = Commitment(
        "a/b", "a", MADE, "do", "it", ("members",), CITE, date(2023, 12, 31), "", (report,)
    )
    assert stand(promise, date(2024, 1, 1)) == ("open", "overdue", report)
    assert stand(promise, date(2023, 12, 31)) == ("open", "ahead", report)
    assert stand(promise, date(2024, 6, 1)) == ("in part", "overdue", report)


def test_a_later_report_that_it_is_done_says_nothing_of_the_days_before() -> None:
    report = Report(date(2024, 6, 1), "done", CITE)
    promise = Commitment(
        "a/b", "a", MADE, "do", "it", ("members",), CITE, date(2023, 12, 31), "", (report,)
    )
    assert stand(promise, date(2024, 1, 1)) == ("not known", "not known whether met", None)


def test_what_is_carried_on_leads_to_a_later_commitment_that_is_on_record(
    catalogue: Catalogue,
) -> None:
    every = {c.id: c for f in catalogue.frameworks.values() for c in f.commitments}
    assert len(every) > 100
    for commitment in every.values():
        for report in commitment.reports:
            if report.to:
                assert every[report.to].made > commitment.made
                assert every[report.to].made <= report.on


def test_before_it_is_made_a_commitment_is_not_there(catalogue: Catalogue) -> None:
    quad = catalogue.frameworks["quad"]
    first = min(c.made for c in quad.commitments)
    assert made_until(quad, date(2021, 3, 11)) == ()
    assert {v.commitment.made for v in made_until(quad, first)} == {first}
