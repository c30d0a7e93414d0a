"""Tables of others as documents: a map says which heading is which field, and how it is written.

A map is data, and never guessed: `propose` makes one from a file, and leaves open what could be
read in two ways.
"""
