"""The question `member`."""
