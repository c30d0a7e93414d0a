"""Estimates made from datasets: similarity of interests, ideal points, networks."""
