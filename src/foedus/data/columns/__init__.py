"""The column groups: one function each, in as few modules as there are subjects."""
