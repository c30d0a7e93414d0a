"""How a framework fares: measures with formula, source, interval and what they do not show."""
