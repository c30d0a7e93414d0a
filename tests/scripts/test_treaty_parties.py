"""The script that reads a user's copy of a depositary's list of participants."""

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import treaty_parties as script

from foedus.catalogue.catalogue import Catalogue

PAGE = """<html><table id="other"><tr><td>Menu</td></tr></table>
<table id="ctl00_tblgrid" class="table">
<tr><td>Participant<br></td><td>Signature<br></td><td>Ratification, Accession(a)<br></td></tr>
<tr><td>Afghanistan<br></td><td>14 Jan\t 1993 <br></td><td>24 Sep\t 2003 <br></td></tr>
<tr><td><a href='#'>Bolivia (Plurinational State of)</a><br></td><td>&nbsp;</td>
<td>&nbsp;2 Oct 1995 a<br></td></tr>
<tr><td>Israel<br></td><td>13 Jan 1993<br></td><td>&nbsp;</td></tr>
<tr><td>Montenegro <SUP>5</SUP><br></td><td>&nbsp;</td><td>23 Oct 2006 d<br></td></tr>
<tr><td>Atlantis<br></td><td>&nbsp;</td><td>1 Jan 2000 a<br></td></tr>
</table></html>"""
CCM = script.Rule(date(2010, 8, 1), script.period("6 months"), month_start=True)
RULE = script.Rule(date(1997, 4, 29), script.period("30 days"), originals=True)


def test_a_saved_page_becomes_lines_of_parties(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    found = list(script.lines(script.rows_of(page), catalogue, "the list", RULE))
    assert found == [
        "      - {states: [AFG], signed: 1993-01-14, deposited: 2003-09-24, from: 2003-10-24, "
        'basis: ratification, cite: "the list"}',
        "      - {states: [BOL], deposited: 1995-10-02, from: 1997-04-29, basis: accession, "
        'cite: "the list"}',
        "      - {states: [MNE], deposited: 2006-10-23, from: 2006-06-03, basis: succession, "
        'cite: "the list"}',
    ]
    assert "left out: Atlantis" in capsys.readouterr().err


def test_a_table_is_read_as_well_as_a_page(tmp_path: Path, catalogue: Catalogue) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "Participant,Signature,Provisional application(n),Ratification\n"
        "France,3 Dec 2008,,25 Sep 2009\nAngola,3 Dec 2008,,\n",
        encoding="utf-8",
    )
    (line,) = script.lines(script.rows_of(table), catalogue, "x", CCM)
    assert "states: [FRA], signed: 2008-12-03, deposited: 2009-09-25, from: 2010-08-01" in line


@pytest.mark.parametrize(
    ("rule", "deposited", "bound"),
    [
        (script.Rule(date(1970, 3, 5)), "1992-08-03", "1992-08-03"),
        (script.Rule(date(1970, 3, 5)), "1969-02-05", "1970-03-05"),
        (RULE, "1997-04-25", "1997-04-29"),
        (RULE, "1997-04-30", "1997-05-30"),
        (
            script.Rule(date(2010, 8, 1), script.period("6 months"), True),
            "2015-03-16",
            "2015-09-01",
        ),
    ],
)
def test_from_when_a_state_is_bound(rule: script.Rule, deposited: str, bound: str) -> None:
    assert rule.bound_from(date.fromisoformat(deposited)) == date.fromisoformat(bound)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="is no period"):
        script.period("a while")
    with pytest.raises(ValueError, match="no column of Participant, Signature"):
        list(script.participants([["Participant", "Signature"], ["France", "1 Jan 2000"]]))
