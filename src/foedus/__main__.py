"""`python -m foedus` is the `foedus` command."""

from foedus.cli import main

main()
