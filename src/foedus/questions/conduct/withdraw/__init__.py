"""The question `withdraw`."""
