"""The question `panel`."""
