"""Shares of a cost, scales, rates and tariffs, exact to the cent."""
