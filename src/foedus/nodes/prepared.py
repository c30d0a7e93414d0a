"""An act that is prepared and signed in one place, carried in a file, and submitted in another.

Where it is prepared there is a mirror, or a node; what is signed is what would be recorded there.
It is recorded only if that is what would be recorded where it is submitted too, and once: whoever
of the same party submits the file again is answered as the first.
"""

import secrets
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from foedus.acting.declare import ActError
from foedus.errors import quoted
from foedus.model.entries import Entry, Signature
from foedus.nodes.access import Access
from foedus.nodes.errors import NodeError
from foedus.nodes.orders import digest, plain
from foedus.record.ledger.canonical import canonical
from foedus.record.ledger.keys import Signer
from foedus.record.signed import sign

FORM: Final = "foedus/act/v1"
LARGEST: Final = 262_144
"""Bytes of a file."""


class Prepared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An act as it was prepared: for which log, by whom, what it says, and its signature.

    `request` names it, so that it is recorded once; `shown` is the digest of what was signed.
    """

    form: str
    origin: str
    party: str
    act: str
    given: Mapping[str, Any]
    request: str
    shown: str
    signature: Signature

    @classmethod
    def read(cls, content: bytes) -> "Prepared":
        """One of the content of a file. Raises NodeError."""
        try:
            if len(content) > LARGEST:
                raise ValueError
            found = msgspec.json.decode(content, type=cls)
        except (msgspec.DecodeError, ValueError, RecursionError):
            found = None
        if found is None or found.form != FORM:
            raise NodeError("it is no prepared act, or one of a later foedus")
        return found

    def __bytes__(self) -> bytes:
        return canonical(msgspec.to_builtins(self))


def prepare(access: Access, name: str, given: Any, signer: Signer) -> Prepared:
    """An act as a person would do it, signed with the key of their nation. Raises QuestionError.

    It counts from the day on which it is prepared, unless it says another.
    """
    node, party = access.node, access.person.party
    if signer.name != party:
        told = f"the key is named {signer.name}; a key of {party} is named {party}"
        raise ActError(f"{name}: {told}")
    said = {"on": node.time().date().isoformat(), **plain(given)}
    drafts = access.drafts(name, said)
    return Prepared(
        form=FORM,
        origin=node.origin,
        party=party,
        act=name,
        given=said,
        request=f"prepared-{secrets.token_hex(16)}",
        shown=digest(drafts),
        signature=sign(drafts[0], signer),
    )


def check(access: Access, prepared: Prepared) -> None:
    """Raise ActError for what is for another log, or another party's."""
    told = ""
    if prepared.origin != access.node.origin:
        told = f"it was prepared for {quoted(prepared.origin)}, and this is {access.node.origin}"
    elif prepared.party != access.person.party:
        told = f"it is {quoted(prepared.party)}'s, whose people alone submit it"
    if told:
        raise ActError(f"{quoted(prepared.act)}: {told}")


def submit(access: Access, prepared: Prepared) -> tuple[Entry, ...]:
    """Record an act that was prepared elsewhere. Raises QuestionError."""
    check(access, prepared)
    return access.act(
        prepared.act,
        prepared.given,
        request=prepared.request,
        shown=prepared.shown,
        signature=prepared.signature,
    )
