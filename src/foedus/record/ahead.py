"""A record with what is not recorded yet: as it will stand once all of it is, in one go.

Acts that are to be recorded together are each judged on the record as those before it leave it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from foedus.model.entries import Content, Draft, Entry
from foedus.record.contents.keeping import Destruction
from foedus.record.ledger.canonical import canonical
from foedus.record.plain import draft_to_plain
from foedus.record.record import Record, UnknownEntryError

Keep = Callable[[Entry], bool]


@dataclass(frozen=True)
class Ahead:
    """A record, `base`, and the entries that are to follow it, `whole`, all at one moment."""

    base: Record
    whole: tuple[Entry, ...] = ()
    digest: str = ""
    keeps: tuple[Keep, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict)
    """What is to be destroyed, by its id, and the entry that says so."""

    def followed_by(
        self, drafts: Iterable[Draft], moment: datetime, *, act: str, person: str
    ) -> "Ahead":
        """It with what an act would record as well."""
        made, digest, gone = list(self.whole), self.digest, dict(self.gone)
        for draft in drafts:
            letters = draft.content.letters
            serial = replace(self, whole=tuple(made)).numbered(letters) + 1
            entry = Entry(
                number=self.base.size + len(made),
                id=f"{letters}-{serial}",
                act=act,
                person=person,
                recorded=moment,
                draft=draft,
            )
            made.append(entry)
            digest = sha256(digest.encode() + canonical(draft_to_plain(draft))).hexdigest()
            if isinstance(draft.content, Destruction):
                gone[draft.content.entry] = entry.id
        return replace(self, whole=tuple(made), digest=digest, gone=gone)

    @property
    def size(self) -> int:
        return self.base.size + len(self.whole)

    @property
    def key(self) -> str:
        return f"{self.base.key}+{self.digest}" if self.whole else self.base.key

    @property
    def latest(self) -> datetime:
        return self.whole[-1].recorded if self.whole else self.base.latest

    @cached_property
    def added(self) -> tuple[Entry, ...]:
        """What of the new entries is kept."""
        return tuple(entry for entry in self.whole if all(keep(entry) for keep in self.keeps))

    @cached_property
    def _new(self) -> frozenset[str]:
        return frozenset(entry.id for entry in self.whole)

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.added}

    @cached_property
    def _about(self) -> dict[str, list[Entry]]:
        found = defaultdict[str, list[Entry]](list)
        for entry in self.added:
            for other in dict.fromkeys((*entry.content.about, entry.draft.corrects)):
                found[other].append(entry)
        return found

    def find(self, entry: str) -> Entry:
        if entry not in self._new:
            return self._left(self.base.find(entry))
        try:
            return self._left(self._by_id[entry])
        except KeyError:
            raise UnknownEntryError(entry) from None

    def of(self, *kinds: type[Content]) -> Sequence[Entry]:
        found = [*self.base.of(*kinds), *self.added]
        if self.gone:
            known = {entry.id for entry in found}
            found += [e for e in self.base.of() if e.id in self.gone and e.id not in known]
            found.sort(key=lambda entry: entry.number)
        left = map(self._left, found)
        return tuple(entry for entry in left if not kinds or isinstance(entry.content, kinds))

    def about(self, entry: str) -> Sequence[Entry]:
        before = () if entry in self._new else self.base.about(entry)
        left = map(self._left, (*before, *self._about.get(entry, ())))
        return tuple(e for e in left if entry in (*e.content.about, e.draft.corrects))

    def sent(self, request: str) -> Entry | None:
        return self.base.sent(request)

    def numbered(self, letters: str) -> int:
        mine = sum(entry.id.rpartition("-")[0] == letters for entry in self.whole)
        return self.base.numbered(letters) + mine

    def as_known_at(self, moment: datetime) -> Record:
        return self if self.whole and self.latest <= moment else self.base.as_known_at(moment)

    def only(self, name: str, keep: Keep) -> "Ahead":
        return replace(self, base=self.base.only(name, keep), keeps=(*self.keeps, keep))

    def _left(self, entry: Entry) -> Entry:
        by = self.gone.get(entry.id)
        return entry if by is None else entry.without_content(by)
