"""Who decides, and with what weight."""
