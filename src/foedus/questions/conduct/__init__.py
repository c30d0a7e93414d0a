"""What is owed over time: limits, notifications, commitments, notice."""
