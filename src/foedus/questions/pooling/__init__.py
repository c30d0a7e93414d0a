"""Pooling: the fleet that a group of nations needs together, and sharing what it costs.

`fleet` finds the cheapest fleet for every group, `game` holds the costs of all groups;
`allocation`, `equal_saving` and `nucleolus` share the cost of all among them, and `core` tells who
would leave. All is exact: whole numbers
and fractions, never a rounded float.
"""
