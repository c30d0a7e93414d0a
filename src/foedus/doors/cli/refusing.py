"""What is refused below a command, as that command tells it."""

from collections.abc import Iterator
from contextlib import contextmanager

from foedus.doors.cli.stored import refuse
from foedus.errors import FoedusError


@contextmanager
def refusing() -> Iterator[None]:
    """Tell what is refused in one sentence, and end with exit status 2."""
    try:
        yield
    except FoedusError as error:
        refuse([str(error)])
    except OSError as error:
        if error.filename is None:  # standard output, of which the command line sees to itself
            raise
        refuse([f"{error.filename}: {error.strerror}"])
