"""Which keys are trusted, each for its spell: keys are given, rotated, lost and revoked.

A spell is bounded by sizes of the log (for a checkpoint its size, for an entry its number), by
instants (seconds of POSIX), or both; it holds from a bound to before the next. What a key signed
within its spell holds for ever, also when the key was rotated or lost since. Of a stolen key the
thief can date signatures back, so the bound to use then is a size: `revoked` from the size of the
last checkpoint that others had seen before the theft. Where a spell is bounded by what is not known
of a signature, the key is not trusted with it.
"""

from dataclasses import asdict, dataclass, replace

import msgspec

from foedus.record.ledger.canonical import Value
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Kind, Verifier, cosigned_at
from foedus.record.ledger.note import Note, Signed


@dataclass(frozen=True, slots=True)
class Bound:
    """A point in the life of a log: by its size, by an instant, or by both."""

    size: int | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """For how long a key is trusted, and why no longer."""

    verifier: Verifier
    start: Bound = Bound()
    end: Bound = Bound()
    why: str = ""

    def refusal(self, size: int | None, time: int | None) -> str:
        """Why the key is not trusted with a signature, in a sentence; empty where it is."""
        name, why = self.verifier.name, f": {self.why}" if self.why else ""
        for what, first, past, at in (
            ("size", self.start.size, self.end.size, size),
            ("time", self.start.time, self.end.time, time),
        ):
            if at is None and (first is not None or past is not None):
                return f"the key of {name} has a spell, and the {what} of what it signed is unknown"
            if at is not None and first is not None and at < first:
                return f"the key of {name} is trusted only from {what} {first}, and this has {at}"
            if at is not None and past is not None and at >= past:
                return (
                    f"the key of {name} is not trusted from {what} {past}, and this has {at}{why}"
                )
        return ""


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    """A spell as it is kept."""

    key: str
    start: Bound
    end: Bound
    why: str


@dataclass(frozen=True, slots=True)
class KeySet:
    """Keys with their spells; each change gives another set."""

    spells: tuple[Spell, ...] = ()

    def __post_init__(self) -> None:
        ids = [(spell.verifier.name, spell.verifier.key_id) for spell in self.spells]
        if len(set(ids)) < len(ids):
            raise LedgerError("a key has one spell: one that was ended is not taken up again")

    @classmethod
    def of(cls, *verifiers: Verifier) -> "KeySet":
        """Keys that are trusted without a bound."""
        return cls(tuple(map(Spell, verifiers)))

    def given(self, verifier: Verifier, start: Bound) -> "KeySet":
        """With a key more, trusted from here on."""
        return KeySet((*self.spells, Spell(verifier, start)))

    def rotated(self, old: Verifier, new: Verifier, at: Bound) -> "KeySet":
        """With a new key in the place of an old one from here on."""
        return self.revoked(old, at, "it was rotated").given(new, at)

    def revoked(self, verifier: Verifier, start: Bound, why: str) -> "KeySet":
        """With a key no longer trusted from here on, which can only shorten its spell."""
        if start == Bound():
            raise LedgerError(f"say from which size or time the key of {verifier.name} is revoked")
        spell = self._spell(verifier)
        end = Bound(
            _earlier(spell.end.size, start.size),
            _earlier(spell.end.time, start.time),
        )
        ended = replace(spell, end=end, why=spell.why if end == spell.end else why)
        return KeySet(tuple(ended if other is spell else other for other in self.spells))

    @property
    def verifiers(self) -> tuple[Verifier, ...]:
        """All keys that ever were trusted."""
        return tuple(spell.verifier for spell in self.spells)

    def refusal(self, verifier: Verifier, size: int | None = None, time: int | None = None) -> str:
        """Why a key is not trusted with what it signed, in a sentence; empty where it is."""
        return self._spell(verifier).refusal(size, time)

    def refusal_of(self, signed: Signed, size: int | None, time: int | None = None) -> str:
        """Why a signature that holds is not trusted; a cosignature brings its own time."""
        timed = signed.by.kind is Kind.COSIGNATURE
        return self.refusal(signed.by, size, cosigned_at(signed.signature) if timed else time)

    def opened(
        self, note: Note, size: int | None = None, time: int | None = None
    ) -> tuple[Signed, ...]:
        """The signatures of a note by keys trusted with it. Raises LedgerError without any."""
        held, refused = list[Signed](), list[str]()
        for signed in note.opened(self.verifiers):
            if refusal := self.refusal_of(signed, size, time):
                refused.append(refusal)
            else:
                held.append(signed)
        if not held:
            raise LedgerError("; ".join(refused))
        return tuple(held)

    def checkpoint(self, note: Note, origin: str) -> Checkpoint:
        """The checkpoint of a note, signed by a key of its log. Raises LedgerError."""
        note.opened(self.verifiers)  # what nobody known signed is not even read
        checkpoint = Checkpoint.read(note.text)
        if checkpoint.origin != origin:
            raise LedgerError(f"this is a checkpoint of {checkpoint.origin}, and not of {origin}")
        self.opened(note, checkpoint.size)
        return checkpoint

    def plain(self) -> Value:
        """The set as a plain value, to be kept."""
        return [
            {
                "key": str(spell.verifier),
                "start": asdict(spell.start),
                "end": asdict(spell.end),
                "why": spell.why,
            }
            for spell in self.spells
        ]

    @classmethod
    def read(cls, value: Value) -> "KeySet":
        """The set of a plain value that `plain` gave. Raises LedgerError."""
        try:
            lines = msgspec.convert(value, list[_Line])
        except msgspec.ValidationError as error:
            raise LedgerError(f"this is not a set of keys as it is kept: {error}") from None
        return cls(
            tuple(Spell(Verifier.read(one.key), one.start, one.end, one.why) for one in lines)
        )

    def _spell(self, verifier: Verifier) -> Spell:
        for spell in self.spells:
            if spell.verifier == verifier:
                return spell
        raise LedgerError(f"the key {verifier} is not in the set")


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((bound for bound in (one, other) if bound is not None), default=None)
