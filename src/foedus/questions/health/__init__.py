"""How frameworks fare."""
