"""Public datasets: read as their authors publish them, checked, stored, and joined into panels."""
