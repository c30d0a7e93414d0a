"""The question `comply`."""
