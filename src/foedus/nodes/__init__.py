"""Nodes: where a record is kept, written to and proved. All of its files and clocks are here.

`node` is what doors open. Below it, `scribe` writes, one group of acts in each transaction;
`stored` reads, at a position that does not move; `keeping` proves, copies, moves and rebuilds.
"""
