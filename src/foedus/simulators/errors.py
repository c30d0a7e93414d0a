"""What is wrong with a record, and where in it."""

from foedus.errors import FoedusError


class RecordError(FoedusError):
    """A record that cannot be read, in a sentence, with the byte at which it goes wrong."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(f"byte {offset}: {what}")
        self.what = what
        self.offset = offset
