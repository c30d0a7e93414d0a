"""Events, one by one or a table of millions at once."""
