"""Keeping a node: proving it, copying and moving it, and making anew what follows from entries."""
