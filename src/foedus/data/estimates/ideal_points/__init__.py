"""Ideal points estimated from roll calls: positions of states on one line, session by session."""
