"""What the definitions say of one given thing on one day."""
