"""The question `casus`."""
