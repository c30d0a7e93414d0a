"""ATOP's alliances as frameworks, and where they differ from ours."""
