"""What is left of an entry whose content was destroyed."""

from hashlib import sha256

from foedus.model.entries import Entry
from foedus.record.ledger.canonical import canonical
from foedus.record.plain import to_plain


def remains(entry: Entry) -> str:
    """The digest of an entry without its content, before or after that was destroyed."""
    return sha256(canonical(to_plain(entry.without_content("")))).hexdigest()
