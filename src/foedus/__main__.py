"""`python -m foedus` is the `foedus` command."""

from foedus.doors.cli import main

main()
