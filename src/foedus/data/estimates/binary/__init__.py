"""Models of what happened or did not: fitted in blocks, put to the test of chance, and scored."""
