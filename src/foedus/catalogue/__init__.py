"""Definitions: reading, validating, compiling and looking them up."""
