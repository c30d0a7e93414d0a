"""Texts and workbooks whose every value knows its place: the file, the line, the cell."""
