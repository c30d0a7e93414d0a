"""Pooling: the fleet that a group of nations needs together, and sharing what it costs.

`fleet` finds the cheapest fleet for every group, `game` holds the costs of all groups, and
`allocation`, `core` and `nucleolus` share the cost of all among them. All is exact: whole numbers
and fractions, never a rounded float.
"""
