"""What force can be raised, and how it is trained."""
