"""The rule language: conditions as a tree of tests, with two interpreters over the same tree."""
