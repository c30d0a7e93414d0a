"""Kinds of cost-sharing key: each is one module, and a key keeps its terms as they were written."""

from pathlib import Path

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.keys import every_key
from foedus.reckoning.sharing import kinds
from foedus.reckoning.sharing.kinds import KEPT_APART, KINDS, key_of, kind_of

BY_LOT = """\
from fractions import Fraction
from typing import Literal

from foedus.reckoning.sharing.kinds.kind import KeyEntry
from foedus.reckoning.sharing.reading import ReadShares


class ByLotKeyEntry(KeyEntry):
    kind: Literal["by-lot"]
    drawn: str

    def share(self, key, facts, day):
        return ReadShares(key, key.title, (key.cite,), {day.state(self.drawn): Fraction(1)})
"""


def test_a_kind_is_found_by_being_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "by_lot.py").write_text(BY_LOT, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    found = dict(kinds._kinds())
    assert {*found} - {*KINDS} == {"by-lot"}
    assert found["by-lot"].__name__ == "ByLotKeyEntry"


def test_a_key_keeps_its_terms_as_they_were_written(catalogue: Catalogue) -> None:
    keys = every_key(catalogue)
    assert {key.kind for key in keys.values()} <= {*KINDS}
    for identifier, key in keys.items():
        entry = kind_of(key)
        again = kind_of(key_of(identifier.partition("/")[0], entry))
        assert again.model_dump(exclude=KEPT_APART) == entry.model_dump(exclude=KEPT_APART)
        assert entry.kind == key.kind  # type: ignore[attr-defined]
