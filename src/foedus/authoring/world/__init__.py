"""States, actors, territories, areas, places and facts."""
