"""The questions, in groups; a folder or a module is one question."""
