"""What is recorded of the record itself."""

from foedus.model.entries import Content


class Destruction(Content, frozen=True):
    """That the content of an entry was destroyed, and on what legal basis.

    `remains` is the digest of what is left of it, so that nothing of that can be changed either.
    """

    kind = "destruction"
    letters = "DC"
    entry: str
    basis: str
    remains: str

    @property
    def about(self) -> tuple[str, ...]:
        return (self.entry,)


class Withdrawn(Content, frozen=True):
    """That an entry was recorded by mistake, and nothing stands in its place."""

    kind = "withdrawn"
    letters = "W"
    entry: str
    why: str

    @property
    def about(self) -> tuple[str, ...]:
        return (self.entry,)


class NationKey(Content, frozen=True):
    """A key with which a nation signs what it does, as `name+hash+base64`, or a passkey.

    To annul this entry is to revoke the key, from then on.
    """

    kind = "nation-key"
    letters = "NK"
    verifier: str
