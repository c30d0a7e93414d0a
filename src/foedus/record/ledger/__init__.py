"""The ledger: bytes, hashes and keys, and what can be proved with them.

It knows no catalogue, no database and no clock. An entry is canonical JSON (`canonical`), hidden
behind a salted commitment (`leaf`), which is a leaf of a Merkle tree (`tree`). Keys (`keys`,
`keyset`) sign notes (`note`); a note that states a tree is a checkpoint (`checkpoint`), and a
`proof` ties one entry to it. `tiles` lay the tree out in files, a `witness` watches that it only
grows, and `verify` reads an export through and says what was tampered with, and where.
"""
