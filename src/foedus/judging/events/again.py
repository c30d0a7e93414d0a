"""Judging one table of events again and again, each time in a catalogue after other changes.

Only those provisions are judged again on which a change can tell; all else is as it was found.
"""

import functools
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, TypeAlias

import msgspec
import polars as pl

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.batch import judge_table
from foedus.judging.events.table import days_of
from foedus.judging.events.tables import Tables
from foedus.language.tree import references

KEPT: Final = 8
"""So many catalogues with other facts settled are kept: each takes megabytes."""
MOST: Final = 5_000
"""So many columns of verdicts are kept: scenarios that share a change share what it tells on."""
_Key: TypeAlias = tuple[str | bytes, ...]


class Again:
    """A table of events, judged in a catalogue, and again in what changes make of it.

    `turns` are days on which the changes begin or end, if they are known before: with them, more is
    shared. Raises EventTableError where the table is none of events.
    """

    def __init__(
        self, catalogue: Catalogue, events: pl.DataFrame, turns: Iterable[date] = ()
    ) -> None:
        self.catalogue, self.events = catalogue, events
        self._tables = Tables(catalogue, days_of(events), turns)
        self._settled = functools.lru_cache(KEPT)(self._judged_with)
        self.verdicts = judge_table(self._tables, events)
        self._found: dict[_Key, pl.Series] = {}

    def judged(self, changed: Catalogue) -> pl.DataFrame:
        """The verdicts after changes, as `judge_batch` finds them; its columns may be others."""
        new = self.told_on(changed)
        every = self._tables.after(changed, changed.touched).triggered
        return pl.DataFrame([new[i] if i in new.columns else self.verdicts[i] for i in every])

    def told_on(self, changed: Catalogue) -> pl.DataFrame:
        """The verdicts after changes on those provisions alone on which the changes can tell.

        A provision that there is no longer is triggered by nothing.
        """
        touched = changed.touched
        same = changed.settled == self.catalogue.settled
        found = {} if same else {s.name: s for s in self._facts(changed)}
        tables = self._tables.after(changed, touched)
        every = tables.triggered
        versions = {name: _version(changed, name) for name in touched}
        asked: dict[str, _Key] = {}
        for provision in every:
            hangs_on = touched & self._hangs_on.get(provision, touched)
            if hangs_on:
                found_in = sorted(versions[i] for i in hangs_on)
                asked[provision] = (provision, str(changed.settled), *found_in)
        tables.triggered = {i: every[i] for i, key in asked.items() if key not in self._found}
        if tables.triggered:
            if len(self._found) > MOST:
                self._found.clear()
            for series in judge_table(tables, self.events):
                self._found[asked[series.name]] = series
        found |= {provision: self._found[key] for provision, key in asked.items()}
        for provision in self.verdicts.columns:
            if provision not in every:
                found[provision] = pl.repeat(
                    value=False, n=len(self.events), dtype=pl.Boolean, eager=True
                ).alias(provision)
        return pl.DataFrame([*found.values()])

    def _facts(self, changed: Catalogue) -> pl.DataFrame:
        """The verdicts where facts are settled as they are there, and nothing else is changed."""
        return self._settled(tuple(sorted(changed.settled.items(), key=str)))

    def _judged_with(self, settled: tuple[tuple[str, object], ...]) -> pl.DataFrame:
        found = self.catalogue
        for fact, value in settled:
            found = found.with_fact(fact, value, found.key)  # type: ignore[arg-type]
        return judge_table(self._tables.after(found, ()), self.events)

    @functools.cached_property
    def _hangs_on(self) -> Mapping[str, frozenset[str]]:
        """The frameworks that the verdict on each provision hangs on, with those that it names."""
        own: dict[str, set[str]] = {}
        named: dict[str, set[str]] = {}
        for provision, versions in self._tables.triggered.items():
            own[provision] = {clause.framework.id for clause in versions}
            named[provision] = set()
            for clause in versions:
                for reference in references(clause.provision.trigger):  # type: ignore[arg-type]
                    if reference.to in ("framework", "body", "provision"):
                        own[provision].add(reference.id.partition("/")[0])
                    if reference.to == "provision":
                        named[provision].add(reference.id)
        for provision in own:
            ahead, seen = [provision], set[str]()
            while ahead:
                one = ahead.pop()
                if one not in seen:
                    seen.add(one)
                    own[provision] |= own.get(one, set())
                    ahead += named.get(one, ())
        return {provision: frozenset(found) for provision, found in own.items()}


def _version(catalogue: Catalogue, name: str) -> bytes:
    """What tells a framework from its other versions: what it says, and who its parties are."""
    framework = catalogue.frameworks.get(name)
    if framework is None:
        return name.encode()
    parties = [catalogue.parties(framework, instrument) for instrument in framework.instruments]
    return hashlib.sha256(msgspec.msgpack.encode((framework, parties))).digest()
