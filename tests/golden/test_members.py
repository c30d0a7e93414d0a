from foedus.catalogue.catalogue import Catalogue
from tests.golden import members


def test_the_members_of_every_framework_and_year_are_as_recorded(catalogue: Catalogue) -> None:
    """After a deliberate change: `python tests/golden/members.py`, and read the diff."""
    recorded = members.FILE.read_text(encoding="utf-8").splitlines()
    told = "after a deliberate change run `python tests/golden/members.py`, and read its diff"
    assert list(members.lines(catalogue)) == recorded, told
