"""The nouns of foedus: immutable values without behaviour beyond their own definition."""
