"""A nation signs what it does, and each act without its signature is named."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from foedus.model.entries import Audience, Content, Draft, Entry, Signature
from foedus.record.contents.decisions import Position
from foedus.record.contents.keeping import NationKey, Withdrawn
from foedus.record.ledger.keys import Signer
from foedus.record.signed import good, sign, unsigned

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
KEY = Signer.generate("EST")
OTHER = Signer.generate("LVA")


def draft(content: Content, by: str = "EST") -> Draft:
    return Draft(
        framework="nato",
        by=by,
        valid=date(2026, 12, 1),
        audience=Audience(by, ("nato",)),
        content=content,
    )


def entry(name: str, made: Draft, signer: Signer | None = None) -> Entry:
    signature = sign(made, signer) if signer else None
    return Entry(
        number=0, id=name, act="x", person="p", recorded=NOON, draft=made, signature=signature
    )


REGISTERED = entry("NK-1", draft(NationKey(str(KEY.verifier))))
FOR = draft(Position("M-1", "for"))


def test_a_signature_is_of_what_was_shown_and_of_nothing_else() -> None:
    signature = sign(FOR, KEY)
    assert good(FOR, signature)
    assert not good(draft(Position("M-1", "against")), signature)
    assert not good(replace(FOR, valid=date(2026, 12, 2)), signature)
    assert not good(FOR, Signature(str(OTHER.verifier), signature.made))
    for broken in ("", "— EST", "— EST x", "EST EST AAAA", signature.made[:-4]):
        assert not good(FOR, Signature(signature.key, broken))


def test_each_act_of_a_nation_without_its_signature_is_named_with_why() -> None:
    forged = sign(FOR, OTHER)
    entries = [
        entry("P-0", FOR),
        REGISTERED,
        entry("P-1", FOR, KEY),
        entry("P-2", FOR),
        replace(entry("P-3", FOR), signature=forged),
        replace(entry("P-4", draft(Position("M-2", "for"))), signature=sign(FOR, KEY)),
        entry("M-1", draft(Position("M-1", "for"), by="secretariat")),
    ]
    assert [(one.entry, one.why) for one in unsigned(entries)] == [
        ("P-0", "it is not signed"),
        ("P-2", "it is not signed"),
        ("P-3", "the key that signed it is none of that nation's at that time"),
        ("P-4", "the signature is not one of what it says"),
    ]


def test_a_key_that_was_annulled_signs_nothing_any_more() -> None:
    entries = [
        REGISTERED,
        entry("P-1", FOR, KEY),
        entry("W-1", draft(Withdrawn("NK-1", "stolen")), KEY),
        entry("P-2", FOR, KEY),
    ]
    assert [one.entry for one in unsigned(entries)] == ["P-2"]
