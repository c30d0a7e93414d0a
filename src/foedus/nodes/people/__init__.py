"""The people of a node: who they are, what they may do, and how they prove it. Outside the ledger.

The record knows each by a pseudonym; names and addresses stand here and can be erased.
"""
