"""The store of public datasets, and what reads an authors' file into it."""
