"""The doors of a node beside the atlas: sign-in, acts, and questions for those who signed in."""
